import {
  chainCanvas,
  chordCanvas,
  groupCanvas,
  taskCanvas,
  type Canvas,
} from "../../shared/canvas/canvas.ts";
import type { JsonValue } from "../../shared/canvas/json.ts";
import { toSignature } from "../../shared/canvas/to-json.ts";
import { printJson } from "../ui/print-json.ts";

export interface Example {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly about: string;
  /** Celery's JSON, as `json.dumps(sig)` prints it but for the line breaks. */
  readonly json: string;
}

const LARGE_HEADER = 250;
const WIDTH = 128;

/** Canvases to begin with, of built-in tasks only. */
export const EXAMPLES: readonly Example[] = [
  example(
    "Chain",
    "(2 + 2 + 4) × 8, each step after the other: 64.",
    chainCanvas([call("add", 2, 2), call("add", 4), call("mul", 8)]),
  ),
  example(
    "Group",
    "Four tasks side by side; the result is their list.",
    groupCanvas([0, 1, 2, 3].map((n) => call("add", n, n))),
  ),
  example(
    "Chord",
    "Four tasks side by side, then one that gets all their results: 20.",
    chordCanvas(
      [1, 2, 3, 4].map((n) => call("add", n, n)),
      call("xsum"),
    ),
  ),
  example(
    "Large chord",
    `A header of ${LARGE_HEADER} tasks, shown as one row, and their sum.`,
    chordCanvas(
      Array.from({ length: LARGE_HEADER }, (_, n) => call("mul", n, n)),
      call("xsum"),
    ),
  ),
  example(
    "Failure",
    "The second step raises, so the third never runs and ends with the same error.",
    chainCanvas([
      call("add", 2, 2),
      taskCanvas("fail", { kwargs: { message: "no such order" } }),
      call("mul", 8),
    ]),
  ),
];

function call(task: string, ...args: readonly JsonValue[]): Canvas {
  return taskCanvas(task, { args });
}

function example(name: string, about: string, canvas: Canvas): Example {
  return { name, about, json: printJson(toSignature(canvas), WIDTH) };
}
