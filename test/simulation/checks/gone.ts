import { type World, isRunner } from "../world/world.ts";
import { rowsIn } from "./rows-in.ts";

/** What a run has on disk, and what it may leave behind. */
const TABLES = ["run", "plan", "state", "lone", "timer", "pack", "key", "dead"] as const;

/** Where results expire, all of them have by the time that nothing more happens, and nothing of them is left. */
export function goneWrongs({ objects, resultExpiresSeconds }: World): string[] {
  return resultExpiresSeconds === 0
    ? []
    : [...objects.values()]
        .filter(({ name }) => !isRunner(name))
        .flatMap((object) =>
          TABLES.filter((table) => rowsIn(object, table) > 0).map(
            (table) => `${object.name} is left with ${rowsIn(object, table)} rows in ${table}.`,
          ),
        );
}
