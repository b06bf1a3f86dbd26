import type { ReactElement } from "react";

import type { ErrorView } from "../../shared/wire/views.ts";
import { CopyButton } from "./copy-button.tsx";

import "./code.css";
import "./traceback.css";

/** Of a file on the machine that serves; they would push its name out of sight. */
const FOLDERS = /file:\/\/\S*\//gu;

const NOT_RAISED = "No code raised it, so there is no traceback.";

interface TracebackProps {
  readonly error: Pick<ErrorView, "type" | "message" | "traceback">;
  /** Said when there is none. */
  readonly whyNone?: string;
}

/** An exception and where it was raised. */
export function Traceback({ error, whyNone = NOT_RAISED }: TracebackProps): ReactElement {
  const headline = `${error.type}: ${error.message}`;
  const frames = framesOf(error, headline);

  return (
    <div className="code">
      <pre className="traceback" tabIndex={0} aria-label="Traceback">
        <b>{headline}</b>
        {frames?.replaceAll(FOLDERS, "")}
      </pre>
      <CopyButton
        text={frames === null ? headline : `${headline}\n${frames}`}
        label="Copy the traceback"
      />
      {frames === null && <p className="meta">{whyNone}</p>}
    </div>
  );
}

/** JavaScript repeats the exception as the first line of its stack. */
function framesOf({ traceback }: TracebackProps["error"], headline: string): string | null {
  const frames =
    traceback?.startsWith(headline) === true ? traceback.slice(headline.length) : traceback;

  return frames === null || frames.trim() === "" ? null : frames.replace(/^\n+/, "");
}
