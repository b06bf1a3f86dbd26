import { useEffect } from "react";

/** Escape leads back. An open dialog, or a list to pick from, is left first. */
export function useEscape(leave: () => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (
        event.key === "Escape" &&
        !event.defaultPrevented &&
        document.querySelector("dialog[open]") === null
      ) {
        leave();
      }
    }

    addEventListener("keydown", press);

    return () => removeEventListener("keydown", press);
  }, [leave]);
}
