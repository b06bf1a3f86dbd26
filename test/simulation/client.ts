/** Whoever asks the system for something, and asks again until it is answered. */
import { shardOf } from "../../shared/engine/ids.ts";
import type { ResultBackendRpc } from "../../shared/wire/rpc.ts";
import { callBackend } from "../../worker/backend.ts";
import { pause } from "./world/life.ts";
import type { World } from "./world/world.ts";

/** Whoever is not answered asks again after so long. */
const RETRY_MS = 2000;

/** Asks the run's backend. */
export function insist<Reply>(
  runId: string,
  world: World,
  ask: (backend: ResultBackendRpc) => Promise<Reply>,
): Promise<Reply> {
  return insistOn(`client of ${runId}`, world, (env) =>
    callBackend(env as never, shardOf(runId), ask),
  );
}

/** `ask` gets the bindings of the Worker. */
export function insistOn<Reply>(
  name: string,
  world: World,
  ask: (env: object) => Promise<Reply>,
): Promise<Reply> {
  return world.asWorker(name, async (env) => {
    for (;;) {
      try {
        return await ask(env);
      } catch {
        await pause(RETRY_MS);
      }
    }
  });
}

/** Waits for the run to be final, as clients do; false: it is not there any more. */
export async function untilFinal(runId: string, world: World): Promise<boolean> {
  for (let seconds = 1; ; seconds = Math.min(2 * seconds, 120)) {
    const view = await insist(runId, world, (backend) =>
      backend.run(runId, { nodes: false, waitSeconds: 10 }),
    );

    if (view === null || view.finished_at !== null) {
      return view !== null;
    }

    await passed(1000 * seconds, world);
  }
}

/** So much time has passed in the world. */
export function passed(ms: number, { timeline }: World): Promise<void> {
  return new Promise((resolve) => {
    timeline.after(ms, resolve);
  });
}
