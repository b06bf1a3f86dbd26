/** What must hold of a world at rest. Each check answers with what is wrong, in words; nothing is wrong when all are silent. */
import type { Simulated } from "../simulate.ts";
import { doubledWork, earlyWrongs } from "./economy.ts";
import { goneWrongs } from "./gone.ts";
import { findRun } from "./on-disk.ts";
import { finalWrongs, outcomeWrongs } from "./outcomes.ts";
import { callWrongs, onceWrongs, startWrongs, timeWrongs } from "./records.ts";
import { reloadWrongs } from "./reload.ts";
import { restWrongs } from "./rest.ts";

export async function wrongsOf(simulated: Simulated): Promise<readonly string[]> {
  const { world, runs } = simulated;
  const found = runs.flatMap((run) => findRun(run, world) ?? []);

  return [
    ...world.wrongs,
    ...(found.length < (world.resultExpiresSeconds > 0 ? 0 : runs.length)
      ? ["A submitted run is not there."]
      : []),
    ...restWrongs(simulated),
    ...goneWrongs(world),
    ...startWrongs(simulated),
    ...found.flatMap(finalWrongs),
    ...found.flatMap((each) => outcomeWrongs(each, world)),
    ...world.objects.values().flatMap((object) => onceWrongs(object, simulated)),
    ...world.objects.values().flatMap(timeWrongs),
    ...callWrongs(simulated),
    ...doubledWork(simulated, found),
    ...earlyWrongs(simulated, found),
    ...(await reloadWrongs(simulated)),
  ];
}
