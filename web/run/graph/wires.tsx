import type { ReactElement } from "react";

import type { NodeView } from "../../../shared/wire/views.ts";
import type { Wire } from "../../graph/layout/layout.ts";
import { resultPlace, wireMiddle, wirePath } from "../../graph/wire-path.ts";
import type { Picture } from "../picture.ts";
import { previewOf } from "../preview.ts";
import { SelectLink } from "../select-link.tsx";
import { frameStatus } from "./atom-status.ts";
import type { Scene } from "./scene.ts";

import "../../graph/result-chip.css";

interface WiresProps {
  readonly scene: Scene;
  readonly picture: Picture;
}

/** What waits for what; on the way, what was passed. */
export function Wires({ scene, picture }: WiresProps): ReactElement {
  const { layout } = scene;

  return (
    <>
      <svg className="graph-wires" width={layout.width} height={layout.height} aria-hidden="true">
        {layout.wires.map((wire) => (
          <path
            key={wire.id}
            className="graph-wire"
            data-kind={wire.kind}
            data-passed={isPassed(wire, scene, picture)}
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

/** A task, or all that stands side by side, has given what goes along it. */
function isPassed({ from }: Wire, { atoms, lanes }: Scene, picture: Picture): boolean {
  const atom = atoms.get(from.id);
  const behind = atom === undefined ? (lanes.get(from.id) ?? []) : [atom];

  return (
    from.port === "out" && behind.length > 0 && frameStatus(behind, picture).state === "SUCCESS"
  );
}

interface ChipProps {
  readonly wire: Wire;
  readonly picture: Picture;
}

/** On its way what a task gave to what comes after it, which leads to that task; or why the wire is there. */
function Chip({ wire, picture }: ChipProps): ReactElement | null {
  if (wire.kind === "link" || wire.kind === "error") {
    const { x: left, y: top } = wireMiddle(wire);

    return (
      <span className="graph-chip" data-kind={wire.kind} aria-hidden="true" style={{ left, top }}>
        {wire.kind === "link" ? "link" : "link_error"}
      </span>
    );
  }

  const node = picture.live.nodes.get(wire.from.id);

  return node === undefined ? null : <ResultChip wire={wire} node={node} />;
}

interface ResultChipProps {
  readonly wire: Wire;
  readonly node: NodeView;
}

function ResultChip({ wire, node }: ResultChipProps): ReactElement | null {
  const place = resultPlace(wire);
  const result = previewOf(node);

  return place === null || result === null ? null : (
    <SelectLink
      kind="task"
      id={node.task_id}
      className="result-chip"
      title={`Passed on: ${result.title}`}
      style={{ left: place.x, top: place.y }}
      isSkipped
    >
      {result.text}
    </SelectLink>
  );
}
