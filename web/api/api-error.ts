import type { Problem } from "./problem.ts";

/** One thing that is wrong with what was sent, and where in it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A call to the API that did not give what was asked for. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  /** One line that says what happened. */
  readonly title: string;
  /** What follows from it, or what to do; null where the title says it all. */
  readonly detail: string | null;
  readonly errors: readonly FieldError[];

  constructor(
    status: number,
    title: string,
    options: { detail?: string; errors?: readonly FieldError[]; cause?: unknown } = {},
  ) {
    super(options.detail === undefined ? title : `${title}: ${options.detail}`, {
      cause: options.cause,
    });
    this.status = status;
    this.title = title;
    this.detail = options.detail ?? null;
    this.errors = options.errors ?? [];
  }
}

/** The API refused, and said why. */
export function problemError(problem: Problem): ApiError {
  return new ApiError(problem.status, problem.title, {
    ...(problem.detail !== undefined && { detail: problem.detail }),
    ...(problem.errors !== undefined && { errors: problem.errors }),
  });
}
