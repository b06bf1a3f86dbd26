/** Worlds in which one certain thing goes wrong. */
import { describe, expect, it } from "vitest";

import type { Signature } from "../../shared/canvas/signature.ts";
import { isRunFinal, nodeAt } from "../../shared/engine/run.ts";
import { chain, chord, group, s, withOptions } from "../reference/signatures.ts";
import { copiesUnderBacklog } from "./backlog.ts";
import { wrongsOf } from "./checks/checks.ts";
import { type Found, findRun } from "./checks/on-disk.ts";
import { insist } from "./client.ts";
import { type Cast, type Simulated, play } from "./simulate.ts";
import { PLAIN, simulatedRun } from "./simulated-run.ts";
import { type Fault, LoadedDice, ScriptedDice } from "./world/dice.ts";
import { STARTS_AT, type World, isRunner } from "./world/world.ts";

const SECOND = 1000;

describe("a task that kills its consumer every time", () => {
  const killer = "run 1.7";

  it("ends as a dead letter after 3 deliveries, and every other task succeeds", async () => {
    const simulated = await stage(adds(20), {
      goesWrong: (fault, subject) =>
        fault === "consumer dies" && subject.endsWith(`begins ${killer}`),
    });
    const { world } = simulated;
    const { kept } = only(simulated);

    expect(await wrongsOf(simulated)).toEqual([]);
    expect(kept.run.counts).toMatchObject({ SUCCESS: 19, FAILURE: 1 });
    expect(nodeAt(kept.run, 7)).toMatchObject({
      status: "FAILURE",
      error: { type: "WorkerLostError" },
    });
    expect(timesRun(world, killer)).toBe(3);
    expect(await deadLetters(simulated)).toMatchObject([{ head: { reason: "worker_lost" } }]);
  });

  it("takes each of its neighbours along once at most, and for less than a lease lasts", async () => {
    const simulated = await stage(adds(20), {
      goesWrong: (fault, subject) =>
        fault === "consumer dies" && subject.endsWith(`begins ${killer}`),
    });

    const { run, kept } = only(simulated);
    const ended = kept.run.nodes.filter((_node, node) => node !== 7).map((node) => node.finishedAt);

    expect(Math.max(...neighbours(simulated.world, killer))).toBeLessThanOrEqual(2);
    expect(Math.max(...ended) - STARTS_AT - run.submitAfterMs).toBeLessThan(40 * SECOND);
  });
});

describe("hours of legitimate backlog", () => {
  it("are not added to: at most 1.05 copies of a message are sent for a task", async ({
    annotate,
  }) => {
    const { copiesPerTask, hours } = await copiesUnderBacklog();

    await annotate(`${copiesPerTask} copies per task in ${hours.toFixed(1)} hours`);
    expect(hours).toBeGreaterThan(3);
    expect(copiesPerTask).toBeLessThanOrEqual(1.05);
  });
});

describe("a queue that loses every message once", () => {
  it("costs every task one more message, and no result", async () => {
    const lost = new Set<string>();
    const simulated = await stage(chord(adds(10), s("xsum")), {
      goesWrong(fault, subject) {
        const isFirst = fault === "message lost" && !lost.has(subject);

        return isFirst && lost.add(subject).has(subject);
      },
    });

    expect(await wrongsOf(simulated)).toEqual([]);
    expect(only(simulated).kept.run.counts.SUCCESS).toBe(11);
    expect(simulated.world.taken).toBe(22);
    expect(simulated.world.executions).toHaveLength(11);
  });
});

describe("an object that is lost during every task", () => {
  it("comes back each time, and no task runs twice", async () => {
    const simulated = await stage(chord(adds(10), s("xsum")), {
      durationMs: 40 * SECOND,
      stage(world) {
        world.onBegan = () => {
          world.timeline.after(10 * SECOND, () => world.objects.forEach((object) => object.kill()));
        };
      },
    });

    expect(await wrongsOf(simulated)).toEqual([]);
    expect(only(simulated).kept.run.counts.SUCCESS).toBe(11);
    expect(simulated.world.executions).toHaveLength(11);
  });
});

describe("a task that was started before its expiry", () => {
  it("goes on to its end, though an alarm comes at that moment", async () => {
    const simulated = await stage(
      adds(3).map((add) => withOptions(add, { expires: 30 })),
      { durationMs: 60 * SECOND },
    );

    expect(await wrongsOf(simulated)).toEqual([]);
    expect(only(simulated).kept.run.counts.SUCCESS).toBe(3);
  });
});

describe("a runner that cannot write down that a task is over", () => {
  it("does so later, and takes others meanwhile", async () => {
    let writes = 0;
    const simulated = await stage(
      chord([s("mul", 2, 3), s("mul", 4, 5), s("mul", 6, 7)], s("xsum")),
      {
        goesWrong(fault, subject) {
          writes += fault === "write refused" && isRunner(subject) ? 1 : 0;

          return fault === "write refused" && isRunner(subject) && writes > 1 && writes < 5;
        },
      },
    );

    expect(await wrongsOf(simulated)).toEqual([]);
    expect(only(simulated).kept.run.counts.SUCCESS).toBe(4);
  });
});

