/**
 * Ids. A run id is a UUIDv7 (RFC 9562): 48 bits of milliseconds, so it sorts by time, and its 12 `rand_a` bits are the number of the
 * shard that keeps the run. A task id is `<run id>.<node>`; a lone task's is its run id.
 */

/** The 12 bits of `rand_a` bound the number of shards. */
export const MAX_SHARDS = 4096;

const RUN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** `random` needs 8 bytes; the caller owns the clock and the dice. */
export function makeRunId(nowMs: number, shard: number, random: Uint8Array): string {
  const tail = Array.from(random.subarray(0, 8), (byte) => hex(byte, 2)).join("");
  const variant = hex((Number.parseInt(tail.slice(0, 2), 16) & 0x3f) | 0x80, 2);

  return `${firstRunIdAt(nowMs)}-7${hex(shard, 3)}-${variant}${tail.slice(2, 4)}-${tail.slice(4)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}

export function shardOf(runId: string): number {
  return Number.parseInt(runId.slice(15, 18), 16);
}

/** Sorts before every id that was made then or later, and after every older one. */
export function firstRunIdAt(nowMs: number): string {
  const time = hex(nowMs, 12);

  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/** Milliseconds since the epoch at which the id was made. */
export function runCreatedAt(runId: string): number {
  return Number.parseInt(runId.slice(0, 8) + runId.slice(9, 13), 16);
}

export interface TaskAddress {
  readonly run: string;
  /** null: the id is the run's own, which is its node 0 when the run is a lone task and its output when it is a canvas. */
  readonly node: number | null;
}

/** undefined when the text is no id of ours. */
export function parseTaskId(text: string): TaskAddress | undefined {
  const run = text.slice(0, 36);
  const rest = text.slice(36);

  if (!isRunId(run)) {
    return undefined;
  }

  if (rest === "") {
    return { run, node: null };
  }

  return /^\.(0|[1-9]\d{0,6})$/.test(rest) ? { run, node: Number(rest.slice(1)) } : undefined;
}

export function taskIdOf(run: string, node: number, lone: boolean): string {
  return lone && node === 0 ? run : `${run}.${node}`;
}

/** The id of the group that a join gate collects. */
export function groupIdOf(run: string, gate: number): string {
  return `${run}.g${gate}`;
}
