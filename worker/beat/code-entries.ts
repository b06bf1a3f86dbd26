/** Entries as one writes them in TypeScript, read like those of the API. */
import type { Signature } from "../../shared/canvas/signature.ts";
import type { Runnable } from "../../shared/canvas/step.ts";
import type { ScheduleJson } from "../../shared/schedule/schedule-json.ts";
import { type ScheduleDefinition, scheduleDefinition } from "../../shared/wire/schedules.ts";
import { log } from "../log.ts";

/** An entry of Celery's `beat_schedule`, with what a signature or a canvas may be: `add.s(1, 2)`, `chain(…)`. */
interface BeatEntry {
  readonly canvas: Runnable<unknown> | Signature;
  /** `{ every: 30 }`, `{ crontab: "30 7 * * mon-fri" }`, `{ at: … }` or `{ solar: … }`. */
  readonly schedule: { readonly crontab: string } | ScheduleJson;
  /** Of the zone database, such as `Europe/Paris`; UTC unless it is said. */
  readonly timezone?: string;
  readonly enabled?: boolean;
  /** What happens when the previous run is not over: `skip` (unless it is said), `queue` or `allow`. */
  readonly overlap?: ScheduleDefinition["overlap"];
  /** Seconds after its time within which a run may still start. */
  readonly deadline?: number;
  /** Seconds up to which each run starts later, by chance. */
  readonly jitter?: number;
  /** Nothing is due after this. */
  readonly endsAt?: string;
}

export type BeatSchedule = Readonly<Record<string, BeatEntry>>;

/** One that is wrong must not keep the others from being fired: it is logged, and left out. */
export function codeEntries(schedule: BeatSchedule): ReadonlyMap<string, ScheduleDefinition> {
  return new Map(
    Object.entries(schedule).flatMap(([name, { canvas, endsAt, ...rest }]) => {
      const parsed = scheduleDefinition.safeParse({
        ...rest,
        canvas: "toJSON" in canvas ? canvas.toJSON() : canvas,
        ...(endsAt !== undefined && { ends_at: endsAt }),
      });

      if (!parsed.success) {
        log("A schedule of the code is wrong and is not fired", {
          name,
          problems: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
        });
      }

      return parsed.success ? [[name, parsed.data]] : [];
    }),
  );
}
