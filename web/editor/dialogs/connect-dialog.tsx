import type { ReactElement } from "react";

import { connect } from "../../../shared/drawing/connect/connect.ts";
import { atomsOf } from "../../../shared/drawing/connect/order-of.ts";
import { type Drawing, findBlock, wholesOf } from "../../../shared/drawing/drawing.ts";
import { nameOf } from "../../../shared/drawing/edit/edit.ts";
import { blockGlyph } from "../../graph/task-glyph.ts";
import { lookOf } from "../block-look.ts";
import { Finder, type FinderItem } from "../finder/finder.tsx";
import { useEditor, useEditorStore } from "../use-editor.ts";

/** Draws a wire from what is selected to what is picked: the mouse's way, by keys. Each says beforehand whether it can be. */
export function ConnectDialog(): ReactElement {
  const store = useEditorStore();
  const [from = ""] = useEditor((state) => state.selected);
  const source = findBlock(store.drawing, from)?.block;

  return (
    <Finder
      title={`Connect ${source === undefined ? "" : nameOf(store.drawing, source)} to…`}
      placeholder="Find what shall wait for it"
      items={targetsOf(store.drawing, from)}
      onClose={() => store.set({ dialog: null })}
      onPick={(to) => {
        store.set({ dialog: null });
        store.apply(connect(store.drawing, { from, to }));
      }}
    />
  );
}

function targetsOf(drawing: Drawing, from: string): readonly FinderItem[] {
  const seen = new Map<string, number>();

  return wholesOf(drawing)
    .flatMap(atomsOf)
    .filter(({ id }) => id !== from)
    .map((block) => {
      const wire = connect(drawing, { from, to: block.id });
      const name = nameOf(drawing, block);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      const { fact } = lookOf(block, {
        remark: drawing.remarks[block.id],
        flaw: null,
        isErrback: false,
        isHeader: false,
      });
      // What crosses can be picked all the same: then its fixes are offered.
      const idle = wire.ok || "fixes" in wire ? null : wire.reason;

      return {
        id: block.id,
        label: count === 1 ? name : `${name} (${count})`,
        hint: wire.ok ? fact : "crosses other wires",
        glyph: blockGlyph(block),
        idle,
      };
    });
}
