/** What the twins' tasks are and do: some wait for a time, some are retried, some return much. */
import type { Outcome } from "../../shared/engine/outcome.ts";
import type { Plan } from "../../shared/engine/plan.ts";

export function chosenId(salt: number): string {
  return `chosen-${salt}`;
}

/** Some calls wait for their time, some must be started by one, some both. Some runs have a name. */
export function timed(plan: Plan, salt: number): Plan {
  const nodes = plan.nodes.map((node, index) => {
    const dice = (salt * 31 + index * 7) % 10;
    const options = {
      ...node.options,
      ...(dice < 3 && { countdown: 5 + dice * 10 }),
      ...(dice > 1 && dice < 5 && { expires: { seconds: dice * 12 } }),
      ...(dice === 6 && { countdown: 600 + index * 100 }),
      ...(dice === 7 && { countdown: 4000, expires: { seconds: 2000 } }),
    };

    return Object.assign({}, node, { options });
  });

  return { ...plan, nodes, ...(salt % 3 === 0 && { chosenId: chosenId(salt) }) };
}

/** Soon, or so late that its run leaves memory. */
export function retryOf(pick: number): Outcome {
  const error = { type: "ValueError", message: "not yet", traceback: null };

  return { kind: "retry", error, delayMs: pick % 2 === 0 ? 12_000 : 1_200_000 };
}

export function isRetried(pick: number, node: number, attempt: number): boolean {
  return attempt === 1 && (pick + node) % 7 === 0;
}

export function padded(outcome: Outcome, padding: number): Outcome {
  return outcome.kind === "success"
    ? { ...outcome, value: outcome.value + " ".repeat(padding) }
    : outcome;
}