describe("a deploy that changes the version of rows and messages half-way", () => {
  it("loses nothing: what older code cannot read waits for newer code", async () => {
    const simulated = await stage(steps(12), { durationMs: 20 * SECOND, stage: deploy });
    const wrongs = await wrongsOf(simulated);

    expect(wrongs.filter((wrong) => !wrong.includes("expected 1"))).toEqual([]);
    expect(wrongs).not.toEqual([]);
    expect(only(simulated).kept.run.counts.SUCCESS).toBe(only(simulated).kept.run.nodes.length);
  });
});

describe("tasks that are acknowledged early", () => {
  const EARLY = 300;

  it("are not taken for dead, however slow their renewals are and often their object is lost", async () => {
    const simulated = await stage(
      adds(20).map((add) => withOptions(add, { acks_late: false })),
      {
        durationMs: 150 * SECOND,
        goesWrong: (fault, subject) => fault === "call is slow" && subject.startsWith("renew "),
        stage: ({ timeline, objects }) => {
          for (const second of [15, 40, 65, 90, 115, 140]) {
            timeline.after(second * SECOND, () => objects.forEach((object) => object.kill()));
          }
        },
      },
    );

    expect(only(simulated).kept.run.counts.SUCCESS).toBe(20);
  });

  it(`never run twice, in ${EARLY} worlds where everything goes wrong`, async () => {
    for (let seed = 1; seed <= EARLY; seed += 1) {
      const dice = new LoadedDice(seed);
      const canvas = group(
        ...adds(8).map((add) => withOptions(add, { acks_late: false })),
        ...adds(2),
      );
      const simulated = await play({
        dice,
        runs: [simulatedRun(canvas, 0, new ScriptedDice(() => false))],
        behaviourOf: () => ({ ...PLAIN, durationMs: 100 * dice.upTo(300, "duration") }),
      });

      expect(await wrongsOf(simulated), `seed ${seed}`).toEqual([]);
    }
  });
});

/** Consumers of both releases, for as long as the objects are the newer one's. */
function deploy(world: World): void {
  let consumers = 0;

  world.releaseOf = (life) => {
    const seconds = elapsed(world);
    const isObject = life.startsWith("shard");

    if (isObject) {
      return isNewer(seconds) ? "newer" : "older";
    }

    consumers += 1;

    return seconds >= 60 && (consumers % 2 === 0 || seconds > 300) ? "newer" : "older";
  };
  [60, 120, 150].forEach((second) =>
    world.timeline.after(second * SECOND, () => world.objects.forEach((object) => object.kill())),
  );
}

/** From the second minute on, but for half a minute in which the platform runs the older release once more. */
function isNewer(seconds: number): boolean {
  return seconds >= 60 && (seconds < 120 || seconds >= 150);
}

function adds(count: number): Signature[] {
  return Array.from({ length: count }, (_, n) => s("add", n, n));
}

/** A chain of so many chords. */
function steps(count: number): Signature {
  return chain(
    ...Array.from({ length: count }, () => chord([s("echo", 1), s("echo", 2)], s("xsum"))),
  );
}

interface Staging extends Pick<Cast, "stage"> {
  readonly goesWrong?: (fault: Fault, subject: string) => boolean;
  readonly durationMs?: number;
}

/** One run, in which nothing goes wrong but what is said here. */
function stage(
  canvas: Signature | readonly Signature[],
  { goesWrong = () => false, durationMs = SECOND, ...cast }: Staging,
): Promise<Simulated> {
  const dice = new ScriptedDice(goesWrong);
  const whole = "task" in canvas ? canvas : group(...canvas);

  return play({
    ...cast,
    dice,
    runs: [simulatedRun(whole, 0, dice)],
    behaviourOf: () => ({ ...PLAIN, durationMs }),
  });
}

function only({ world, runs }: Simulated): Found {
  const [run] = runs;
  const found = run && findRun(run, world);

  if (found === undefined || !isRunFinal(found.kept.run)) {
    throw new Error("The run is not final.");
  }

  return found;
}

/** How often a task was begun, by its name in the story. */
function timesRun(world: World, task: string): number {
  return world.executions.filter(({ taskId }) => world.taskName(taskId) === task).length;
}

/** How often each of the other tasks was begun. */
function neighbours(world: World, task: string): readonly number[] {
  const names = new Set(world.executions.map(({ taskId }) => world.taskName(taskId)));

  return [...names].filter((name) => name !== task).map((name) => timesRun(world, name));
}

async function deadLetters({ world, runs: [run] }: Simulated): Promise<readonly unknown[]> {
  const asked = insist(run?.id ?? "", world, (backend) =>
    backend.deadLetters({
      task: null,
      queue: null,
      reason: null,
      replayed: null,
      before: null,
      limit: 10,
    }),
  );

  await world.timeline.pass(() => false);

  return (await asked).letters;
}

function elapsed({ timeline }: World): number {
  return (timeline.now - STARTS_AT) / SECOND;
}
