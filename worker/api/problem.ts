/** Everything the API refuses, as RFC 9457 problem documents: one map from the reason to status and title. */
import type { Problem } from "../../shared/engine/problem.ts";

interface ProblemHead {
  readonly status: number;
  readonly title: string;
}

const PROBLEMS = {
  "not-json": { status: 400, title: "The body is not JSON" },
  unauthorized: { status: 401, title: "A valid token is required" },
  "read-only": { status: 403, title: "This token may only read" },
  "foreign-origin": { status: 403, title: "Requests from other sites are refused" },
  "not-found": { status: 404, title: "There is nothing at this address" },
  "no-queue": { status: 404, title: "There is no such queue" },
  "unknown-run": { status: 404, title: "There is no such run" },
  "unknown-schedule": { status: 404, title: "There is no such schedule" },
  "unknown-workflow": { status: 404, title: "There is no such workflow" },
  "unknown-dead-letter": { status: 404, title: "There is no such dead letter" },
  "unknown-result": { status: 404, title: "There is no such task" },
  "id-taken": { status: 409, title: "The id belongs to another run" },
  "key-reused": { status: 409, title: "The idempotency key was sent with another body" },
  "not-final": { status: 409, title: "The run is not final" },
  "nothing-to-retry": { status: 409, title: "Everything succeeded" },
  "already-replayed": { status: 409, title: "The dead letter was replayed before" },
  "run-again": { status: 409, title: "The task was run again since" },
  "part-of-run": { status: 409, title: "The task is part of a run" },
  "workflow-exists": { status: 409, title: "There is a workflow of this name" },
  "workflow-changed": { status: 409, title: "The workflow was changed meanwhile" },
  "schedule-exists": { status: 409, title: "There is a schedule of this name" },
  "schedule-in-code": { status: 409, title: "The schedule is defined in the code" },
  "schedule-changed": { status: 409, title: "The schedule was changed meanwhile" },
  "too-large": { status: 413, title: "Too large" },
  "not-json-type": { status: 415, title: "The body must be application/json" },
  "invalid-request": { status: 422, title: "The request does not fit its schema" },
  "bad-canvas": { status: 422, title: "The canvas is malformed" },
  "unknown-task": { status: 422, title: "The task is not registered" },
  "unknown-queue": { status: 422, title: "There is no such queue" },
  "bad-arguments": { status: 422, title: "The arguments do not fit the task" },
  "bad-option": { status: 422, title: "An option is malformed" },
  "not-a-websocket": { status: 426, title: "This address speaks WebSocket" },
  internal: { status: 500, title: "Something went wrong here" },
  unavailable: { status: 503, title: "A result backend cannot be reached" },
  "not-configured": { status: 503, title: "No token is configured" },
} as const satisfies Record<Problem["kind"], ProblemHead> & Record<string, ProblemHead>;

/** A reader mends a few mistakes at a time. */
const MAX_LISTED = 20;

export type ProblemKind = keyof typeof PROBLEMS;

export interface ProblemError {
  /** Where: in the body (`canvas.kwargs.tasks[0]`) or the query (`query.wait`). */
  readonly path: string;
  /** What was expected and what came. */
  readonly message: string;
}

/** Thrown by a handler to answer with a problem document. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly kind: ProblemKind;
  readonly errors: readonly ProblemError[];

  constructor(kind: ProblemKind, detail: string, errors: readonly ProblemError[] = []) {
    super(detail);
    this.kind = kind;
    this.errors = errors;
  }
}

/** What a DELETE finds nothing at. Sent again, because its answer got lost, it has done what it was to do. */
export function nothingToRemove({ kind, message }: ApiProblem): ApiProblem {
  return new ApiProblem(
    kind,
    `${message} If you send this DELETE again because its answer got lost: it is removed, and there is nothing left to do.`,
  );
}

/** What is wrong with a canvas, or with calls: the first problem names the kind, the first few are listed. */
export function canvasProblem(problems: readonly Problem[]): ApiProblem {
  const errors = problems.slice(0, MAX_LISTED).map(({ path, message }) => ({ path, message }));
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";

  return new ApiProblem(
    first?.kind ?? "bad-canvas",
    `${first?.path}: ${first?.message}${more}`,
    errors,
  );
}

interface ProblemDocument extends ProblemHead {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
}

export function problemDocument({ kind, message, errors }: ApiProblem): ProblemDocument {
  return {
    type: `/problems/${kind}`,
    ...PROBLEMS[kind],
    detail: message,
    ...(errors.length > 0 && { errors }),
  };
}

export function problemResponse(problem: ApiProblem): Response {
  const body = problemDocument(problem);
  const headers = new Headers({ "content-type": "application/problem+json" });

  if (body.status === 401) {
    headers.set("www-authenticate", "Bearer");
  }

  return new Response(JSON.stringify(body), { status: body.status, headers });
}
