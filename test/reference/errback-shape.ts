import type { CanvasShape, ChainShape, ChordShape } from "./canvas-shape.ts";

/** True if the canvas yields a list, member by member: it cannot have a link. */
export function isListShape(shape: CanvasShape): boolean {
  switch (shape.kind) {
    case "task":
    case "map":
    case "starmap":
      return false;
    case "chunks":
    case "group":
      return true;
    case "chain":
      return isListShape(shape.rest.at(-1) ?? shape.first);
    case "chord":
      return isListShape(shape.body);
  }
}

/**
 * True if one cannot argue which task an errback of the canvas hears of. One could where two tasks of one chain may fail by
 * themselves, or where a header fails a body that begins with a group or a chord.
 */
export function hasPlainErrbacks(shape: CanvasShape): boolean {
  switch (shape.kind) {
    case "task":
    case "map":
    case "starmap":
    case "chunks":
      return true;
    case "chain":
      return isPlainChain(shape);
    case "group":
      return shape.members.every((part) => hasPlainErrbacks(part) && !isListInOne(part));
    case "chord":
      return hasPlainBody(shape);
  }
}

/** Steps are tasks, plain chains, or groups and chords of which one task makes a single result. */
function isPlainChain({ first, rest }: ChainShape): boolean {
  const steps = [first, ...rest];
  return steps.every((step, index) => {
    switch (step.kind) {
      case "task":
      case "map":
      case "starmap":
        return true;
      case "chain":
        return isPlainChain(step);
      case "group":
      case "chunks":
        return index > 0 && steps[index + 1]?.kind === "task";
      case "chord":
        return index > 0 && step.body.kind === "task";
    }
  });
}

/** A task, or a chain or group of tasks alone. */
function hasPlainBody({ body }: ChordShape): boolean {
  switch (body.kind) {
    case "task":
    case "map":
    case "starmap":
      return true;
    case "chain":
      return [body.first, ...body.rest].every((step) => step.kind === "task");
    case "group":
      return body.members.every((member) => member.kind === "task");
    case "chunks":
    case "chord":
      return false;
  }
}

/** A chain or chord that yields a list: is it one member or several? */
function isListInOne(shape: CanvasShape): boolean {
  return (shape.kind === "chain" || shape.kind === "chord") && isListShape(shape);
}
