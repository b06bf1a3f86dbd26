/** A dead letter, wherever it is kept. */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import { parseDeadId } from "../../shared/engine/dead-letter.ts";
import { shardOf } from "../../shared/engine/ids.ts";
import { readCall } from "../../shared/wire/calls.ts";
import type { DeadLetter, ListedLetter } from "../../shared/wire/dead-letters.ts";
import { callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import { ApiProblem } from "./problem.ts";

export interface Letter extends ListedLetter {
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
}

export function readLetter({ head, replay, call }: DeadLetter): Letter {
  const [args, kwargs] = readCall(call);

  return { head, replay, args, kwargs };
}

export async function letterOf(env: WorkerEnv, id: string): Promise<Letter> {
  const shard = shardOfLetter(id);
  const letter =
    shard === undefined ? null : await callBackend(env, shard, (backend) => backend.deadLetter(id));

  if (letter === null) {
    throw unknownLetter(id);
  }

  return readLetter(letter);
}

/** undefined: there is no such letter. */
function shardOfLetter(id: string): number | undefined {
  const address = parseDeadId(id);

  return address === undefined ? undefined : shardOf(address.run);
}

/** Shard by shard; what can be no letter is left out. */
export function byShard(
  ids: readonly string[],
): readonly (readonly [shard: number, ids: readonly string[]])[] {
  const known = [...new Set(ids)].flatMap((id) => {
    const shard = shardOfLetter(id);

    return shard === undefined ? [] : [{ id, shard }];
  });

  return [...Map.groupBy(known, ({ shard }) => shard)].map(([shard, letters]) => [
    shard,
    letters.map(({ id }) => id),
  ]);
}

export function unknownLetter(id: string): ApiProblem {
  return new ApiProblem(
    "unknown-dead-letter",
    `There is no dead letter "${id.slice(0, 100)}"; it may have been discarded, or have expired.`,
  );
}
