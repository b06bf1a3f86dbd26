import { describe, expect, it } from "vitest";

import { chain, chord, group, pipe } from "../../../shared/canvas/builders.ts";
import { canvasSignature, type CanvasSignature } from "../../../shared/canvas/canvas-signature.ts";
import type { AnyStep, Anything } from "../../../shared/canvas/step.ts";
import { taskHandle } from "../../../shared/canvas/task-handle.ts";
import type { TaskSignature } from "../../../shared/canvas/task-signature.ts";
import { readCases } from "./cases.ts";
import { parsed } from "./parsed.ts";
import { shapeOf } from "./shape.ts";

const A = step("A");
const B = step("B");
const C = step("C");
const D = step("D");
const E = step("E");
const F = step("F");

describe("the builders make what Celery's make", () => {
  it.each<[string, string, AnyStep]>([
    ["chain(A)", "chain(A)", chain(A)],
    ["chain([A])", "chain(A)", chain([A])],
    ["chain()", "chain()", chain([])],
    ["chain(A, chain(B,C), D)", "chain(A, B, C, D)", chain(A, chain(B, C), D)],
    ["chain(group(A,B))", "chain(group[A, B])", chain(group(A, B))],
    ["chain([group(A,B)])", "group[A, B]", chain([group(A, B)])],
    ["chain(group(A,B), C)", "chord([A, B], C)", chain(group(A, B), C)],
    ["chain(group(A,B), C, D)", "chord([A, B], chain(C, D))", chain(group(A, B), C, D)],
    ["chain(A, group(B,C))", "chain(A, group[B, C])", chain(A, group(B, C))],
    ["chain(A, group(B,C), D)", "chain(A, chord([B, C], D))", chain(A, group(B, C), D)],
    [
      "chain(A, group(B,C), D, E)",
      "chain(A, chord([B, C], chain(D, E)))",
      chain(A, group(B, C), D, E),
    ],
    [
      "chain(A, group(B,C), group(D,E))",
      "chain(A, group[B, C], group[D, E])",
      chain(A, group(B, C), group(D, E)),
    ],
    [
      "chain(A, group(B,C), group(D,E), F)",
      "chain(A, group[B, C], chord([D, E], F))",
      chain(A, group(B, C), group(D, E), F),
    ],
    [
      "chain(group(A,B), group(C,D))",
      "chord([A, B], group[C, D])",
      chain(group(A, B), group(C, D)),
    ],
    [
      "chain(group(A,B), group(C,D), E)",
      "chord([A, B], chord([C, D], E))",
      chain(group(A, B), group(C, D), E),
    ],
    ["chain(A, group(B), C)", "chain(A, B, C)", chain(A, group(B), C)],
    ["chain(A, group(), C)", "chain(A, chord([], C))", chain(A, group(), C)],
    [
      "chain(A, B, group(group(C,D), E), F)",
      "chain(A, B, chord([group[C, D], E], F))",
      chain(A, B, group(group(C, D), E), F),
    ],
    ["group(A)", "group[A]", group(A)],
    ["group([A])", "group[A]", group([A])],
    ["group()", "group[]", group()],
    ["group(group(A,B))", "group[A, B]", group(group(A, B))],
    ["group([group(A,B)])", "group[group[A, B]]", group([group(A, B)])],
    ["group(A, group(B,C))", "group[A, group[B, C]]", group(A, group(B, C))],
    [
      "chord([A,B], C) | D | E",
      "chord([A, B], chain(C, D, E))",
      pipe(pipe(chord([A, B], C), D), E),
    ],
    [
      "chord([A,B], C) | group(D,E)",
      "chain(chord([A, B], C), group[D, E])",
      pipe(chord([A, B], C), group(D, E)),
    ],
    [
      "chord([A,B], C) | group(D,E) | F",
      "chain(chord([A, B], chain(C, chord([D, E], F))))",
      pipe(pipe(chord([A, B], C), group(D, E)), F),
    ],
    [
      "chord([A,B], C) | chain(D,E)",
      "chain(chord([A, B], C), D, E)",
      pipe(chord([A, B], C), chain(D, E)),
    ],
    [
      "chord([A,B], C) | chord([D,E],F)",
      "chord([A, B], chain(C, chord([D, E], F)))",
      pipe(chord([A, B], C), chord([D, E], F)),
    ],
    ["chord([A], C)", "chord([A], C)", chord([A], C)],
    ["chord(A, C)", "chord([A], C)", chord(A, C)],
    ["chord([A,B], group(C,D))", "chord([A, B], group[C, D])", chord([A, B], group(C, D))],
    // @ts-expect-error the types refuse what Celery takes apart
    ["chord(chain(A,B), C)", "chord([A, B], C)", chord(chain(A, B), C)],
    ["chord([chain(A,B)], C)", "chord([chain(A, B)], C)", chord([chain(A, B)], C)],
    [
      "chord(group(group(A,B),C), D)",
      "chord([group[A, B], C], D)",
      chord(group(group(A, B), C), D),
    ],
  ])("%s is %s", (_, shape, { canvas }) => {
    expect(shapeOf(canvas)).toBe(shape);
  });

  it("whatever they are given", () => {
    const { cases: recorded }: { readonly cases: readonly Recorded[] } = JSON.parse(
      readCases("celery/builders_5.6.3.json"),
    );
    const differing = recorded.filter(
      ({ builder, of, result }) => JSON.stringify(built(builder, of)) !== JSON.stringify(result),
    );
    expect(recorded.length).toBeGreaterThan(200);
    expect(differing).toEqual([]);
  });
});

interface Recorded {
  readonly builder: string;
  readonly of: readonly unknown[];
  readonly result: unknown;
}

/** A task that takes anything. */
function step(name: string): TaskSignature<unknown[], unknown> {
  return taskHandle<unknown[], unknown>(name).s();
}

function built(builder: string, signatures: readonly unknown[]): AnyStep {
  const steps = signatures.map((signature): CanvasSignature<Anything, unknown> =>
    canvasSignature(parsed(signature)),
  );
  const [first = A, second = A, ...others] = steps;
  switch (builder) {
    case "|":
      return pipe(first, second);
    case "chain":
      return chain(first, second, ...others);
    case "chain of a list":
      return chain(steps);
    case "group":
      return group(...steps);
    default:
      throw new Error(`No builder ${builder}`);
  }
}
