import { useMemo, type ReactElement } from "react";

import { type Drawing, readDrawing } from "../../../shared/drawing/drawing.ts";
import { layoutOf } from "../../graph/layout-of.ts";
import { wirePath } from "../../graph/wire-path.ts";
import { type Template, TEMPLATES } from "../templates.ts";
import { useEditorStore } from "../use-editor.ts";
import { Modal } from "./modal.tsx";

/** Workflows to begin with. */
export function TemplateDialog(): ReactElement {
  const store = useEditorStore();

  return (
    <Modal title="Templates" onClose={() => store.set({ dialog: null })}>
      <p>Each opens ready to run. It takes the place of what is drawn; undo brings that back.</p>
      <div className="templates">
        {TEMPLATES.map((template) => (
          <Card key={template.name} template={template} />
        ))}
      </div>
    </Modal>
  );
}

function Card({
  template: { name, about, signature },
}: {
  readonly template: Template;
}): ReactElement {
  const store = useEditorStore();
  const drawing = useMemo(() => {
    const read = readDrawing(signature, name);

    return read.ok ? read.drawing : null;
  }, [signature, name]);

  return (
    <button
      type="button"
      className="template"
      disabled={drawing === null}
      onClick={() => {
        store.set({ dialog: null });

        if (drawing !== null) {
          store.replace(drawing, `open ${name}`);
        }
      }}
    >
      {drawing !== null && <Thumb drawing={drawing} />}
      <b>{name}</b>
      <span>{about}</span>
    </button>
  );
}

const MARGIN = 24;

/** The drawing as small as a stamp. */
function Thumb({ drawing }: { readonly drawing: Drawing }): ReactElement {
  const { boxes, frames, wires, width, height } = layoutOf(drawing);

  return (
    <svg
      viewBox={`${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`}
      aria-hidden="true"
    >
      {wires.map((wire) => (
        <path key={wire.id} d={wirePath(wire)} />
      ))}
      {frames.map((frame) => (
        <rect
          key={frame.id}
          className="thumb-frame"
          x={frame.x}
          y={frame.y}
          width={frame.width}
          height={frame.height}
          rx="12"
        />
      ))}
      {boxes.map((box) => (
        <rect key={box.id} x={box.x} y={box.y} width={box.width} height={box.height} rx="8" />
      ))}
    </svg>
  );
}
