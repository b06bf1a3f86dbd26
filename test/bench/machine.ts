import { availableParallelism, loadavg } from "node:os";

/** What else this machine is doing: a hop of the local queue needs several processes to wake, so others that compute tell at once. */
export function describeMachine(): string {
  const cores = availableParallelism();
  const [load = 0] = loadavg();
  const warning =
    load > cores / 2 ? " Others are computing: latencies and ratios will be too high." : "";

  return `This machine: ${cores} cores, load ${load.toFixed(1)}.${warning}`;
}
