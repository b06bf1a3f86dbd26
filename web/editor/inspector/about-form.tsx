import { useId, type ReactElement } from "react";

import type { Block } from "../../../shared/drawing/block.ts";
import { remark } from "../../../shared/drawing/edit/call.ts";
import { titleOf } from "../block-look.ts";
import { useDrawing, useEditorStore } from "../use-editor.ts";

/** What is said about a block in the drawing alone. */
export function AboutForm({ block }: { readonly block: Block }): ReactElement {
  const store = useEditorStore();
  const said = useDrawing().remarks[block.id];
  const id = useId();

  return (
    <section className="about-form" aria-label="In the drawing">
      <div className="field">
        <label htmlFor={`${id}-name`}>Name in the drawing</label>
        <input
          className="input"
          id={`${id}-name`}
          value={said?.name ?? ""}
          placeholder={titleOf(block)}
          maxLength={120}
          autoComplete="off"
          onChange={(event) =>
            store.apply(
              remark(store.drawing, block.id, { name: event.target.value }),
              `${block.id}.name`,
            )
          }
          onBlur={() => store.seal()}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-note`}>Note</label>
        <textarea
          className="input"
          id={`${id}-note`}
          rows={2}
          value={said?.note ?? ""}
          placeholder="Why it is here"
          onChange={(event) =>
            store.apply(
              remark(store.drawing, block.id, { note: event.target.value }),
              `${block.id}.note`,
            )
          }
          onBlur={() => store.seal()}
        />
      </div>
    </section>
  );
}
