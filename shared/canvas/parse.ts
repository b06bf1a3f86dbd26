import type { Canvas } from "./canvas.ts";
import { rootField } from "./field.ts";
import type { Fault } from "./json-check.ts";
import { readMember } from "./read-signature.ts";

export type ParsedCanvas =
  | { readonly ok: true; readonly canvas: Canvas }
  | { readonly ok: false; readonly errors: readonly Fault[] };

/**
 * Reads Celery's signature JSON. Never throws, whatever it is given: the errors (at most 20) say where, what was expected and
 * what came.
 */
export function parseCanvas(value: unknown): ParsedCanvas {
  const root = rootField(value, "canvas");
  const canvas = readMember(root);
  return canvas ? { ok: true, canvas } : { ok: false, errors: root.reading.faults };
}
