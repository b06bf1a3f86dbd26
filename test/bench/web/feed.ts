/** What one who watches a chord is sent while it runs, as the app asks for it: the text of the frames, which the line may compress. */
import type { Signature } from "../../../shared/canvas/signature.ts";
import { apiAt } from "../../edge/api.ts";
import { isEnd, watchRun } from "../../edge/watch.ts";
import { chord, s, si, withOptions } from "../../reference/signatures.ts";
import { wideChord } from "./canvases.ts";

const QUEUE = "low";
const RATE_LIMIT = "40/s";

export interface Feed {
  readonly kilobytes: number;
  readonly frames: number;
  /** From the first frame to the end. */
  readonly seconds: number;
}

/** Its members start at a rate, take up to two seconds and so end in another order. */
export async function pacedFeed(origin: string, members: number): Promise<Feed> {
  const header = Array.from({ length: members }, (_, index) =>
    withOptions(si("sleep", ((index * 37) % 100) / 50), { queue: QUEUE }),
  );

  await apiAt({ origin }).send("PATCH", `/api/queues/${QUEUE}`, { rate_limit: RATE_LIMIT });

  return feedOf(origin, chord(header, s("xsum")));
}

/** Nothing holds it back. */
export function fastFeed(origin: string, members: number): Promise<Feed> {
  return feedOf(origin, wideChord(members));
}

async function feedOf(origin: string, canvas: Signature): Promise<Feed> {
  const watcher = watchRun(origin, await apiAt({ origin }).submit(canvas), { cells: "changes" });
  let startedAt: number | null = null;
  let bytes = 0;
  const frames = await watcher.until((frame) => {
    startedAt ??= performance.now();
    bytes += Buffer.byteLength(JSON.stringify(frame));

    return isEnd(frame);
  });

  watcher.close();

  return {
    kilobytes: bytes / 1_000,
    frames: frames.length,
    seconds: (performance.now() - (startedAt ?? 0)) / 1_000,
  };
}
