/** The empty consumer and the minimal chord (test/bench/spike), by HTTP. */

export async function emptyQueue(origin: URL, messages: number): Promise<void> {
  await call(origin, `/empty?n=${messages}`, messages);
}

/** One message, delivered and sent on until it made so many hops. */
export async function hops(origin: URL, count: number): Promise<void> {
  await call(origin, `/hops?n=${count}`, count);
}

export async function spikeChord(origin: URL, members: number): Promise<void> {
  await call(origin, `/chord?n=${members}`, members * (members - 1));
}

async function call(origin: URL, path: string, expected: number): Promise<void> {
  const response = await fetch(new URL(path, origin), { method: "POST" });
  const text = await response.text();

  if (text !== String(expected)) {
    throw new Error(`Expected ${expected} of ${path}; ${response.status} came with ${text}`);
  }
}
