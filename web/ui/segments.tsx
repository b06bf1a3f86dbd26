import type { ReactElement } from "react";

import "./button.css";
import "./segments.css";

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few. */
export function Segments<Value extends string>({
  label,
  values,
  words,
  value,
  onChange,
}: SegmentsProps<Value>): ReactElement {
  return (
    <div className="segments" role="group" aria-label={label}>
      {values.map((each) => (
        <button
          key={each}
          type="button"
          className="button"
          aria-pressed={each === value}
          onClick={() => onChange(each)}
        >
          {words[each]}
        </button>
      ))}
    </div>
  );
}
