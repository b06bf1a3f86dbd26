/** Canvases to be drawn. */
import type { Signature } from "../../../shared/canvas/signature.ts";
import { chain, chord, group, s, si } from "../../reference/signatures.ts";

/** Of a group of more than these the editor makes one node. */
const SINGLY = 20;

/** So many tasks, each a node of its own: groups one after the other. */
export function drawnSingly(tasks: number): Signature {
  const lanes = Array.from({ length: SINGLY }, () => si("add", 1, 1));

  return chain(...Array.from({ length: tasks / SINGLY }, () => group(...lanes)));
}

/** A header that is one node while it is drawn and while it runs. */
export function wideChord(members: number): Signature {
  return chord(
    Array.from({ length: members }, (_, index) => s("add", index, 1)),
    s("xsum"),
  );
}
