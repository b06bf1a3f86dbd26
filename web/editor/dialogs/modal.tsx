import { useEffect, useId, useRef, type ReactElement, type ReactNode } from "react";

import { Glyph } from "../../graph/glyph.tsx";

import "../../ui/button.css";
import "../../ui/dialog.css";
import "./modal.css";

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  /** It shows drawings. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A dialog with a title and a way out. */
export function Modal({ title, onClose, isWide = false, children }: ModalProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  // What it asks for comes first, not the way out.
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={isWide ? "dialog modal wide" : "dialog modal"}
      aria-labelledby={id}
      // A question that was asked inside closes on its own.
      onClose={({ target }) => target === dialog.current && onClose()}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="button quiet small square"
          aria-label="Close"
          onClick={() => dialog.current?.close()}
        >
          <Glyph name="x" size={14} />
        </button>
      </header>
      {children}
    </dialog>
  );
}
