import type { RenewRequest } from "../../../shared/wire/rpc.ts";
import { ConnectionLost, InjectedFault } from "./injected-fault.ts";
/**
 * How code reaches an object: calls take time, get lost, and their answers too; the object may die before it starts on one, or when it
 * has done it. Whatever is sent is a copy.
 */
import { type Life, current } from "./life.ts";
import type { SimulatedObject } from "./simulated-object.ts";
import type { WorldPorts } from "./world-ports.ts";

const LATENCY_MS = 15;
const SLOW_MS = 20_000;

type Method = (...values: readonly unknown[]) => Promise<unknown>;

/** What `namespace.getByName(name)` gives to the code of `life`. */
export function stubOf(object: SimulatedObject, life: Life, ports: WorldPorts): object {
  return new Proxy(
    {},
    {
      // Whoever asks for `then` wants to know whether it is a promise.
      get: (_target, method): Method | undefined =>
        typeof method === "string" && method !== "then"
          ? (...values) => life.await(call(object, { method, values, life }, ports))
          : undefined,
    },
  );
}

interface Call {
  readonly method: string;
  readonly values: readonly unknown[];
  readonly life: Life;
}

async function call(
  object: SimulatedObject,
  { method, values, life }: Call,
  ports: WorldPorts,
): Promise<unknown> {
  const { dice } = ports;
  const name = `${method} of ${object.name} by ${life.name}`;
  const sent = structuredClone(values);

  life.step(`calls ${method}`);

  if (life.isOver) {
    return never();
  }

  await passes(name, ports);

  if (!object.isInReach) {
    cutOff(method, sent, ports);
    throw new InjectedFault(`${object.name} is out of reach.`);
  }

  if (dice.happens("request lost", name)) {
    throw new ConnectionLost(`The ${name} got lost.`);
  }

  if (dice.happens("object dies at a call", name)) {
    object.kill();
    throw new ConnectionLost(`${object.name} died before ${method}.`);
  }

  const reply = structuredClone(await object.deliver(method, sent));

  ports.answered(life, { method, values: sent, reply });

  if (dice.happens("object dies at a call", `after ${name}`)) {
    object.kill();
    throw new ConnectionLost(`${object.name} died after ${method}.`);
  }

  await passes(name, ports);

  if (dice.happens("reply lost", name)) {
    throw new ConnectionLost(`The answer to ${name} got lost.`);
  }

  life.step(`has its answer to ${method}`);

  return reply;
}

/** Leases that nobody can renew run out, as those of workers that died. */
function cutOff(method: string, values: readonly unknown[], ports: WorldPorts): void {
  if (method === "renew") {
    const [{ items }] = values as [RenewRequest];

    items.forEach(({ run, node }) => ports.cutOff(`${run}.${node}`));
  }
}

/** A way takes its time. */
function passes(name: string, { dice, timeline }: WorldPorts): Promise<void> {
  const ms = dice.happens("call is slow", name)
    ? dice.upTo(SLOW_MS, `slowness of ${name}`)
    : dice.upTo(LATENCY_MS, `latency of ${name}`);

  return new Promise((resolve) => {
    timeline.after(ms, resolve);
  });
}

function never(): Promise<never> {
  return new Promise(() => {});
}

/** The life that calls; only simulated code may. */
export function caller(): Life {
  const life = current();

  if (life === undefined) {
    throw new TypeError("Only code that belongs to a life can reach a simulated platform.");
  }

  return life;
}
