import { beforeAll, describe, expect, it } from "vitest";

import type { GroupFrame, ServerFrame } from "../../shared/wire/frames.ts";
import { TASK_STATES } from "../../shared/wire/views.ts";
import { chain, group, s, si, withOptions } from "../reference/signatures.ts";
import { type Groups, groupsAfter } from "../support/frame-groups.ts";
import { nodesIn } from "../support/frame-nodes.ts";
import { problemIn } from "./problem.ts";
import { askForWebSocket } from "./upgrade.ts";
import { useBuiltWorker } from "./use-built-worker.ts";
import { countsIn, isEnd, lastSeqOf, seqsOf, watchRun } from "./watch.ts";

const FRAMES_A_SECOND = 20;

/** Gives whoever watches the time to connect before the rest begins. */
const PAUSE = withOptions(s("sleep", 1), { queue: "low" });

describe("the live frames of a run", () => {
  const { worker, api } = useBuiltWorker();

  it("are a snapshot, then changes under numbers that only grow, then the end", async () => {
    const id = await api.submit(chain(PAUSE, si("add", 1, 2), s("fail"), s("echo")));
    const frames = await watchRun(worker.origin, id).until(isEnd);
    const [first, ...rest] = frames;

    expect(first).toMatchObject({
      type: "snapshot",
      run: { run_id: id, finished_at: null },
      nodes: [{ name: "sleep" }, { name: "add" }, { name: "fail" }, { name: "echo" }],
    });
    expect(new Set(rest.slice(0, -1).map(({ type }) => type))).toEqual(new Set(["delta"]));
    expect(seqsOf(frames)).toEqual(seqsOf(frames).toSorted((a, b) => a - b));
    expect(statesAfter(frames)).toEqual(["SUCCESS", "SUCCESS", "FAILURE", "FAILURE"]);
    expect(frames.at(-1)).toMatchObject({
      run: { state: "FAILURE", error: { message: "boom", task_id: `${id}.2` } },
    });
  });

  it("reach everybody who watches", async () => {
    const id = await api.submit(chain(PAUSE, s("add", 1)));
    const watchers = [1, 2, 3].map(() => watchRun(worker.origin, id).until(isEnd));
    const [first, ...others] = await Promise.all(watchers);

    expect(statesAfter(first ?? [])).toEqual(["SUCCESS", "SUCCESS"]);

    for (const frames of others) {
      expect(frames.at(-1)).toEqual(first?.at(-1));
    }
  });

  it("show a run that is final at once, with its end", async () => {
    const { run_id: id } = await api.finish(await api.submit(s("add", 1, 2)));

    expect(await watchRun(worker.origin, id).until(isEnd)).toMatchObject([
      { type: "snapshot", run: { state: "SUCCESS", result: 3 } },
      { type: "end", run: { state: "SUCCESS", result: 3 } },
    ]);
  });

  it("give a client that comes back what it missed and nothing twice", async () => {
    const id = await api.submit(
      chain(s("add", 1, 1), withOptions(si("sleep", 1), { queue: "low" }), s("add", 1)),
    );
    const before = watchRun(worker.origin, id);
    const seen = await before.until((frame) => statesAfter([frame])[0] === "SUCCESS");

    before.close();
    await api.finish(id);

    const [missed, ...end] = await watchRun(worker.origin, id, { since: lastSeqOf(seen) }).until(
      isEnd,
    );

    expect(missed?.type).toBe("delta");
    expect(statesAfter([...seen, ...(missed === undefined ? [] : [missed])])).toEqual([
      "SUCCESS",
      "SUCCESS",
      "SUCCESS",
    ]);
    expect(missed?.type === "delta" && missed.changes.map(({ task_id }) => task_id)).toEqual([
      `${id}.1`,
      `${id}.2`,
    ]);
    expect(end).toMatchObject([{ type: "end", run: { state: "SUCCESS", result: 2 } }]);
  });

  it("give a client that missed too much a new snapshot", async () => {
    const { run_id: id } = await api.finish(await api.submit(chain(s("add", 1, 1), s("add", 1))));
    const [first] = await watchRun(worker.origin, id, { since: 0 }).until(isEnd);

    expect(first).toMatchObject({
      type: "snapshot",
      nodes: [{ state: "SUCCESS" }, { state: "SUCCESS" }],
    });
  });

  it("answer ping with pong", async () => {
    const id = await api.submit(s("add", 1, 2));
    const watcher = watchRun(worker.origin, id);

    await watcher.until(isEnd);
    expect(await watcher.ask("ping")).toBe("pong");
    watcher.close();
  });

  it("are refused for a run that is not there", async () => {
    const url = `${worker.origin}/api/runs/0190a0a0-0000-7000-8000-000000000000/events`;

    expect(problemIn(await askForWebSocket(url))).toBe("404 unknown-run");
    expect(problemIn(await askForWebSocket(`${url}?since=soon`))).toBe("422 invalid-request");
    expect(problemIn(await askForWebSocket(`${url}?cells=few`))).toBe("422 invalid-request");
  });

  describe("of a group of 2,000", () => {
    let frames: readonly ServerFrame[];
    /** The same for who asked for changes and never left, and for who left in between. */
    let inChanges: readonly (readonly ServerFrame[])[];
    /** From the group's start to its end. */
    let seconds: number;

    beforeAll(async () => {
      const members = Array.from({ length: 2000 }, (_, index) =>
        si(index % 100 === 7 ? "fail" : "echo", index),
      );
      const id = await api.submit(chain(PAUSE, group(...members)));

      [frames = [], ...inChanges] = await Promise.all([
        watchRun(worker.origin, id).until(isEnd),
        watchRun(worker.origin, id, { cells: "changes" }).until(isEnd),
        watchWithBreak(worker.origin, id),
      ]);

      const { nodes, finished_at: end } = await api.finish(id);

      seconds = (Date.parse(end ?? "") - Date.parse(nodes[0]?.finished_at ?? "")) / 1000;
    });

    it("carry it as one thing whose map agrees with its counts, in every frame", () => {
      const groups = groupsIn(frames);

      expect(groups.length).toBeGreaterThan(1);

      for (const { size, counts, cells } of groups) {
        const members = unpackStates(cells, size);

        expect(size).toBe(2000);
        expect(
          Object.fromEntries(
            TASK_STATES.map((state) => [
              state,
              members.filter((member) => member === state).length,
            ]).filter(([, count]) => count !== 0),
          ),
        ).toEqual(counts);
      }
    });

    it("show in the map which members failed", () => {
      const last = groupsIn(frames).at(-1);
      const members = unpackStates(last?.cells ?? "", 2000);

      expect(members.flatMap((state, index) => (state === "FAILURE" ? [index] : []))).toEqual(
        Array.from({ length: 20 }, (_, hundred) => hundred * 100 + 7),
      );
      expect(countsIn(frames.at(-1) as ServerFrame)).toEqual({ SUCCESS: 1981, FAILURE: 20 });
    });

    it("come to the same picture for who is told of it in changes, whether it left or not", () => {
      const whole = groupsIn(frames).at(-1);

      for (const told of inChanges) {
        const groups = told.reduce<Groups>(groupsAfter, new Map());

        expect(told.some((frame) => "group_changes" in frame)).toBe(true);
        expect([...groups.values()]).toEqual([whole]);
        expect(told.at(-1)).toEqual(frames.at(-1));
      }
    });

    it("never name a member beside it", () => {
      expect(statesAfter(frames)).toEqual(["SUCCESS"]);
    });

    it("are at most 20 a second, however many tasks end", () => {
      const deltas = frames.filter((frame) => frame.type === "delta" && frame.groups.length > 0);

      // The first leaves at once, the last up to a twentieth of a second after the end.
      expect(deltas.length).toBeLessThanOrEqual(Math.ceil(seconds * FRAMES_A_SECOND) + 2);
    });
  });
});

