import { ViewportPortal } from "@xyflow/react";
import type { ReactElement } from "react";

import type { Layout } from "../../graph/layout/layout.ts";
import { wireMiddle, wirePath } from "../../graph/wire-path.ts";

import "./wire.css";

const HOOK = 8;

/** What hangs on a whole chain: a line under its steps, and from there the wire to the callback. */
export function Brackets({
  layout: { brackets, wires },
}: {
  readonly layout: Layout;
}): ReactElement | null {
  if (brackets.length === 0) {
    return null;
  }

  const ids = new Set(brackets.map(({ id }) => id));
  const hanging = wires.filter(
    ({ from }) => ids.has(from.id) && (from.port === "error" || from.port === "link"),
  );

  return (
    <ViewportPortal>
      <svg className="brackets" aria-hidden="true">
        {brackets.map(({ id, x, y, width }) => (
          <path
            key={id}
            className="bracket"
            d={`M${x} ${y + HOOK / 2}v${HOOK}h${width}v${-HOOK}`}
          />
        ))}
        {hanging.map((wire) => (
          <path
            key={wire.id}
            className={`wire ${wire.kind}`}
            d={wirePath({ ...wire, from: { ...wire.from, y: wire.from.y + HOOK * 1.5 } })}
          />
        ))}
      </svg>
      {hanging.map((wire) => {
        const { x, y } = wireMiddle(wire);

        return (
          <span
            key={wire.id}
            className={`wire-chip ${wire.kind}`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y + HOOK}px)` }}
          >
            {wire.kind === "error" ? "link_error" : "link"}
          </span>
        );
      })}
    </ViewportPortal>
  );
}
