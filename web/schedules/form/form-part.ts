import type { ScheduleDraft } from "./draft.ts";
import type { Place } from "./problems.ts";

/** What a part of the form is given. */
export interface FormPartProps {
  readonly draft: ScheduleDraft;
  readonly edit: (change: Partial<ScheduleDraft>) => void;
  /** What is wrong there. */
  readonly problems: ReadonlyMap<Place, string>;
}
