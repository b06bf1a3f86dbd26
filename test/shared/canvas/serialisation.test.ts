import { describe, expect, it } from "vitest";

import { chain, chord, group, pipe } from "../../../shared/canvas/builders.ts";
import type { AnyStep } from "../../../shared/canvas/step.ts";
import { taskHandle } from "../../../shared/canvas/task-handle.ts";
import { toSignature } from "../../../shared/canvas/to-json.ts";
import { readCases } from "./cases.ts";
import { parsed } from "./parsed.ts";

const add = taskHandle<[x: number, y: number], number>("add");
const mul = taskHandle<[x: number, y: number], number>("mul");
const xsum = taskHandle<[numbers: readonly number[]], number>("xsum");
const logError = taskHandle<[taskId: string], null>("log_error");

const pairs: readonly [number, number][] = [
  [1, 2],
  [3, 4],
  [5, 6],
];

/** By the title of the recorded text, the same in our builders. */
const built: Readonly<Record<string, AnyStep>> = {
  "add.s(2,2)": add.s(2, 2),
  'add.s(2,2,z=1).set(countdown=10, queue="q", priority=3)': add
    .s(2, 2)
    .kw({ z: 1 })
    .set({ countdown: 10, queue: "q", priority: 3 }),
  "add.si(2,2)": add.si(2, 2),
  "link + link_error": add.s(2, 2).link(mul.s(3)).onError(logError.s()),
  "chain(add.s(2,2), add.s(4), mul.s(8))": chain(add.s(2, 2), add.s(4), mul.s(8)),
  "group(add.s(i,i) for i in range(2))": group([0, 1].map((i) => add.s(i, i))),
  "group generator": group(add.s(0, 0), add.s(1, 1)),
  "chord([add.s(1,1),add.s(2,2)], xsum.s())": chord([add.s(1, 1), add.s(2, 2)], xsum.s()),
  "chord(group)": chord(group(add.s(1, 1), add.s(2, 2)), xsum.s()),
  "group | task": pipe(group(add.s(1, 1), add.s(2, 2)), xsum.s()),
  "xsum.map([[1,2],[3]])": xsum.map([[1, 2], [3]]),
  "add.starmap([(1,2),(3,4)])": add.starmap(pairs.slice(0, 2)),
  "add.chunks([(1,2),(3,4),(5,6)], 2)": add.chunks(pairs, 2),
  "add.chunks(...).group()": add.chunks(pairs, 2).group(),
  "chain with group in the middle": chain(
    add.s(1, 1),
    group(add.s(10), add.s(100)),
    xsum.s(),
    mul.s(2),
  ),
  "chain last = group": chain(add.s(1, 1), group(add.s(10), add.s(100))),
  "chain first = group": chain(group(add.s(1, 10), add.s(1, 100)), xsum.s()),
  "nested groups": group(add.s(1, 1), group(add.s(2, 2), add.s(3, 3))),
  "chord of chains w/ chain body": chord(
    [chain(add.s(1, 1), add.s(2)), add.s(3, 3)],
    chain(xsum.s(), mul.s(2)),
  ),
  "chord in chord header": chord(
    [chord([add.s(1, 1), add.s(2, 2)], xsum.s()), add.s(3, 3)],
    xsum.s(),
  ),
  "empty group": group(),
  "empty chain": chain([]),
  "empty-header chord": chord([], xsum.s()),
};

describe("prints what Celery prints", () => {
  it.each(recordedTexts())("%s", (title, json) => {
    expect(JSON.stringify(built[title])).toBe(JSON.stringify(JSON.parse(json)));
  });
});

describe("reads and prints again what Celery printed", () => {
  it.each(recordedTexts().filter(([title]) => title !== "empty chain"))("%s", (_, json) => {
    expect(JSON.stringify(toSignature(parsed(JSON.parse(json))))).toBe(
      JSON.stringify(JSON.parse(json)),
    );
  });
});

/** The text is sections of a title (`### …`), Python's repr and the JSON. */
function recordedTexts(): [title: string, json: string][] {
  const [, ...sections] = readCases("celery/serialisation_5.6.3.txt").split(/^### /m);
  return sections.map((section) => {
    const [title = "", , json = ""] = section.split("\n");
    return [title.trim(), json];
  });
}
