import type { ReactElement, ReactNode } from "react";

/** How one gets to a task from where a group is shown. */
export interface Reach {
  readonly show: (taskId: string) => void;
  /** Something to press that does so. */
  readonly link: (taskId: string, children: ReactNode) => ReactElement;
}
