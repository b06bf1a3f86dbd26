import type { ReactElement } from "react";

import type { TaskState } from "../../shared/wire/views.ts";
import { Icon } from "./icon.tsx";
import { STATE_LOOKS } from "./state.ts";

import "./state.css";

interface StateProps {
  readonly state: TaskState;
}

/** A state as icon, word and tint. */
export function StateBadge({ state }: StateProps): ReactElement {
  const { icon, word } = STATE_LOOKS[state];

  return (
    <span className="state-badge" data-state={state}>
      <Icon name={icon} size={12} />
      {word}
    </span>
  );
}

/** A state where room is short: the icon, and the word for screen readers. */
export function StateIcon({ state }: StateProps): ReactElement {
  const { icon, word } = STATE_LOOKS[state];

  return (
    <span className="state-icon" data-state={state} title={word}>
      <Icon name={icon} />
      <span className="sr">{word}</span>
    </span>
  );
}
