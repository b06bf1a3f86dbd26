import type { ReactElement } from "react";

import { ApiError } from "../api/api-error.ts";
import { Icon } from "./icon.tsx";

import "./button.css";
import "./note.css";

interface ErrorNoteProps {
  readonly error: Error;
  readonly id?: string;
  /** Offers to try again. */
  readonly onRetry?: () => void;
}

/** What went wrong, where, and what can be done. Where errors are listed they say more than the detail, which sums them up. */
export function ErrorNote({ error, id, onRetry }: ErrorNoteProps): ReactElement {
  const { title, detail, errors } =
    error instanceof ApiError ? error : { title: error.message, detail: null, errors: [] };

  return (
    <div className="note" data-state="FAILURE" role="alert" id={id}>
      <Icon name="octagon-x" />
      <div>
        <p className="note-title">{title}</p>
        {errors.length === 0 && detail !== null && <p>{detail}</p>}
        {errors.length > 0 && (
          <ul>
            {errors.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code>
                <span>{message}</span>
              </li>
            ))}
          </ul>
        )}
        {onRetry !== undefined && (
          <button type="button" className="button small" onClick={onRetry}>
            <Icon name="rotate-ccw" size={14} />
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
