import type { ReactElement } from "react";

import type { ConnectionLook } from "./describe-connection.ts";

import "./live-mark.css";

/** Whether the page tells what is now: a shape and a word. */
export function LiveMark({
  look: { shape, words },
}: {
  readonly look: ConnectionLook;
}): ReactElement {
  return (
    <p className="live-mark" role="status">
      <i data-shape={shape} aria-hidden="true" />
      {words}
    </p>
  );
}
