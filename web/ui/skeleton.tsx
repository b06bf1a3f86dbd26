import type { ReactElement } from "react";

import "./skeleton.css";

export interface SkeletonProps {
  /** Said to screen readers: "Loading the last runs". */
  readonly label: string;
  readonly rows: number;
}

/** Stands where rows will be, and as high. It shows itself only after a moment: most answers are faster. */
export function Skeleton({ label, rows }: SkeletonProps): ReactElement {
  return (
    <div className="skeleton" aria-busy="true">
      <span className="sr">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} />
      ))}
    </div>
  );
}
