/** The scheduler, by RPC. Every call may be repeated. */
import type { BeatRpc } from "../../shared/wire/schedules.ts";
import { callObject } from "../backend.ts";

/** One for the whole deployment. */
const BEAT_NAME = "beat";

interface BeatEnv {
  readonly BEAT: { getByName(name: string): unknown };
}

export async function callBeat<Reply>(
  { BEAT }: BeatEnv,
  call: (beat: BeatRpc) => Promise<Reply>,
): Promise<Reply> {
  return callObject("Beat", async () => {
    // The one cast of this boundary: the platform's stub type wraps every value that RPC carries, which plain data does not need.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return call(BEAT.getByName(BEAT_NAME) as BeatRpc);
  });
}
