import type { ReactElement } from "react";

import { StateIcon } from "../../ui/state-badge.tsx";
import type { Attempt } from "../attempts.ts";
import { selectAttempt } from "../selection.ts";

import "../../ui/tabs.css";

interface AttemptTabsProps {
  readonly attempts: readonly Attempt[];
  readonly shown: Attempt;
}

/** The attempts of a task that was run more than once. Of many only the last ones are remembered. */
export function AttemptTabs({ attempts, shown }: AttemptTabsProps): ReactElement {
  return (
    <div className="tabs" role="group" aria-label="Attempts">
      {attempts.map((attempt) => (
        <button
          key={attempt.number}
          type="button"
          aria-pressed={attempt === shown}
          onClick={() => selectAttempt(attempt.number)}
        >
          <StateIcon state={attempt.state} />
          Try {attempt.number}
        </button>
      ))}
    </div>
  );
}
