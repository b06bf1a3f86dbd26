import type { ReactElement, ReactNode } from "react";

import "./button.css";
import "./field.css";
import "./filter-bar.css";
import "./list-bar.css";

interface FilterBarProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What a list is asked for, and the way back to all of it. */
export function FilterBar({ isFiltered, onClear, children }: FilterBarProps): ReactElement {
  return (
    <search className="list-bar filter-bar">
      {children}
      <button type="button" className="button quiet" disabled={!isFiltered} onClick={onClear}>
        Clear
      </button>
    </search>
  );
}
