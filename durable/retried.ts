/**
 * A retry by hand is made once, however often it is asked for: whoever did not hear the answer asks again. The newest one of a run stands
 * beside its names (`key-store.ts`), written in one step with the row that begins it.
 */
import { isRunFinal } from "../shared/engine/run.ts";
import type { AskedRetry, RetryReply } from "../shared/wire/retry.ts";
import type { KeptRun } from "./kept-run.ts";
import { type KeyStore, type NamedRuns, retryKey } from "./key-store.ts";

/**
 * What a retry is answered that was made before; undefined: it was not. By its request it is known for as long as no other one is made, by
 * what it asks for only while it goes on: of a run that is over it asks for one more.
 */
export function earlierRetry(
  { run }: KeptRun,
  { request, digest }: AskedRetry,
  keys: Pick<KeyStore, "find">,
): Extract<RetryReply, "retried" | "reused"> | undefined {
  const newest = keys.find(retryKey(run.id));

  if (newest?.request === request) {
    return newest.digest === digest ? "retried" : "reused";
  }

  return newest?.digest === digest && !isRunFinal(run) ? "retried" : undefined;
}

export function retryName(run: string, { digest, request }: AskedRetry): NamedRuns {
  return { key: retryKey(run), runs: [run], digest, request };
}
