/** A label, what is typed under it, and what is wrong with that. */
import { useId, type ReactElement, type ReactNode } from "react";

import "./field.css";

interface FieldProps {
  readonly label: ReactNode;
  /** What is wrong; undefined: nothing. */
  readonly problem?: string | undefined;
  readonly hint?: ReactNode;
}

interface Described {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string;
}

function Field({
  label,
  problem,
  hint,
  children,
}: FieldProps & { readonly children: (input: Described) => ReactElement }): ReactElement {
  const id = useId();
  const noteId = `${id}-note`;

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-invalid": problem !== undefined, "aria-describedby": noteId })}
      <span className={problem === undefined ? "field-hint" : "field-problem"} id={noteId}>
        {problem ?? hint}
      </span>
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "number" | "datetime-local";
  readonly isMono?: boolean;
  readonly isReadOnly?: boolean;
  /** Of a list of what may be meant. */
  readonly list?: string;
  readonly step?: string;
}

export function TextField({
  value,
  onChange,
  type = "text",
  isMono = false,
  isReadOnly = false,
  list,
  step,
  ...field
}: TextFieldProps): ReactElement {
  return (
    <Field {...field}>
      {(described) => (
        <input
          {...described}
          className={isMono ? "input mono" : "input"}
          type={type}
          step={step}
          list={list}
          autoComplete="off"
          spellCheck={false}
          readOnly={isReadOnly}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  ...field
}: SelectFieldProps<Value>): ReactElement {
  return (
    <Field {...field}>
      {(described) => (
        <select
          {...described}
          className="input"
          value={value}
          onChange={({ target }) =>
            onChange(options.find((option) => option.value === target.value)?.value ?? value)
          }
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface JsonFieldProps extends FieldProps {
  readonly rows: number;
  readonly text: string;
  readonly onEdit: (text: string) => void;
}

export function JsonField({ rows, text, onEdit, ...field }: JsonFieldProps): ReactElement {
  return (
    <Field {...field}>
      {(described) => (
        <textarea
          {...described}
          className="input mono"
          rows={rows}
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          onChange={({ target }) => onEdit(target.value)}
        />
      )}
    </Field>
  );
}