/** The frames of who asked for changes, left when the group had begun, and came back. */
async function watchWithBreak(origin: string, id: string): Promise<readonly ServerFrame[]> {
  const watcher = watchRun(origin, id, { cells: "changes" });
  const seen = await watcher.until(
    (frame) => isEnd(frame) || (frame.type === "delta" && frame.groups.length > 0),
  );

  watcher.close();

  const missed = watchRun(origin, id, { cells: "changes", since: lastSeqOf(seen) }).until(isEnd);

  return [...seen, ...(await missed)];
}

/** The states of the nodes, in the order of their ids, as one knows them after these frames. */
function statesAfter(frames: readonly ServerFrame[]): readonly string[] {
  const states = new Map<number, string>();

  for (const frame of frames) {
    nodesIn(frame).forEach(({ task_id, state }) =>
      states.set(Number(task_id.split(".")[1] ?? 0), state),
    );
  }

  return [...states].toSorted(([a], [b]) => a - b).map(([, state]) => state);
}

function groupsIn(frames: readonly ServerFrame[]): readonly GroupFrame[] {
  return frames.flatMap((frame) => (frame.type === "end" ? [] : frame.groups));
}

/** Four bits a member as long as each has a cell, the first of two in the high half of their byte. */
function unpackStates(map: string, size: number): readonly string[] {
  const bytes = Buffer.from(map, "base64");

  return Array.from({ length: size }, (_, index) => {
    const byte = bytes[index >> 1] ?? 0;

    return TASK_STATES[index % 2 === 0 ? byte >> 4 : byte & 15] ?? "no state";
  });
}
