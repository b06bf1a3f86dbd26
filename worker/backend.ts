/**
 * The result backend of a shard, by RPC. Every call may be repeated, so a broken one is tried again with a fresh stub (a stub is unusable
 * after most errors); not when the object is overloaded, which more calls would only make worse.
 * https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
 */
import type { ResultBackendRpc } from "../shared/wire/rpc.ts";
import { backoffMs } from "./consumer/backoff.ts";

const MAX_TRIES = 3;

/** A stub, and the way in for WebSockets. */
export type BackendStub = ResultBackendRpc & Pick<Fetcher, "fetch">;

export interface BackendEnv {
  readonly RESULT_BACKEND: { getByName(name: string): unknown };
}

function backendStub({ RESULT_BACKEND }: BackendEnv, shard: number): BackendStub {
  // The one cast of this boundary: the platform's stub type wraps every value that RPC carries, which plain data does not need.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return RESULT_BACKEND.getByName(backendName(shard)) as BackendStub;
}

/** The object that keeps a shard is found by this name. */
export function backendName(shard: number): string {
  return `shard-${shard}`;
}

export async function callBackend<Reply>(
  env: BackendEnv,
  shard: number,
  call: (backend: BackendStub) => Promise<Reply>,
): Promise<Reply> {
  return callObject(`Result backend ${shard}`, async () => call(backendStub(env, shard)));
}

/** One that makes its own stub, so that each try has a fresh one. */
export async function callObject<Reply>(name: string, call: () => Promise<Reply>): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (tries === MAX_TRIES || !isWorthRepeating(error)) {
        throw new BackendUnavailable(name, { cause: error });
      }

      await scheduler.wait(backoffMs(tries, Math.random()));
    }
  }
}

/** An object could not be reached, or answered with an error of its own. */
export class BackendUnavailable extends Error {
  override readonly name = "BackendUnavailable";

  constructor(object: string, options: ErrorOptions) {
    super(`${object} did not answer.`, options);
  }
}

function isWorthRepeating(error: unknown): boolean {
  return (
    error instanceof Error &&
    "retryable" in error &&
    error.retryable === true &&
    !("overloaded" in error && error.overloaded === true)
  );
}
