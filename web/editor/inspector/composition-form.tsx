import type { ReactElement } from "react";

import type { JsonValue } from "../../../shared/canvas/json.ts";
import type { Block, ChunksBlock, MapBlock } from "../../../shared/drawing/block.ts";
import { isFrame } from "../../../shared/drawing/block.ts";
import { editBlock } from "../../../shared/drawing/edit/call.ts";
import { unwrap } from "../../../shared/drawing/edit/frames.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { formatCount } from "../../ui/format.ts";
import { useEditorStore } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";
import { CallForm } from "./call-form.tsx";
import { refuseNoList, ValueField } from "./value-field.tsx";

/** What is said of a frame, or of many calls of one. */
export function CompositionForm({
  block,
}: {
  readonly block: Exclude<Block, { kind: "task" }>;
}): ReactElement {
  switch (block.kind) {
    case "chain":
    case "group":
    case "chord":
      return <FrameForm block={block} />;
    case "map":
    case "starmap":
    case "chunks":
      return (
        <>
          <Items block={block} />
          {block.inner.kind === "task" && <CallForm block={block.inner} />}
        </>
      );
    case "each":
      return (
        <>
          <p className="field-hint">
            One call for each item of the list that comes before it; the item is its first argument.
            Lovage runs it, Celery has no word for it.
          </p>
          {block.inner.kind === "task" ? (
            <CallForm block={block.inner} />
          ) : (
            <p className="meta">Each item goes through a {block.inner.kind}.</p>
          )}
        </>
      );
  }
}

function FrameForm({
  block,
}: {
  readonly block: Extract<Block, { parts: unknown }>;
}): ReactElement {
  const store = useEditorStore();
  const lanes = block.parts.length;

  return (
    <>
      <p className="field-hint">
        {block.kind === "chord"
          ? `${formatCount(lanes)} lanes side by side; what follows gets the list of their results, in the order of the lanes.`
          : `${formatCount(lanes)} lanes side by side; yields the list of their results.`}
      </p>
      {isFrame(block) && (
        <div className="form-row">
          <button
            type="button"
            className="button small"
            onClick={() =>
              store.ask({ kind: "put", slot: { at: "lane", id: block.id, index: lanes } })
            }
          >
            <Glyph name="plus" size={14} />
            Add a lane
          </button>
          <button
            type="button"
            className="button small"
            onClick={() => store.apply(unwrap(store.drawing, block.id))}
          >
            Dissolve
          </button>
        </div>
      )}
    </>
  );
}

function Items({ block }: { readonly block: MapBlock | ChunksBlock }): ReactElement {
  const store = useEditorStore();
  const { problems } = useFlaws();
  const problem = problems.find(
    (one) => one.block === block.id && one.place.startsWith("kwargs.it"),
  );

  return (
    <>
      <ValueField
        key={`${block.id}.it`}
        name="it"
        type={block.kind === "map" ? "list of items" : "list of argument lists"}
        schema={{ type: "array" }}
        value={block.it.length === 0 ? undefined : block.it}
        isRequired
        hint="The items, written down. For a list that a task returns, use each."
        problem={problem?.message ?? null}
        placeholder={block.kind === "map" ? "[1, 2, 3]" : "[[1, 2], [3, 4]]"}
        refuse={refuseNoList}
        onChange={(value) =>
          store.apply(
            editBlock(store.drawing, block.id, {
              what: "items",
              change: (old) =>
                "it" in old ? { ...old, it: Array.isArray(value) ? value : [] } : old,
            }),
            `${block.id}.it`,
          )
        }
        onLeave={() => store.seal()}
      />
      {block.kind === "chunks" && (
        <ValueField
          key={`${block.id}.n`}
          name="n"
          type="items in a batch"
          schema={{ type: "number" }}
          value={block.n}
          isRequired
          problem={refuseNoCount(block.n)}
          refuse={refuseNoCount}
          onChange={(value) =>
            store.apply(
              editBlock(store.drawing, block.id, {
                what: "n",
                change: (old) =>
                  old.kind === "chunks" && typeof value === "number" ? { ...old, n: value } : old,
              }),
              `${block.id}.n`,
            )
          }
        />
      )}
    </>
  );
}

function refuseNoCount(value: JsonValue | undefined): string | null {
  return typeof value === "number" && Number.isInteger(value) && value > 0
    ? null
    : "Expected a whole number above 0.";
}
