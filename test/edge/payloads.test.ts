import { describe, expect, it } from "vitest";

import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { LogsView } from "../../shared/wire/rpc.ts";
import { chain, chord, group, s, si } from "../reference/signatures.ts";
import type { FinishedRun } from "./api.ts";
import { useBuiltWorker } from "./use-built-worker.ts";

const MIB = 1024 * 1024;

/** A small call with a result of 1.4 MB: 512 x 512 RGBA pixels as base64. */
const BIG_IMAGE = s("resize_image", { width: 1, height: 1, rgba: "AAAAAA==" }, 512, 512);
const BIG_IMAGE_CHARACTERS = Math.ceil((512 * 512 * 4) / 3) * 4;

/** What encodings tend to lose. JSON has no better way to write half a surrogate pair than its escape. */
const TEXTS = [
  "naïve café",
  "日本語 – עברית – ไทย",
  "🌿🫚 👩‍👩‍👧‍👦 𝒳",
  "\u0000\u0001\u001f\u007f\u2028\u2029\ufeff\ufffd",
  "\ud800 alone, \udc00 alone, \udc00\ud800 swapped",
  '"quoted" \\ and /slashed/ </script>',
  "e\u0301 is not é",
  "",
];

const VALUES: readonly JsonValue[] = [
  0,
  -0.5,
  1e-300,
  1.797_693_134_862_315_7e308,
  Number.MAX_SAFE_INTEGER,
  true,
  null,
  [],
  {},
  [[[]]],
  { a: { b: [null] } },
];

const { api } = useBuiltWorker();

describe("text", () => {
  it("survives exactly, as argument, result, key and name", async () => {
    const record = Object.fromEntries(TEXTS.map((text) => [text, text]));
    const run = await finished(chain(s("echo", TEXTS), s("echo", record)), {
      name: TEXTS.join(""),
    });

    expect(run).toMatchObject({ name: TEXTS.join(""), result: [TEXTS, record] });
  });

  it("survives exactly where many large results lie together", async () => {
    // Lengths around a kilobyte, below which a result lies with the state, and above which they share a row.
    const results = TEXTS.flatMap((text, index) => [
      text.repeat(30 * index),
      `${"x".repeat(1015 + index)}${text}`,
    ]);

    expect((await finished(group(...results.map((text) => s("echo", text))))).result).toEqual(
      results,
    );
  });

  it("comes back from a page of nodes and from the result of a task as from the run", async () => {
    const text = TEXTS.join("\n").repeat(50);
    const { run_id: id } = await finished(chord([s("echo", text)], s("echo")));

    expect((await api.get(`/api/results/${id}.0`)).body).toMatchObject({
      result: text,
      args: [text],
    });
    expect((await api.get(`/api/runs/${id}/nodes`)).body).toMatchObject({
      nodes: [{ result: text }, { result: [text] }],
    });
  });
});

describe("JSON that is no text", () => {
  it.for(VALUES)("%j survives exactly", async (value) => {
    expect((await finished(chain(s("echo", value), s("echo")))).result).toEqual(value);
  });

  it("is a failure of the task that returns what JSON cannot carry", async () => {
    const run = await finished(chain(s("mul", 1e308, 10), s("echo")));

    expect(run).toMatchObject({
      state: "FAILURE",
      result: null,
      error: {
        type: "TypeError",
        message: expect.stringContaining("Infinity"),
        task_id: `${run.run_id}.0`,
      },
    });
  });
});

