import * as fc from "fast-check";

import type { JsonObject, JsonValue } from "../../../shared/canvas/json.ts";
import type { Signature } from "../../../shared/canvas/signature.ts";

const value = fc.json({ maxDepth: 2 }).map((text): JsonValue => JSON.parse(text));
const record = fc.dictionary(fc.string({ maxLength: 9 }), value, { maxKeys: 2 });
const args = fc.array(value, { maxLength: 2 });
const taskName = fc
  .oneof(
    fc.constantFrom("add", "__proto__", "constructor"),
    fc.string({ minLength: 1, maxLength: 9 }),
  )
  .filter((name) => !name.startsWith("celery."));

/** Random signatures in Celery's normal form, up to three levels deep, callbacks and every composition among them. */
export function arbitrarySignature(): fc.Arbitrary<Signature> {
  return signature(3);
}

/** Each level is made of members of the one below it. */
const signature: (levels: number) => fc.Arbitrary<Signature> = fc.memo((levels) =>
  levels === 1 ? task(fc.constant({})) : composition(signature(levels - 1)),
);

function composition(member: fc.Arbitrary<Signature>): fc.Arbitrary<Signature> {
  const callback = fc.oneof(member, fc.array(member, { maxLength: 2 }));
  const callbacks = fc.record({ link: callback, link_error: callback }, { requiredKeys: [] });
  const members = fc.array(member, { maxLength: 3 });

  return fc.oneof(
    task(callbacks),
    members.filter((tasks) => tasks.length > 0).map((tasks) => composed("chain", { tasks })),
    members.map((tasks) => composed("group", { tasks })),
    fc
      .tuple(record, members, member)
      .map(([kwargs, header, body]) => composed("chord", { kwargs, header, body })),
    mapping,
  );
}

function task(callbacks: fc.Arbitrary<JsonObject>): fc.Arbitrary<Signature> {
  return fc
    .tuple(taskName, args, record, record, callbacks, fc.boolean())
    .map(([name, given, kwargs, options, links, immutable]) => ({
      task: name,
      args: given,
      kwargs,
      options: { ...options, ...links },
      subtask_type: null,
      immutable,
    }));
}

const mapping = fc
  .tuple(
    fc.constantFrom("map", "starmap", "chunks"),
    task(fc.constant({})),
    fc.array(args, { maxLength: 3 }),
  )
  .map(([kind, inner, it]) => ({
    task: `celery.${kind}`,
    args: [],
    kwargs: { task: inner, it, ...(kind === "chunks" && { n: 2 }) },
    options: {},
    subtask_type: null,
    immutable: true,
  }));

function composed(kind: "chain" | "group" | "chord", kwargs: JsonObject): Signature {
  return {
    task: `celery.${kind}`,
    args: [],
    kwargs,
    options: {},
    subtask_type: kind,
    immutable: false,
  };
}
