/**
 * Ids. A run id is a UUIDv7 (RFC 9562): 48 bits of milliseconds, so it sorts by time, and its 12 `rand_a` bits are the number of the
 * shard that keeps the run. A task id is `<run id>.<node>`; a lone task's is its run id.
 *
 * A caller may choose an id. Then the run is shown under that one, and is stored and sent to queues under one of ours all the same.
 * The chosen one itself says on which shard it is looked up.
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

/** Made here: it says its shard and its time. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}

/**
 * What is found by a name that says no shard lives on one of so many, however many there are: a name must lead to the same one for as
 * long as anybody may ask for it.
 */
export const NAMED_SHARDS = 8;

/** Nothing that a URL or a list of ids would have to escape, and no path of its own (".."). */
const CHOSEN_ID = /^[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,254}$/;
const TASK_SUFFIX = /\.(?:0|[1-9]\d{0,6})$/;
/** Such an end could be taken for a task or a group of another run. */
const RESERVED_SUFFIX = /\.g?\d+$/;

export const CHOSEN_ID_FORM =
  'an id of 1 to 255 letters, digits, "_", "-", ".", ":" or "@" that begins with a letter, digit or "_" and does not end like "….7"';

/** A caller may choose it. A UUIDv7 would be taken for an id made here, which says its shard; UUIDs of other versions are fine. */
export function isChosenId(text: string): boolean {
  return CHOSEN_ID.test(text) && !RESERVED_SUFFIX.test(text) && !isRunId(text);
}

/** FNV-1a, its halves folded together. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function shardOfName(name: string): number {
  let hash = 0x811c9dc5;

  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }

  return ((hash >>> 16) ^ (hash & 0xffff)) % NAMED_SHARDS;
}

/** Of a run id made here or chosen. */
export function shardOf(runId: string): number {
  return isRunId(runId) ? Number.parseInt(runId.slice(15, 18), 16) : shardOfName(runId);
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

/** undefined when no run and no task can have this id. */
export function parseTaskId(text: string): TaskAddress | undefined {
  const suffix = TASK_SUFFIX.exec(text)?.[0] ?? "";
  const run = text.slice(0, text.length - suffix.length);

  if (!isRunId(run) && !isChosenId(run)) {
    return undefined;
  }

  return { run, node: suffix === "" ? null : Number(suffix.slice(1)) };
}

/** What the ids of a run's tasks and groups are made of. */
export interface AddressedRun {
  readonly publicId: string;
  readonly plan: { readonly lone: boolean };
}

export function taskIdOf({ publicId, plan }: AddressedRun, node: number): string {
  return plan.lone && node === 0 ? publicId : `${publicId}.${node}`;
}

/** The id of the group that a join gate collects. */
export function groupIdOf({ publicId }: AddressedRun, gate: number): string {
  return `${publicId}.g${gate}`;
}
