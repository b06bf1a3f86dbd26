import type { JsonObject } from "../../shared/canvas/json.ts";
import type { Signature } from "../../shared/canvas/signature.ts";
import type { OverShape, TaskShape } from "./canvas-shape.ts";
import { chunks, immutable, map, s, starmap, withKwargs } from "./signatures.ts";

/** What comes in to a canvas: nothing, a number, a list of numbers (nested too), or something with a task id in it. */
export type Incoming = "none" | "number" | "list" | "id";

/** What a canvas yields to whatever runs after it. */
export type Yielded = Exclude<Incoming, "none">;

interface ShapedTask {
  readonly signature: Signature;
  readonly yielded: Yielded;
}

/** A task that is right for what comes in, with arguments to match. */
export function shapedTask(shape: TaskShape, incoming: Incoming): ShapedTask {
  if (shape.fails) {
    return { signature: failingTask(shape, incoming), yielded: "number" };
  }
  if (shape.immutable) {
    const { signature, yielded } = starting(shape);
    return { signature: immutable(signature), yielded };
  }
  switch (incoming) {
    case "none":
      return starting(shape);
    case "number":
      return takingNumber(shape);
    case "list":
      return takingList(shape);
    case "id":
      return { signature: shape.pick < 3 ? s("echo") : s("echo", shape.x), yielded: "id" };
  }
}

/** Maps and chunks start from their own items, whatever comes in. */
export function shapedOver({ kind, items, size }: OverShape): Signature {
  switch (kind) {
    case "map":
      return map("xsum", items);
    case "starmap":
      return starmap("add", items);
    case "chunks":
      return chunks("mul", items, size);
  }
}

const FAILURES: readonly JsonObject[] = [
  {},
  { message: "other" },
  { message: "it's" },
  { message: `it's "so"` },
];

/** Mostly `fail`; now and then a list where a number is needed. */
function failingTask({ pick, x }: TaskShape, incoming: Incoming): Signature {
  return incoming === "list" && pick > 3
    ? s("add", x)
    : withKwargs(s("fail"), FAILURES[pick] ?? {});
}

function number(signature: Signature): ShapedTask {
  return { signature, yielded: "number" };
}

function starting({ pick, x, y }: TaskShape): ShapedTask {
  switch (pick) {
    case 0:
      return number(s("echo", x));
    case 1:
      return number(s("mul", x, y));
    case 2:
      return number(s("xsum", [x, [y]]));
    case 3:
      return number(withKwargs(s("add", x), { y }));
    case 4:
      return { signature: s("echo", x, y), yielded: "list" };
    default:
      return number(s("add", x, y));
  }
}

/** Factors stay under 3, so that the values of a large canvas stay exact. */
function takingNumber({ pick, x, y }: TaskShape): ShapedTask {
  switch (pick) {
    case 0:
      return number(s("echo"));
    case 1:
      return number(s("mul", x % 3));
    case 2:
      return number(withKwargs(s("add"), { y }));
    case 3:
      return { signature: s("echo", x), yielded: "list" };
    default:
      return number(s("add", x));
  }
}

function takingList({ pick, x }: TaskShape): ShapedTask {
  switch (pick) {
    case 0:
      return { signature: s("echo"), yielded: "list" };
    case 1:
      return { signature: s("echo", x), yielded: "list" };
    default:
      return { signature: s("xsum"), yielded: "number" };
  }
}
