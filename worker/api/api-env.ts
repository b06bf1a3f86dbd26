import type { WorkerEnv } from "../env.ts";

/** What a request was found to be allowed: a viewer only reads. */
export type Role = "admin" | "viewer";

/** Hono's environment of every route. */
export interface ApiEnv {
  readonly Bindings: WorkerEnv;
}
