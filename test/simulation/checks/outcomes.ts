import { isFinal, isRunFinal } from "../../../shared/engine/run.ts";
import {
  type Outcomes,
  engineOutcomes,
  referenceOutcomes,
} from "../../support/against-reference.ts";
import { withEdits } from "../marked-canvas.ts";
import type { World } from "../world/world.ts";
import { endsOf } from "./ends.ts";
import type { Found } from "./on-disk.ts";

/** Every node is final, and so is the run. */
export function finalWrongs({ run: { name }, kept: { run } }: Found): string[] {
  const open = run.nodes.flatMap(({ status }, node) =>
    isFinal(status) ? [] : [`${node} ${status}`],
  );

  return [
    ...(open.length > 0 ? [`${name} is not final: ${open.join(", ")}.`] : []),
    ...(isRunFinal(run) && run.finishedAt === 0 ? [`${name} does not know when it ended.`] : []),
  ];
}

/** Its results are those of the reference, given how the tasks ended that the world did not let end by themselves. */
export function outcomeWrongs(found: Found, world: World): string[] {
  const { run, kept, read } = found;

  if (!isRunFinal(kept.run)) {
    return [];
  }

  const { ended, wrongs } = endsOf(found, world);
  const canvas = withEdits(run.canvas, kept.run, read);
  const isRevoked = ended.values().some(({ state }) => state === "REVOKED");
  const view = (outcomes: Outcomes): Outcomes => comparable(outcomes, { run, isRevoked });
  const actual = view(engineOutcomes(kept.run, read, run.plan.nodes.length));
  const expected = view(referenceOutcomes(canvas, run.plan, { ended, runId: run.id }));

  return JSON.stringify(actual) === JSON.stringify(expected)
    ? wrongs
    : [
        ...wrongs,
        `${run.name} is not as the reference says.\n${difference(actual.tasks, expected.tasks)}\n` +
          `${JSON.stringify({ ...actual, tasks: [] })}\n${JSON.stringify({ ...expected, tasks: [] })}`,
      ];
}

/**
 * Where a body was revoked of which the header then failed, one can argue which task has the error, and who is told. Who was told of a
 * failure that a retry then mended stays told.
 */
function comparable(
  { error, tasks, ...outcomes }: Outcomes,
  { run, isRevoked }: Pick<Found, "run"> & { readonly isRevoked: boolean },
): Outcomes {
  const isToldForSure = !isRevoked && run.retries.length === 0;

  return {
    ...outcomes,
    error: error !== null && isRevoked ? { ...error, taskId: null } : error,
    tasks: isToldForSure ? tasks : tasks.filter((line) => !line.includes("link_error[")),
  };
}

function difference(actual: readonly string[], expected: readonly string[]): string {
  return [
    ...actual.filter((line) => !expected.includes(line)).map((line) => `  is ${line}`),
    ...expected.filter((line) => !actual.includes(line)).map((line) => `  not ${line}`),
  ].join("\n");
}
