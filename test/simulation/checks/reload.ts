import type { RunView } from "../../../shared/wire/views.ts";
import { insist } from "../client.ts";
import type { Simulated } from "../simulate.ts";
import type { SimulatedRun } from "../simulated-run.ts";
import type { World } from "../world/world.ts";

/** A new object answers as the old one did, and sends nothing. */
export async function reloadWrongs({ world, runs, dice }: Simulated): Promise<string[]> {
  dice.isLoaded = false;
  const before = await viewsOf(runs, world);
  const taken = world.taken;

  world.objects.forEach((object) => object.kill());
  const after = await viewsOf(runs, world);

  await world.timeline.pass(() => false, world.timeline.now + 600_000);

  return [
    ...(JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [`A reload changes a run:\n${JSON.stringify(before)}\n${JSON.stringify(after)}`]),
    ...(world.taken === taken ? [] : ["A reload sends what is done."]),
  ];
}

async function viewsOf(runs: readonly SimulatedRun[], world: World): Promise<readonly unknown[]> {
  const views = Promise.all(
    runs.map(({ id }) =>
      insist(id, world, (backend) => backend.run(id, { nodes: true, waitSeconds: 0 })),
    ),
  );
  let isDone = false;

  void views.then(() => {
    isDone = true;
  });

  if (!(await world.timeline.pass(() => isDone, world.timeline.now + 600_000))) {
    return ["no answer"];
  }

  return (await views).map((view) => withoutCost(view));
}

function withoutCost(view: RunView | null): unknown {
  return view === null ? null : { ...view, cost: null };
}
