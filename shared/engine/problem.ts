/** Why a canvas cannot be submitted. */
export interface Problem {
  readonly kind:
    | "unknown-task"
    | "bad-arguments"
    | "bad-option"
    | "bad-canvas"
    | "unknown-queue"
    | "too-large";
  /** Where, as in `canvas.kwargs.tasks[2].args[0]`. */
  readonly path: string;
  /** What was expected, what came, and what to do. */
  readonly message: string;
}
