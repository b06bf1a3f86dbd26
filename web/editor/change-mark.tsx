import type { ReactElement, ReactNode } from "react";

import type { Change } from "../../shared/drawing/diff/changes.ts";
import { Glyph, type GlyphName } from "../graph/glyph.tsx";

import "./change-mark.css";

const GLYPHS: Readonly<Record<Change["kind"], GlyphName>> = {
  added: "plus",
  removed: "minus",
  changed: "pencil",
  moved: "move-right",
};

interface ChangeMarkProps {
  readonly kind: Change["kind"];
  /** What it means, in full. */
  readonly title?: string;
  /** What it says. */
  readonly children: ReactNode;
}

/** How something differs from what it was: never by its colour alone. */
export function ChangeMark({ kind, title, children }: ChangeMarkProps): ReactElement {
  return (
    <span className="change-mark" data-change={kind} title={title}>
      <Glyph name={GLYPHS[kind]} size={12} />
      {children}
    </span>
  );
}
