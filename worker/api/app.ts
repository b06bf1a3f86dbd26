/**
 * The REST API. `session` and `health` decide for themselves who may ask; everything after them is for whoever `authenticate` knows, and
 * only an admin may write. Refusals are thrown as `ApiProblem` and become problem documents in one place.
 */
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";

import { BackendUnavailable } from "../backend.ts";
import { log } from "../log.ts";
import { NameTaken } from "../submit-plans.ts";
import type { ApiEnv } from "./api-env.ts";
import { authenticate } from "./auth.ts";
import { batch } from "./batch.ts";
import { deadLetters } from "./dead-letters.ts";
import { health } from "./health.ts";
import { ApiProblem, problemResponse } from "./problem.ts";
import { queues } from "./queues.ts";
import { results } from "./results.ts";
import { runEvents } from "./run-events.ts";
import { runParts } from "./run-parts.ts";
import { runs } from "./runs.ts";
import { schedules } from "./schedules.ts";
import { session } from "./session.ts";
import { tasks } from "./tasks.ts";
import { workflows } from "./workflows.ts";

/** They change nothing, and take a body only because what is asked is long. */
const QUESTIONS: ReadonlySet<string> = new Set(["/api/schedules/preview"]);

const authorized = createMiddleware<ApiEnv>(async (c, next) => {
  const role = await authenticate(c);

  const onlyReads = ["GET", "HEAD"].includes(c.req.method) || QUESTIONS.has(c.req.path);

  if (role === "viewer" && !onlyReads) {
    throw new ApiProblem(
      "read-only",
      "The viewer's token may only read; writing needs the admin's.",
    );
  }

  await next();
});

export const app = new Hono<ApiEnv>();

app.route("/api/session", session);
app.route("/api/health", health);
app.use("/api/*", authorized);
app.route("/api/runs", runs);
app.route("/api/runs", runParts);
app.route("/api/runs", runEvents);
app.route("/api/tasks", tasks);
app.route("/api/tasks", batch);
app.route("/api/results", results);
app.route("/api/dead-letters", deadLetters);
app.route("/api/queues", queues);
app.route("/api/schedules", schedules);
app.route("/api/workflows", workflows);

app.notFound((c) =>
  problemResponse(
    new ApiProblem(
      "not-found",
      `There is no ${c.req.method} ${c.req.path}. The README lists what there is.`,
    ),
  ),
);

app.onError((error, c) => {
  if (error instanceof ApiProblem) {
    return problemResponse(error);
  }

  if (error instanceof NameTaken) {
    return problemResponse(
      new ApiProblem(error.kind === "task_id" ? "id-taken" : "key-reused", error.message),
    );
  }

  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  log("A request failed", {
    method: c.req.method,
    path: c.req.path,
    error: error.stack ?? String(error),
    cause,
  });

  return problemResponse(
    error instanceof BackendUnavailable
      ? new ApiProblem(
          "unavailable",
          `${error.message} Nothing was changed that a repeated request would not find; try again.`,
        )
      : new ApiProblem(
          "internal",
          "Try again; if it happens once more, the error is in the logs of the Worker (`npx wrangler tail`).",
        ),
  );
});
