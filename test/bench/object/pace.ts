/** How fast one `ResultBackend` is by itself, and whether that stays so as its work grows. Includes what plays the platform around it. */
import { chordOfAdds, oneAdd } from "../canvases.ts";
import { type Detail, figure } from "../finding.ts";
import { millisecondsOf } from "../measure.ts";
import { driveObject } from "./driven-object.ts";
import { planPartsOf } from "./plan.ts";

const LONE_TASKS = 2000;
const LONE_SAMPLE = 500;

export async function measurePace(): Promise<readonly Detail[]> {
  const lone = await loneSubmits();
  const sampleOf = (from: number): string =>
    `${figure(sum(lone.slice(from, from + LONE_SAMPLE)) / LONE_SAMPLE)} ms`;

  return [
    ["object alone: chord of 5,000 | of 20,000", await perTask(5000), await perTask(20_000)],
    [
      "object alone: submit of a lone task, first 500 | last 500 of 2,000",
      sampleOf(0),
      sampleOf(LONE_TASKS - LONE_SAMPLE),
    ],
  ];
}

async function perTask(size: number): Promise<string> {
  const planParts = planPartsOf(chordOfAdds(size));
  let ms = 0;

  await driveObject(async (object) => {
    ms = await millisecondsOf(async () => {
      await object.submit(planParts);
      await object.consume({ group: 100, order: "sent" });
    });
  });

  return `${figure((ms * 1000) / size)} µs per task`;
}

/** Milliseconds of each submit in a burst. */
async function loneSubmits(): Promise<readonly number[]> {
  const planParts = planPartsOf(oneAdd());
  const times: number[] = [];

  await driveObject(async (object) => {
    for (let task = 0; task < LONE_TASKS; task += 1) {
      times.push(await millisecondsOf(() => object.submit(planParts)));
    }
  });

  return times;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
