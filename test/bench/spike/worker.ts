/**
 * What the real system is measured against.
 *
 * - The ceiling: a queue whose consumer only counts (`/empty?n=`), or sends the message on until it made n hops (`/hops?n=`).
 * - The spike: a chord of n with nothing but a counter (`/chord?n=`). No claims, no retries, no duplicates, no restart, no views: the
 *   least that ends with the right sum.
 */
import type { TaskMessage } from "../../../shared/wire/message.ts";
import { arrived, untilArrived } from "./arrivals.ts";
import type { Outcome } from "./counter.ts";
import { messageOf, sendAll } from "./messages.ts";
import type { SpikeEnv } from "./spike-env.ts";

export { Counter } from "./counter.ts";

// oxlint-disable-next-line import/no-default-export -- the platform takes the handlers of a Worker from its default export
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const n = Number(searchParams.get("n") ?? 1);
    const run = crypto.randomUUID();

    switch (pathname) {
      case "/empty":
        await untilArrived(run, n, () =>
          sendAll(
            env.EMPTY,
            Array.from({ length: n }, (_, index) => hop(run, 0, index)),
          ),
        );
        return Response.json(n);
      case "/hops":
        await untilArrived(run, 1, () => env.EMPTY.send(hop(run, n - 1, n)));
        return Response.json(n);
      case "/chord":
        return Response.json(await env.COUNTER.getByName(run).start(run, n));
      default:
        return new Response(null, { status: 404 });
    }
  },

  async queue({ queue, messages }, env): Promise<void> {
    const bodies = messages.map(({ body }) => body);

    await (queue === "bench-chord" ? runTasks(bodies, env) : hopOn(bodies, env));
  },
} satisfies ExportedHandler<SpikeEnv, TaskMessage>;

/** A message of the empty queue: its `node` says how many hops are left. */
function hop(run: string, left: number, x: number): TaskMessage {
  return messageOf(run, left, [x, x]);
}

async function hopOn(messages: readonly TaskMessage[], { EMPTY }: SpikeEnv): Promise<void> {
  for (const { run, node } of messages) {
    if (node > 0) {
      await EMPTY.send(hop(run, node - 1, node));
    } else {
      arrived(run);
    }
  }
}

async function runTasks(messages: readonly TaskMessage[], { COUNTER }: SpikeEnv): Promise<void> {
  for (const [run, tasks] of Map.groupBy(messages, (message) => message.run)) {
    await COUNTER.getByName(run).report(run, tasks.map(outcomeOf));
  }
}

/** Members and body are the same task: it sums whatever numbers its arguments hold. */
function outcomeOf({ node, call }: TaskMessage): Outcome {
  const args: unknown = JSON.parse(call ?? "[]");

  return { node, value: sumOf(args) };
}

function sumOf(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + sumOf(item), 0);
  }

  return typeof value === "number" ? value : 0;
}
