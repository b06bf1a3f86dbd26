/** The Worker's entry points: the API, the consumer of every queue, and the cron trigger. */
import { app } from "./api/app.ts";
import { consumeBatch } from "./consumer/consume-batch.ts";
import type { WorkerEnv } from "./env.ts";

export { ResultBackend } from "../durable/result-backend.ts";

export default {
  fetch: app.fetch,
  queue: consumeBatch,
  // Alarms wake the objects by themselves; the trigger in wrangler.toml only needs somebody to answer it.
  scheduled() {},
} satisfies ExportedHandler<WorkerEnv>;
