import { useEffect, useId, useRef, type ReactElement, type ReactNode } from "react";

import { Icon } from "./icon.tsx";
import { useEscape } from "./use-escape.ts";

import "./button.css";
import "./side-panel.css";

interface SidePanelProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What one of the list is, at its side. The reader is taken there, and Escape leads back. */
export function SidePanel({ title, onClose, children }: SidePanelProps): ReactElement {
  const panel = useRef<HTMLElement>(null);
  const titleId = useId();

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });

    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);

  useEscape(onClose);

  return (
    <aside className="side-panel" ref={panel} tabIndex={-1} aria-labelledby={titleId}>
      <header className="side-panel-head">
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          className="button quiet square"
          aria-label="Close"
          title="Close"
          onClick={onClose}
        >
          <Icon name="x" />
        </button>
      </header>
      {children}
    </aside>
  );
}

interface PanelPartProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One thing that the panel tells, under its name. */
export function PanelPart({ title, children }: PanelPartProps): ReactElement {
  const titleId = useId();

  return (
    <section className="panel-part" aria-labelledby={titleId}>
      <h3 id={titleId}>{title}</h3>
      {children}
    </section>
  );
}
