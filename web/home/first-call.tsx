import type { ReactElement } from "react";

import { CopyButton } from "../ui/copy-button.tsx";
import { curlCommand } from "../ui/curl.ts";

import "../ui/code.css";
import "./first-call.css";

/** The shortest way to a first run, for a shell. */
export function FirstCall(): ReactElement {
  const command = curlCommand(new URL("/api/tasks/add", location.href), '{"args": [2, 2]}');

  return (
    <div className="first-call">
      <h2 id="first-call-title">Begin with one task, from a shell</h2>
      <div className="code">
        <pre tabIndex={0} aria-labelledby="first-call-title">
          {command}
        </pre>
        <CopyButton text={command} label="Copy the command" />
      </div>
      <p className="meta">
        The run it starts appears under Last runs. Or pick a canvas below and run it from here.
      </p>
    </div>
  );
}
