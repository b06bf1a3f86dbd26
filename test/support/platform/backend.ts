/** The real classes of `durable/`, outside workerd. */
import { registerHooks } from "node:module";

import type { ResultBackendRpc } from "../../../shared/wire/rpc.ts";

export type Backend = ResultBackendRpc & { alarm(): Promise<void> };

/** What the platform hands to an object: its `ctx` and its `env`. */
export interface Surroundings {
  readonly context: object;
  readonly bindings: object;
}

const BACKEND_MODULE = new URL("../../../durable/result-backend.ts", import.meta.url).href;
const RUNNER_MODULE = new URL("../../../durable/task-runner.ts", import.meta.url).href;
const GATE_MODULE = new URL("../../../durable/queue-gate.ts", import.meta.url).href;
const PLATFORM_MODULE = new URL("cloudflare-workers.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, parent, next) =>
    specifier === "cloudflare:workers"
      ? { url: PLATFORM_MODULE, shortCircuit: true }
      : next(specifier, parent),
});
// A global of workerd; nobody watches here, so that it can be constructed is enough.
Reflect.set(globalThis, "WebSocketRequestResponsePair", function pair(): void {});

// Compiled with the types of workerd, which this program is not: the cast says what is used of it here.
const { ResultBackend } = (await import(BACKEND_MODULE)) as {
  readonly ResultBackend: new (context: object, bindings: object) => Backend;
};

const { TaskRunnerObject } = (await import(RUNNER_MODULE)) as {
  readonly TaskRunnerObject: new (context: object, bindings: object, ports: object) => object;
};

const { QueueGateObject } = (await import(GATE_MODULE)) as {
  readonly QueueGateObject: new (context: object, bindings: object, ports: object) => object;
};

export function openBackend({ context, bindings }: Surroundings): Backend {
  return new ResultBackend(context, bindings);
}

/** `ports` are what the Worker gives it. */
export function openRunner({ context, bindings }: Surroundings, ports: object): object {
  return new TaskRunnerObject(context, bindings, ports);
}

/** Likewise. */
export function openGate({ context, bindings }: Surroundings, ports: object): object {
  return new QueueGateObject(context, bindings, ports);
}
