/** What runs over HTTP cost, as they say themselves (`cost` of a run). */
import type { Usage } from "../../../shared/engine/price.ts";
import { chordOfAdds, oneAdd } from "../canvases.ts";
import type { Scale } from "../scale.ts";
import { perTask, sumOf, usageOf } from "../usage.ts";
import { bodyOf, costWhenDone, runCanvas, submit } from "./lovage.ts";
import type { Edges } from "./serve.ts";

const CHORD_SIZE = 5000;

/** Per task. */
export interface MeteredCosts {
  readonly chord: Usage;
  readonly loneInTurn: Usage;
  readonly loneInBurst: Usage;
}

export async function meterRuns({ lovage }: Edges, { loneTasks }: Scale): Promise<MeteredCosts> {
  const add = bodyOf(oneAdd());
  const chord = usageOf(await runCanvas(lovage, bodyOf(chordOfAdds(CHORD_SIZE))));
  const inTurn: Usage[] = [];

  for (let task = 0; task < loneTasks / 5; task += 1) {
    inTurn.push(usageOf(await runCanvas(lovage, add)));
  }

  const ids = await Promise.all(Array.from({ length: loneTasks }, () => submit(lovage, add)));
  const inBurst = await Promise.all(ids.map((id) => costWhenDone(lovage, id)));

  return {
    chord: perTask(chord, CHORD_SIZE + 1),
    loneInTurn: perTask(sumOf(inTurn), inTurn.length),
    loneInBurst: perTask(sumOf(inBurst.map(usageOf)), inBurst.length),
  };
}
