/** What a `TaskRunner` has on disk: one row for all that was handed over at once, as long as any of it runs. */
import { z } from "zod";

import { taskMessage } from "../shared/wire/message.ts";
import type { HandedTask } from "../shared/wire/runner-rpc.ts";
import { ObjectSql } from "./object-sql.ts";
import { type Sql, jsonIn } from "./sql.ts";

/** What it takes to tell that a task is lost, and no more: its call may be large. */
const row = z.object({
  v: z.literal(1),
  tasks: z.array(
    z.object({
      message: taskMessage,
      taskId: z.string(),
      holder: z.object({
        claimId: z.string(),
        messageId: z.string().nullable(),
        deliveries: z.int(),
        startedAt: z.number(),
      }),
    }),
  ),
});

export class RunnerStore {
  readonly #sql: Sql;

  constructor(storage: DurableObjectStorage) {
    this.#sql = new ObjectSql(storage);
    this.#sql.all("create table if not exists handed (id integer primary key, body text not null)");
  }

  ids(): readonly number[] {
    return this.#sql.all("select id from handed order by id").map(({ id }) => Number(id));
  }

  /** The number of the row. */
  add(tasks: readonly HandedTask[]): number {
    const body: z.infer<typeof row> = {
      v: 1,
      tasks: tasks.map(({ message, taskId, holder }) => ({
        message: { ...message, call: null },
        taskId,
        holder: { ...holder },
      })),
    };
    const [added] = this.#sql.all(
      "insert into handed (body) values (?) returning id",
      JSON.stringify(body),
    );

    return Number(added?.["id"]);
  }

  read(id: number): readonly HandedTask[] {
    const rows = this.#sql.all("select body from handed where id = ?", id);

    return rows
      .flatMap((each) => row.parse(jsonIn(each, "body")).tasks)
      .map(({ message, taskId, holder }) => ({
        message,
        taskId,
        holder,
        retries: 0,
        limits: {},
        call: null,
      }));
  }

  remove(id: number): void {
    this.#sql.all("delete from handed where id = ?", id);
  }
}
