/** What the gate of a limited queue costs, on top of what its tasks cost elsewhere: the real gate, rows and alarms counted around it. */
import type { Usage } from "../../../shared/engine/price.ts";
import { GateWorld } from "../../simulation/gate-world.ts";
import { perTask } from "../usage.ts";

const TASKS = 1000;

/** As an outbox hands them over, and a consumer reports them. */
const ADMITTED_AT_ONCE = 100;
const REPORTED_AT_ONCE = 10;

/** Per task. */
export interface GateCosts {
  readonly rate: Usage;
  readonly slowRate: Usage;
  readonly slots: Usage;
}

export async function measureGates(): Promise<GateCosts> {
  return {
    rate: await costOf({ rate_limit: "10/s" }),
    slowRate: await costOf({ rate_limit: "10/m" }),
    slots: await costOf({ concurrency: REPORTED_AT_ONCE }),
  };
}

async function costOf(limits: Parameters<GateWorld["limit"]>[0]): Promise<Usage> {
  const world = new GateWorld();

  world.limit(limits);

  const before = usageOf(world);

  for (let first = 1; first <= TASKS; first += ADMITTED_AT_ONCE) {
    world.admit(Array.from({ length: ADMITTED_AT_ONCE }, (_, index) => first + index));
  }

  while (!world.isDrained || (limits.concurrency !== undefined && world.running.size > 0)) {
    await world.pass(1000);

    if (limits.concurrency !== undefined) {
      world.finish(REPORTED_AT_ONCE);
    }
  }

  const { rowsWritten, rowsRead, requests } = usageOf(world);

  return perTask(
    {
      queueOperations: 0,
      requests: requests - before.requests,
      rowsWritten: rowsWritten - before.rowsWritten,
      rowsRead: rowsRead - before.rowsRead,
    },
    TASKS,
  );
}

function usageOf({ rowsWritten, rowsRead, requests, alarmsSet }: GateWorld): Usage {
  return { queueOperations: 0, requests, rowsRead, rowsWritten: rowsWritten + alarmsSet };
}
