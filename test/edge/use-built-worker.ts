import { afterAll, beforeAll } from "vitest";

import { type Api, apiAt } from "./api.ts";
import { type BuiltWorker, startBuiltWorker } from "./built-worker.ts";

export interface Served {
  readonly worker: Pick<BuiltWorker, "origin" | "restart">;
  readonly api: Api;
}

/** Serves the system for the tests around the call. `settings` as in `startBuiltWorker`. */
export function useBuiltWorker(settings?: Readonly<Record<string, string>>): Served {
  let served: BuiltWorker;

  beforeAll(async () => {
    served = await startBuiltWorker(settings);
  });

  afterAll(async () => {
    await served.stop();
  });

  const worker: Served["worker"] = {
    get origin() {
      return served.origin;
    },
    restart(isConsumed) {
      return served.restart(isConsumed);
    },
  };

  return { worker, api: apiAt(worker) };
}
