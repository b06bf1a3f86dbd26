/** What the objects of the runners' pool do with the tasks that they were handed. */
import { shardOf } from "../shared/engine/ids.ts";
import { type ReportItem, RPC_VERSION } from "../shared/wire/rpc.ts";
import type { HandedTask } from "../shared/wire/runner-rpc.ts";
import type { GrantedJob } from "./consumer/claims.ts";
import { consumerPorts } from "./consumer/consumer-ports.ts";
import type { ConsumerPorts } from "./consumer/ports.ts";
import { runGranted } from "./consumer/run-granted.ts";
import type { WorkerEnv } from "./env.ts";
import { tasks as registeredTasks } from "./registry.ts";

/** A consumer has its batch to think of; here nothing waits for a report but its own lease. */
const REPORT_PATIENCE_MS = 10 * 60_000;

interface RunnerPorts {
  readonly adopt: (tasks: readonly HandedTask[]) => Promise<readonly HandedTask[]>;
  readonly run: (tasks: readonly HandedTask[]) => Promise<void>;
  readonly lose: (tasks: readonly HandedTask[]) => Promise<void>;
}

/** As `durable/task-runner.ts` needs them. */
export function runnerPorts(env: WorkerEnv, tasks = registeredTasks): RunnerPorts {
  const ports = { ...consumerPorts(tasks, env), reportPatienceMs: REPORT_PATIENCE_MS };

  return {
    adopt: (handed) => onEachShard(handed, (shard, ofShard) => adopt(shard, ofShard, ports)),
    async run(handed) {
      await onEachShard(handed, async (shard, ofShard) => {
        await runGranted(ports.backend(shard), ofShard.map(grantedJob), ports);

        return [];
      });
    },
    async lose(handed) {
      await onEachShard(handed, async (shard, ofShard) => {
        await ports.backend(shard).report({ v: RPC_VERSION, items: ofShard.map(lostItem) });

        return [];
      });
    },
  };
}

async function onEachShard<Result>(
  tasks: readonly HandedTask[],
  work: (shard: number, ofShard: readonly HandedTask[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const shards = Map.groupBy(tasks, ({ message }) => shardOf(message.run));
  const results = await Promise.all(Array.from(shards, ([shard, ofShard]) => work(shard, ofShard)));

  return results.flat();
}

/** From now on no message carries them. What is over, or with somebody else, is not run. */
async function adopt(
  shard: number,
  tasks: readonly HandedTask[],
  { backend }: ConsumerPorts,
): Promise<readonly HandedTask[]> {
  const moved = tasks.map((task) => ({ ...task, holder: { ...task.holder, messageId: null } }));
  const items = moved.map(({ message: { run, node, attempt }, holder }) => ({
    run,
    node,
    attempt,
    ...holder,
  }));
  const { states } = await backend(shard).renew({ v: RPC_VERSION, items });

  return moved.filter((_, index) => states[index] === "renewed");
}

/** Nobody waits for a word about its message: that was acknowledged long ago. */
function grantedJob({ message, ...task }: HandedTask): GrantedJob {
  const delivery = { id: "handed over", attempts: 1, body: null, ack() {}, retry() {} };

  return { ...task, job: { delivery, message }, staysAlone: false };
}

function lostItem({ message: { run, node, attempt }, holder }: HandedTask): ReportItem {
  return {
    run,
    node,
    attempt,
    startedAt: holder.startedAt,
    outcome: { kind: "lost" },
    logs: [],
  };
}
