import type { ReactElement } from "react";

import type { NodeView } from "../../../shared/wire/views.ts";
import type { Wire } from "../../graph/layout/layout.ts";
import { wireMiddle, wirePath } from "../../graph/wire-path.ts";
import { printJson } from "../../ui/print-json.ts";
import type { Picture } from "../picture.ts";
import type { Scene } from "./scene.ts";

/** What fits on a wire between two nodes. */
const CHIP_CHARS = 7;

interface WiresProps {
  readonly scene: Scene;
  readonly picture: Picture;
}

/** What waits for what; on the way, what was passed. */
export function Wires({ scene: { layout }, picture }: WiresProps): ReactElement {
  return (
    <>
      <svg className="graph-wires" width={layout.width} height={layout.height} aria-hidden="true">
        {layout.wires.map((wire) => (
          <path
            key={wire.id}
            className="graph-wire"
            data-kind={wire.kind}
            data-passed={isPassed(wire, picture)}
            d={wirePath(wire)}
          />
        ))}
      </svg>
      {layout.wires.map((wire) => (
        <Chip key={wire.id} wire={wire} picture={picture} />
      ))}
    </>
  );
}

function isPassed({ from }: Wire, { live: { nodes } }: Picture): boolean {
  return from.port === "out" && nodes.get(from.id)?.state === "SUCCESS";
}

function Chip({
  wire,
  picture,
}: {
  readonly wire: Wire;
  readonly picture: Picture;
}): ReactElement | null {
  const text = chipOf(wire, picture.live.nodes.get(wire.from.id));
  const { x, y } = wireMiddle(wire);

  return text === null ? null : (
    <span
      className="graph-chip"
      data-kind={wire.kind}
      aria-hidden="true"
      style={{ left: x, top: y }}
    >
      {text}
    </span>
  );
}

/** The result on its way to what comes after it, or why the wire is there. */
function chipOf({ kind, from, to }: Wire, node: NodeView | undefined): string | null {
  if (kind === "link" || kind === "error") {
    return kind === "link" ? "link" : "link_error";
  }

  if (kind === "order" || node?.state !== "SUCCESS" || from.port !== "out" || to.port !== "in") {
    return null;
  }

  const text = node.result_url === undefined ? printJson(node.result, Infinity) : "large";

  return text.length > CHIP_CHARS ? `${text.slice(0, CHIP_CHARS - 1)}…` : text;
}
