/** Lets a request wait until its messages arrived. The consumer runs in the same isolate, so nothing needs to be stored. */

/** The platform ends a request that waits for no timer and no other I/O. */
const PATIENCE_MS = 120_000;

const expected = new Map<string, { left: number; readonly done: () => void }>();

/** Sends, and resolves when `count` messages of this run arrived. */
export async function untilArrived(
  run: string,
  count: number,
  send: () => Promise<unknown>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => reject(new Error(`Not all messages arrived in ${PATIENCE_MS} ms.`)),
    PATIENCE_MS,
  );

  expected.set(run, { left: count, done: resolve });

  try {
    await send();
    await promise;
  } finally {
    clearTimeout(timer);
    expected.delete(run);
  }
}

export function arrived(run: string): void {
  const waiting = expected.get(run);

  if (waiting !== undefined) {
    waiting.left -= 1;

    if (waiting.left === 0) {
      waiting.done();
    }
  }
}
