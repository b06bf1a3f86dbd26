import type { ReactElement } from "react";

import "./choice.css";
import "./field.css";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** "Any state": what stands for "". */
  readonly any: string;
  readonly values: readonly Value[];
  readonly words?: (value: Value) => string;
  readonly value: Value | "";
  readonly onChange: (value: Value | "") => void;
}

/** One of some values, or any of them. */
export function Choice<Value extends string>({
  label,
  any,
  values,
  words = String,
  value,
  onChange,
}: ChoiceProps<Value>): ReactElement {
  return (
    <select
      className="input choice"
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(values.find((known) => known === target.value) ?? "")}
    >
      <option value="">{any}</option>
      {values.map((known) => (
        <option key={known} value={known}>
          {words(known)}
        </option>
      ))}
    </select>
  );
}
