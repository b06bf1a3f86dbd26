import type { JsonValue } from "../../shared/canvas/json.ts";
import type { Signature } from "../../shared/canvas/signature.ts";
import type { FinalState } from "./outcome.ts";

/**
 * One canvas and what it must come to. Task ids stand as `<path>` (canvas-tree.ts says what a path is), in messages, results
 * and values alike.
 */
export interface TableRow {
  /** A sentence that states the consequence. */
  readonly name: string;
  readonly canvas: Signature;
  /** Paths of the tasks revoked before anything runs. */
  readonly revoked?: readonly string[];
  readonly expect: RowExpectation;
}

/** What a run comes to, as far as the row cares; or `refused`: a submit is answered 422. */
type RowExpectation = { readonly refused: true } | RowOutcome;

export interface RowOutcome {
  readonly state: FinalState;
  readonly result?: JsonValue;
  /** Without `message` for those that a task words itself. */
  readonly error?: {
    readonly type: string;
    readonly message?: string;
    readonly origin: string | null;
  };
  /** State of the task at each path. */
  readonly states?: Readonly<Record<string, FinalState>>;
  /** Shown value of the task at each path. */
  readonly values?: Readonly<Record<string, JsonValue>>;
  /** Message of the stored error of the task at each path. */
  readonly messages?: Readonly<Record<string, string>>;
}

/** A row that ends SUCCESS with `result`. */
export function yields(
  name: string,
  canvas: Signature,
  result: JsonValue,
  more: Partial<RowOutcome> = {},
): TableRow {
  return { name, canvas, expect: { state: "SUCCESS", result, ...more } };
}

/** A row that ends FAILURE as the task at `origin` did, with ValueError('boom') unless `error` says otherwise. */
export function fails(
  name: string,
  canvas: Signature,
  origin: string,
  more: Partial<RowOutcome> = {},
): TableRow {
  const error = { type: "ValueError", message: "boom", origin };
  return { name, canvas, expect: { state: "FAILURE", result: null, error, ...more } };
}

/** The error of the body at `origin`, whose header's output task at `dependency` raised `exception` (a Python repr). */
export function chordErrorAt(
  origin: string | null,
  dependency: string,
  exception = "ValueError('boom')",
): NonNullable<RowOutcome["error"]> {
  return { type: "ChordError", message: `Dependency <${dependency}> raised ${exception}`, origin };
}

/** A row whose submit is refused. */
export function refuses(name: string, canvas: Signature): TableRow {
  return { name, canvas, expect: { refused: true } };
}
