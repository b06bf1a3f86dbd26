/** How much heap one large run keeps: the real object in Node, after a full collection. workerd's pointers are half as long. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { groupOfAdds } from "../canvases.ts";
import { type DrivenObject, driveObject } from "./driven-object.ts";
import { planPartsOf } from "./plan.ts";

const RUN_SIZE = 100_000;
const MEGABYTE = 1024 * 1024;

export interface RunMemory {
  /** Megabytes when every message is sent and nothing is reported. */
  readonly sent: number;
  /** Megabytes when every result is in. */
  readonly final: number;
}

export async function measureMemory(): Promise<RunMemory> {
  return {
    // The queues are elsewhere: what they hold is not the object's.
    sent: await heapAfter(async (object) => object.dropMessages()),
    final: await heapAfter((object) => object.consume({ group: 1000, order: "sent" })),
  };
}

async function heapAfter(use: (object: DrivenObject) => Promise<void>): Promise<number> {
  const before = heapMegabytes();
  let after = before;

  await driveObject(async (object) => {
    await object.submit(planPartsOf(groupOfAdds(RUN_SIZE)));
    await use(object);
    after = heapMegabytes();
  });

  return after - before;
}

function heapMegabytes(): number {
  setFlagsFromString("--expose-gc");
  const collectGarbage: unknown = runInNewContext("gc");

  if (typeof collectGarbage !== "function") {
    throw new TypeError("This Node cannot be asked to collect garbage.");
  }

  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();

  return (heapUsed + arrayBuffers) / MEGABYTE;
}
