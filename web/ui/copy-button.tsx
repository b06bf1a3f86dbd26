import { useState, type ReactElement } from "react";

import { Icon } from "./icon.tsx";

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Shows the label beside the icon. */
  readonly isLabelled?: boolean;
}

/** Copies a text, and says whether it did. */
export function CopyButton({ text, label, isLabelled = false }: CopyButtonProps): ReactElement {
  const [answer, setAnswer] = useState<"copied" | "refused" | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setAnswer("copied");
    } catch {
      // The browser may refuse the clipboard, as on a page without https.
      setAnswer("refused");
    }
  }

  return (
    <>
      <button
        type="button"
        className={isLabelled ? "button" : "button quiet small square"}
        aria-label={label}
        title={label}
        onClick={() => void copy()}
        onBlur={() => setAnswer(null)}
      >
        <Icon name={answer === "copied" ? "check" : "copy"} size={14} />
        {isLabelled && label}
      </button>
      <span className="sr" role="status">
        {answer === "copied" && "Copied"}
        {answer === "refused" && "The browser refused to copy"}
      </span>
    </>
  );
}
