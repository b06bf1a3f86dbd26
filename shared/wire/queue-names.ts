/** A queue and its producer binding: `payments` is `QUEUE_PAYMENTS`, `big-jobs` is `QUEUE_BIG_JOBS`. */
const BINDING = /^QUEUE_([A-Z0-9_]+)$/;

/** Where a task goes that names no queue. */
export const DEFAULT_QUEUE = "default";

export function bindingOf(queue: string): string {
  return `QUEUE_${queue.toUpperCase().replaceAll("-", "_")}`;
}

/** undefined for a binding that is no queue's. */
export function queueOf(binding: string): string | undefined {
  return BINDING.exec(binding)?.[1]?.toLowerCase().replaceAll("_", "-");
}
