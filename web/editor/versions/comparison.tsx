import { useMemo, useState, type ReactElement } from "react";

import type { BlockId } from "../../../shared/drawing/block.ts";
import { type Change, changesOf } from "../../../shared/drawing/diff/changes.ts";
import { matched } from "../../../shared/drawing/diff/matched.ts";
import { toldApart } from "../../../shared/drawing/diff/told-apart.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { ChangeMark } from "../change-mark.tsx";
import { DiffPicture } from "./diff-picture.tsx";

import "../../ui/row-button.css";
import "./comparison.css";

/** A drawing with the name of its version. */
export interface Version {
  readonly title: string;
  readonly drawing: Drawing;
}

interface ComparisonProps {
  readonly before: Version;
  readonly after: Version;
  /** What both have in common has the same ids: the editor drew the one on from the other, or both from a third one. */
  readonly shareIds: boolean;
}

/** Two versions, one below the other, and what is different in words; a change leads to where it is drawn. */
export function Comparison({ before, after, shareIds }: ComparisonProps): ReactElement {
  const drawing = useMemo(
    () => (shareIds ? toldApart : matched)(before.drawing, after.drawing),
    [before.drawing, after.drawing, shareIds],
  );
  const changes = useMemo(() => changesOf(before.drawing, drawing), [before.drawing, drawing]);
  const [shown, setShown] = useState<BlockId | null>(null);

  return (
    <div className="comparison">
      <DiffPicture title={before.title} drawing={before.drawing} changes={changes} shown={shown} />
      <DiffPicture title={after.title} drawing={drawing} changes={changes} shown={shown} />
      <section aria-label="Changes">
        <h3>
          {changes.length === 0
            ? "Nothing is different."
            : `${changes.length} ${changes.length === 1 ? "change" : "changes"}`}
        </h3>
        <ul>
          {changes.map((change) => (
            <Row
              key={`${change.kind} ${change.block}`}
              change={change}
              onShow={() => setShown(change.block)}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

interface RowProps {
  readonly change: Change;
  readonly onShow: () => void;
}

function Row({ change: { kind, subject, details }, onShow }: RowProps): ReactElement {
  return (
    <li>
      <button type="button" className="row-button" onClick={onShow}>
        <ChangeMark kind={kind}>{kind}</ChangeMark>
        <b>{subject}</b>
        <span>
          {details.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </span>
      </button>
    </li>
  );
}
