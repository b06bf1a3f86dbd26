import type { ReactElement } from "react";

import type { JsonObject } from "../../../shared/canvas/json.ts";
import type { Block } from "../../../shared/drawing/block.ts";
import { setOption, toggleImmutable } from "../../../shared/drawing/edit/call.ts";
import { useEditorStore } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";
import { ValueField } from "./value-field.tsx";

interface OptionField {
  readonly name: string;
  readonly type: string;
  readonly schema: JsonObject;
  readonly hint: string;
}

const TEXT: JsonObject = { type: "string" };
const NUMBER: JsonObject = { type: "number" };
const EITHER: JsonObject = { type: "number or string" };

/** Celery's calling options. */
const OPTIONS: readonly OptionField[] = [
  {
    name: "queue",
    type: "text",
    schema: TEXT,
    hint: "Which queue carries it; else the task's own.",
  },
  { name: "countdown", type: "seconds", schema: NUMBER, hint: "To wait once it is ready." },
  { name: "eta", type: "ISO 8601", schema: TEXT, hint: "Not before, as 2026-11-21T12:00:00Z." },
  {
    name: "expires",
    type: "seconds or ISO 8601",
    schema: EITHER,
    hint: 'Revoked unless started by then. A time stands in "quotes".',
  },
  { name: "max_retries", type: "count", schema: NUMBER, hint: "null is for ever." },
  { name: "soft_time_limit", type: "seconds", schema: NUMBER, hint: "Then its signal is aborted." },
  { name: "time_limit", type: "seconds", schema: NUMBER, hint: "Then it has failed." },
  { name: "priority", type: "0 to 9", schema: NUMBER, hint: "9 goes first." },
  { name: "rate_limit", type: "text", schema: TEXT, hint: "As 10/m: at most so many a minute." },
  {
    name: "ignore_result",
    type: "boolean",
    schema: { type: "boolean" },
    hint: "What waits for it still gets the result.",
  },
];

/** How a call is run. What is not given is the task's own. */
export function OptionsForm({ block }: { readonly block: Block }): ReactElement {
  const store = useEditorStore();
  const { problems } = useFlaws();
  const isWritten = block.kind === "map" || block.kind === "starmap" || block.kind === "chunks";

  return (
    <>
      {!isWritten && (
        <ValueField
          name="immutable"
          type="boolean"
          schema={{ type: "boolean" }}
          value={block.immutable || undefined}
          hint="It waits for what comes before, and takes no result of it (.si)."
          problem={null}
          onChange={() => store.apply(toggleImmutable(store.drawing, block.id))}
        />
      )}
      {OPTIONS.map(({ name, type, schema, hint }) => (
        <ValueField
          key={`${block.id}.${name}`}
          name={name}
          type={type}
          schema={schema}
          value={block.options[name] ?? undefined}
          hint={hint}
          problem={
            problems.find((one) => one.block === block.id && one.place === `options.${name}`)
              ?.message ?? null
          }
          onChange={(value) =>
            store.apply(setOption(store.drawing, block.id, name, value), `${block.id}.${name}`)
          }
          onLeave={() => store.seal()}
        />
      ))}
    </>
  );
}
