import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { hostileAddress, hostileBody, hostilePath } from "./hostile.ts";
import { fateOf } from "./problem.ts";
import { REFUSED_CANVASES } from "./refused-canvases.ts";
import { REFUSED_ADDRESSES, REFUSED_BODIES } from "./refused-requests.ts";
import { useBuiltWorker } from "./use-built-worker.ts";

/** Understood, or refused with a reason: never an error of our own. */
const ANSWERED = /^served$|^4\d\d /u;

describe("the served API", () => {
  const { api } = useBuiltWorker();

  it.for([...REFUSED_CANVASES, ...REFUSED_BODIES, ...REFUSED_ADDRESSES])(
    "refuses $what with $problem, says why, and stores nothing",
    async ({ request = "POST /api/runs", body, headers, problem, says }) => {
      const [method = "", path = ""] = request.split(" ");
      const before = await storedIds();
      const answer = await api.send(method, path, body, headers);

      expect(fateOf(answer)).toBe(problem);

      for (const words of says) {
        expect(answer.body).toMatchObject({ detail: expect.stringContaining(words) });
      }

      expect(await storedIds()).toEqual(before);
    },
  );

  it("never answers hostile JSON with an error of its own", async () => {
    await fc.assert(
      fc.asyncProperty(hostilePath(), hostileBody(), async (path, body) => {
        expect(fateOf(await api.send("POST", path, body))).toMatch(ANSWERED);
      }),
      { numRuns: 300 },
    );
  });

  it("never answers a hostile address with an error of its own", async () => {
    const method = fc.constantFrom("GET", "POST", "DELETE");

    await fc.assert(
      fc.asyncProperty(method, hostileAddress(), async (verb, path) => {
        expect(fateOf(await api.send(verb, path))).toMatch(ANSWERED);
      }),
      { numRuns: 300 },
    );
  });

  async function storedIds(): Promise<readonly string[]> {
    const { body } = await api.get("/api/runs?kind=all&limit=200");

    return (body as { runs: { run_id: string }[] }).runs.map(({ run_id }) => run_id);
  }
});
