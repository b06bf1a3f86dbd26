import { useEffect, useId, useState, type ReactElement } from "react";

import type { JsonObject, JsonValue } from "../../../shared/canvas/json.ts";
import { printJson } from "../../ui/print-json.ts";
import { useEditorStore } from "../use-editor.ts";

import "../../ui/field.css";
import "../../ui/switch.css";
import "./value-field.css";

export interface ValueFieldProps {
  readonly name: string;
  /** In TypeScript's words. */
  readonly type: string;
  readonly schema: JsonObject;
  readonly value: JsonValue | undefined;
  readonly isRequired?: boolean;
  readonly hint?: string | null;
  /** What is wrong with the value. */
  readonly problem: string | null;
  readonly placeholder?: string | undefined;
  /** Why a value has no place in the drawing at all; null: it has. */
  readonly refuse?: (value: JsonValue | undefined) => string | null;
  /** Undefined: the field was emptied. */
  readonly onChange: (value: JsonValue | undefined) => void;
  readonly onLeave?: () => void;
}

/** A value of a call, in the field that its schema asks for; whatever has no field of its own is written as JSON. */
export function ValueField(props: ValueFieldProps): ReactElement {
  const { name, type, isRequired = false, hint = null, problem, value } = props;
  const id = useId();
  const [unread, setUnread] = useState<Unread | null>(null);
  const why = unread !== null && isSame(unread.value, value) ? unread.why : null;
  const wrong = why ?? problem;

  useUnread(name, why !== null);

  return (
    <div className="value-field">
      <label htmlFor={id}>
        <code>{name}</code>
        {isRequired && (
          <span className="value-required" title="required">
            *
          </span>
        )}
        <span className="value-type">{type}</span>
      </label>
      <Control {...props} id={id} problem={wrong} onUnread={setUnread} />
      {hint !== null && wrong === null && <p className="field-hint">{hint}</p>}
      {wrong !== null && (
        <p className="field-problem" id={`${id}-error`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** Until it is changed what is typed here is not what runs. */
function useUnread(name: string, isUnread: boolean): void {
  const store = useEditorStore();

  useEffect(() => (isUnread ? store.hold(name) : undefined), [store, name, isUnread]);
}

/** What is written cannot be read, and `value` stands. */
interface Unread {
  readonly why: string;
  readonly value: JsonValue | undefined;
}

interface ControlProps extends ValueFieldProps {
  readonly id: string;
  /** Null: it can be read. */
  readonly onUnread: (unread: Unread | null) => void;
}

function Control(props: ControlProps): ReactElement {
  const { id, schema, value, problem, onChange } = props;
  const choices = schema["enum"];
  const described = problem === null ? {} : { "aria-describedby": `${id}-error` };

  if (Array.isArray(choices)) {
    return (
      <select
        className="input"
        id={id}
        value={value === undefined ? "" : JSON.stringify(value)}
        aria-invalid={problem !== null}
        {...described}
        onChange={(event) => onChange(parseOr(event.target.value))}
      >
        <option value="">not given</option>
        {choices.map((choice: JsonValue) => (
          <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
            {typeof choice === "string" ? choice : JSON.stringify(choice)}
          </option>
        ))}
      </select>
    );
  }

  if (schema["type"] === "boolean") {
    return (
      <input
        type="checkbox"
        className="switch"
        role="switch"
        id={id}
        aria-checked={value === true}
        checked={value === true}
        {...described}
        onChange={(event) => onChange(event.target.checked ? true : undefined)}
      />
    );
  }

  return <TextControl {...props} />;
}

/** What is typed is the value as soon as it can be read; until then the last one stands. */
function TextControl(props: ControlProps): ReactElement {
  const { id, schema, value, problem, placeholder, refuse, onChange, onUnread, onLeave } = props;
  const isText = schema["type"] === "string";
  const shown = textOf(value, isText);
  const [draft, setDraft] = useState({ text: shown, value });
  // The value may have been changed from elsewhere, as by undo: then what was typed is not what stands.
  const text = isSame(draft.value, value) ? draft.text : shown;
  const isMultiline =
    !isText &&
    (schema["type"] === "array" || schema["type"] === "object" || schema["type"] === undefined);

  function type(typed: string): void {
    const read = readText(typed, isText);
    const why = read.why ?? refuse?.(read.value) ?? null;

    if (why !== null) {
      setDraft({ text: typed, value });
      onUnread({ why, value });

      return;
    }

    setDraft({ text: typed, value: read.value });
    onUnread(null);
    onChange(read.value);
  }

  const field = {
    className: "input mono",
    id,
    value: text,
    placeholder,
    spellCheck: false,
    autoComplete: "off",
    "aria-invalid": problem !== null,
    ...(problem !== null && { "aria-describedby": `${id}-error` }),
    onBlur: onLeave,
  };

  return isMultiline ? (
    <textarea
      {...field}
      rows={Math.min(8, Math.max(1, text.split("\n").length))}
      onChange={(event) => type(event.target.value)}
    />
  ) : (
    <input {...field} type="text" onChange={(event) => type(event.target.value)} />
  );
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function textOf(value: JsonValue | undefined, isText: boolean): string {
  if (value === undefined) {
    return "";
  }

  return isText && typeof value === "string" ? value : printJson(value, 34);
}

interface Read {
  /** Undefined: nothing is written, or nothing that can be read. */
  readonly value?: JsonValue;
  readonly why?: string;
}

function readText(text: string, isText: boolean): Read {
  if (text === "") {
    return {};
  }

  if (isText) {
    return { value: text };
  }

  try {
    const value: JsonValue = JSON.parse(text);

    return { value };
  } catch {
    return { why: 'Expected JSON: a number, "text" in quotes, a [list] or an {object}.' };
  }
}

/** For what is kept as a list; emptied it is an empty one. */
export function refuseNoList(value: JsonValue | undefined): string | null {
  return value === undefined || Array.isArray(value) ? null : "Expected a list, as [1, 2].";
}

function parseOr(text: string): JsonValue | undefined {
  if (text === "") {
    return undefined;
  }

  const value: JsonValue = JSON.parse(text);

  return value;
}
