import { useState, type ReactElement } from "react";

import { acceptedRun } from "../api/runs.ts";
import { formatCount } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";

import "../ui/note.css";

const MOST_SHOWN = 5;

/** What the server had to say when it accepted the canvas. Whoever posted it left the answer in the history, which outlasts a reload. */
export function Warnings(): ReactElement | null {
  const [warnings] = useState(() => acceptedRun.safeParse(history.state).data?.warnings ?? []);
  const more = warnings.length - MOST_SHOWN;

  if (warnings.length === 0) {
    return null;
  }

  return (
    <div className="note" data-state="RETRY" role="note">
      <Icon name="triangle-alert" />
      <div>
        <p className="note-title">The canvas was accepted, but not all of it has an effect</p>
        <ul>
          {warnings.slice(0, MOST_SHOWN).map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
          {more > 0 && <li>And {formatCount(more)} more.</li>}
        </ul>
      </div>
    </div>
  );
}
