import { useId, type ReactElement, type ReactNode } from "react";

import "./block.css";

interface BlockProps {
  readonly title: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One thing that the details tell, under its name. */
export function Block({ title, aside, children }: BlockProps): ReactElement {
  const titleId = useId();

  return (
    <section className="block" aria-labelledby={titleId}>
      <h3>
        <span id={titleId}>{title}</span>
        {aside !== undefined && <small>{aside}</small>}
      </h3>
      {children}
    </section>
  );
}
