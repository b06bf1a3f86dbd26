import { useMemo, useState, type ReactElement } from "react";

import type { JsonValue } from "../../shared/canvas/json.ts";
import { CopyButton } from "./copy-button.tsx";
import { download } from "./download.ts";
import { formatCount } from "./format.ts";
import { printJson, tokenize } from "./print-json.ts";

import "./code.css";

/** More than this is shown only when asked for: laying out megabytes of text would freeze the page. */
const SHOWN_CHARS = 20_000;

/** More than this is never shown. */
const MOST_CHARS = 500_000;

/** A value as coloured JSON, with a button that copies the whole of it; of a large one the beginning, and the whole as a file. */
export function JsonBlock({
  value,
  label,
}: {
  readonly value: JsonValue;
  readonly label: string;
}): ReactElement {
  const [showsAll, setShowsAll] = useState(false);
  const json = useMemo(() => printJson(value, 80), [value]);
  const isCut = json.length > SHOWN_CHARS && !showsAll;

  return (
    <div className="code">
      <pre tabIndex={0} aria-label={label}>
        {isCut ? `${json.slice(0, SHOWN_CHARS)} …` : <Coloured json={json} />}
      </pre>
      <CopyButton text={json} label={`Copy ${label.toLowerCase()}`} />
      {isCut && (
        <span className="code-rest">
          {json.length <= MOST_CHARS && (
            <button type="button" className="button small" onClick={() => setShowsAll(true)}>
              Show all {formatCount(json.length)} characters
            </button>
          )}
          <button
            type="button"
            className="button small"
            onClick={() => download(json, `${label.toLowerCase().replaceAll(" ", "-")}.json`)}
          >
            Download all {formatCount(json.length)} characters
          </button>
        </span>
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