describe("large values", () => {
  it("of more than a megabyte are kept whole", async () => {
    const { result, run_id: id } = await finished(BIG_IMAGE);

    expect(result).toMatchObject({ width: 512, rgba: expect.stringMatching(/^A*=*$/u) });
    expect((result as { rgba: string }).rgba).toHaveLength(BIG_IMAGE_CHARACTERS);
    expect((await api.get(`/api/results/${id}`)).body).toMatchObject({ state: "SUCCESS", result });
  });

  it("over 1.9 MB fail the task that returns them, by name, and what waits for it", async () => {
    const half = "x".repeat(1_000_000);
    const run = await finished(
      chain(chord([s("echo", half), s("echo", half)], s("echo")), s("echo")),
    );

    expect(run).toMatchObject({
      state: "FAILURE",
      error: {
        type: "PayloadTooLarge",
        message: expect.stringMatching(/2000007 bytes.*1900000|1900000.*2000007/u),
        task_id: `${run.run_id}.2`,
      },
      counts: { SUCCESS: 2, FAILURE: 2 },
    });
  });

  it("of several megabytes together reach the body of a chord", async () => {
    const words = Array.from({ length: 60_000 }, (_, index) => `w${index}`);
    const header = Array.from({ length: 5 }, () => s("word_count", words.join(" ")));
    const { result, nodes } = await finished(chord(header, s("merge_counts")));

    // Read one by one, since a mismatch of 60,000 entries cannot be shown.
    expect(words.filter((word) => (result as Record<string, number>)[word] !== 5)).toEqual([]);
    expect(nodes.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => "SUCCESS"));
  });

  it("of more than 16 MiB together fail the body of a chord, by name", async () => {
    const header = Array.from({ length: 13 }, () => BIG_IMAGE);

    expect(await finished(chord(header, s("echo")))).toMatchObject({
      state: "FAILURE",
      error: { type: "PayloadTooLarge", message: expect.stringContaining(String(16 * MIB)) },
      counts: { SUCCESS: 13, FAILURE: 1 },
    });
  });

  it("of more than 8 MiB together are a result with an address of its own", async () => {
    const run = await finished(group(...Array.from({ length: 7 }, () => BIG_IMAGE)));
    const { result_url: url = "" } = run;

    expect(run).toMatchObject({ state: "SUCCESS", result: null, counts: { SUCCESS: 7 } });
    expect(url).toBe(`/api/runs/${run.run_id}/result`);

    const { status, headers, body } = await api.get(url);
    const images = body as { rgba: string }[];

    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json");
    expect(images.map(({ rgba }) => rgba.length)).toEqual(
      Array.from({ length: 7 }, () => BIG_IMAGE_CHARACTERS),
    );
  });

  it("come in pages of nodes that each fit into an answer", async () => {
    const { run_id: id } = await finished(group(...Array.from({ length: 7 }, () => BIG_IMAGE)));
    const seen: string[] = [];
    let cursor: string | null = "0";

    while (cursor !== null) {
      const { body } = await api.get(`/api/runs/${id}/nodes?cursor=${cursor}`);
      const page = body as { nodes: { task_id: string }[]; next_cursor: string | null };

      expect(JSON.stringify(page).length).toBeLessThan(9 * MIB);
      seen.push(...page.nodes.map(({ task_id }) => task_id));
      cursor = page.next_cursor;
    }

    expect(seen).toEqual(Array.from({ length: 7 }, (_, node) => `${id}.${node}`));
  });
});

describe("the log lines of a task", () => {
  it("are kept with its id, in order, page by page", async () => {
    const sizes = [2, 3, 4];
    const canvas = chord(
      sizes.map((size) => s("matrix_multiply", size)),
      s("log_matrix_summary"),
    );
    const { run_id: id } = await finished(canvas);
    const { body } = await api.get(`/api/runs/${id}/logs`);

    expect(body).toEqual({
      logs: sizes.map((size) => ({
        task_id: `${id}.3`,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/u),
        message: expect.stringMatching(
          new RegExp(`^${size} x ${size}: trace \\d+, total \\d+$`, "u"),
        ),
      })),
      next_cursor: null,
    });
  });

  it("come in order over several pages", async () => {
    const { run_id: id } = await finished(
      chain(s("log_matrix_summary", summary(1)), si("log_matrix_summary", summary(2))),
    );
    const first = await logs(id, "limit=1");
    const second = await logs(id, `limit=1&cursor=${first.next_cursor}`);

    expect([...first.logs, ...second.logs].map(({ message }) => message)).toEqual([
      "1 x 1: trace 0, total 0",
      "2 x 2: trace 0, total 0",
    ]);
    expect(second.next_cursor).toBeNull();
  });
});

async function finished(
  canvas: unknown,
  more: Readonly<Record<string, unknown>> = {},
): Promise<FinishedRun> {
  return api.finish(await api.submit(canvas, more));
}

/** What `matrix_multiply` would have found. */
function summary(size: number): JsonObject {
  return { size, trace: 0, total: 0 };
}

async function logs(id: string, query: string): Promise<LogsView> {
  return (await api.get(`/api/runs/${id}/logs?${query}`)).body as LogsView;
}
