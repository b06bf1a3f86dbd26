/** How often a message is sent while its queue has hours of work before it, and none of it is lost. */
import { group, s, withOptions } from "../reference/signatures.ts";
import { wrongsOf } from "./checks/checks.ts";
import { play } from "./simulate.ts";
import { PLAIN, simulatedRun } from "./simulated-run.ts";
import { ScriptedDice } from "./world/dice.ts";
import { STARTS_AT } from "./world/world.ts";

const TASKS = 2000;
const TASK_MS = 90_000;
const HOUR_MS = 3_600_000;

export interface Copies {
  readonly copiesPerTask: number;
  /** From the first message to the last result. */
  readonly hours: number;
}

export async function copiesUnderBacklog(): Promise<Copies> {
  const dice = new ScriptedDice((fault) => fault === "messages out of order");
  const heavy = Array.from({ length: TASKS }, () => withOptions(s("echo", 1), { queue: "heavy" }));
  const simulated = await play({
    dice,
    runs: [simulatedRun(group(...heavy), 0, dice)],
    behaviourOf: () => ({ ...PLAIN, durationMs: TASK_MS }),
  });
  const { world } = simulated;
  const endedAt = world.timeline.now;
  const wrongs = await wrongsOf(simulated);

  if (wrongs.length > 0 || world.executions.length !== TASKS) {
    throw new Error(`${world.executions.length} executions; ${wrongs.join("\n")}`);
  }

  return { copiesPerTask: world.taken / TASKS, hours: (endedAt - STARTS_AT) / HOUR_MS };
}
