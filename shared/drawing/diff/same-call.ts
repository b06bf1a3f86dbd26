import { type Block, isFrame } from "../block.ts";

/** A group and a chord are the same frame, with a body or without. */
export function isSameCall(one: Block, other: Block): boolean {
  return one.kind === "task" && other.kind === "task"
    ? one.task === other.task
    : one.kind === other.kind || (isFrame(one) && isFrame(other));
}
