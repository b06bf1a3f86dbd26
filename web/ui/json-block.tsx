import { useState, type ReactElement } from "react";

import type { JsonValue } from "../../shared/canvas/json.ts";
import { CopyButton } from "./copy-button.tsx";
import { formatCount } from "./format.ts";
import { printJson, tokenize } from "./print-json.ts";

import "./code.css";

/** More than this is shown only when asked for: laying out megabytes of text would freeze the page. */
const SHOWN_CHARS = 20_000;

/** A value as coloured JSON, with a button that copies the whole of it. */
export function JsonBlock({
  value,
  label,
}: {
  readonly value: JsonValue;
  readonly label: string;
}): ReactElement {
  const [showsAll, setShowsAll] = useState(false);
  const json = printJson(value, 80);
  const isCut = json.length > SHOWN_CHARS && !showsAll;

  return (
    <div className="code">
      <pre tabIndex={0} aria-label={label}>
        {isCut ? `${json.slice(0, SHOWN_CHARS)} …` : <Coloured json={json} />}
      </pre>
      <CopyButton text={json} label={`Copy ${label.toLowerCase()}`} />
      {isCut && (
        <button type="button" className="button small" onClick={() => setShowsAll(true)}>
          Show all {formatCount(json.length)} characters
        </button>
      )}
    </div>
  );
}

function Coloured({ json }: { readonly json: string }): ReactElement | string {
  if (json.length > SHOWN_CHARS) {
    return json;
  }

  return (
    <>
      {tokenize(json).map(({ kind, at, text }) => (
        <span key={at} className={`code-${kind}`}>
          {text}
        </span>
      ))}
    </>
  );
}
