import type { ReactElement } from "react";

import type { Connection } from "../live/connection.ts";
import { describeConnection } from "./describe-connection.ts";

import "./live-mark.css";

/** Whether the page tells what is now: a shape and a word. */
export function LiveMark({ connection }: { readonly connection: Connection }): ReactElement {
  const { shape, words } = describeConnection(connection);

  return (
    <p className="live-mark" role="status">
      <i data-shape={shape} aria-hidden="true" />
      {words}
    </p>
  );
}
