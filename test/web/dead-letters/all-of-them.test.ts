import { expect, it } from "vitest";

import { doForAll } from "../../../web/dead-letters/all-of-them.ts";

const IDS = Array.from({ length: 40 }, (_, index) => `letter ${index}`);

it("each is done once, and one that is refused does not stop the others", async () => {
  const asked: string[] = [];

  const outcome = await doForAll(IDS, async (id) => {
    asked.push(id);
    await Promise.resolve();

    if (id.endsWith("7")) {
      throw new Error("It is gone");
    }
  });

  expect(asked.toSorted()).toEqual(IDS.toSorted());
  expect(outcome).toEqual({ done: 36, refused: 4, refusals: ["It is gone"] });
});

it("only a few are asked for at a time", async () => {
  let open = 0;
  let most = 0;

  await doForAll(IDS, async () => {
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
  });

  expect(most).toBe(6);
});
