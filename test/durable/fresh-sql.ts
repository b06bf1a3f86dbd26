/** The SQLite of an object of its own, its tables empty, with the platform's limits. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

import { ObjectSql } from "../../durable/object-sql.ts";
import type { Sql, SqlRow, SqlValue } from "../../durable/sql.ts";
import { requireRowFits } from "../support/row-limit.ts";

export async function withSql<Result>(work: (sql: Sql) => Result): Promise<Result> {
  const stub = env.RESULT_BACKEND.getByName(`sql-${crypto.randomUUID()}`);

  return runInDurableObject(stub, (_, { storage }) => work(new LimitedSql(storage)));
}

class LimitedSql extends ObjectSql {
  override all(query: string, ...bindings: SqlValue[]): SqlRow[] {
    requireRowFits(bindings);

    return super.all(query, ...bindings);
  }
}
