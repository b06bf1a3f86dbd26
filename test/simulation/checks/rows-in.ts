import type { SimulatedObject } from "../world/simulated-object.ts";

/** How many rows a table of the object has; none where nobody ever reached it. */
export function rowsIn({ disk: { sql } }: SimulatedObject, table: string): number {
  const [exists] = sql.exec("select name from sqlite_master where name = ?", table).toArray();
  const [row] =
    exists === undefined ? [] : sql.exec(`select count(*) as held from ${table}`).toArray();

  return Number(row?.["held"] ?? 0);
}
