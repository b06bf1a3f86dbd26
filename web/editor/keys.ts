/** Keys as they are written down: `Ctrl+Shift+Z`. Command on a Mac counts as Ctrl. */
import type { Command } from "./commands.ts";

export function commandOf(event: KeyboardEvent, commands: readonly Command[]): Command | undefined {
  const pressed = keyOf(event);

  return commands.find(({ keys }) => keys.some((key) => key.toLowerCase() === pressed));
}

/** In lower case: a letter with Shift is `shift+g`, a sign that needs it is itself. */
function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const isSign = key.length === 1 && !/[a-z0-9]/iu.test(key);

  return [
    ...(ctrlKey || metaKey ? ["ctrl"] : []),
    ...(altKey ? ["alt"] : []),
    ...(shiftKey && !isSign ? ["shift"] : []),
    key.toLowerCase(),
  ].join("+");
}

/** Whether what is typed is meant for the field that it is typed into. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"))
  );
}

/** As it is shown: `Ctrl K`. */
export function keyLabel(key: string): string {
  return key
    .replaceAll("Arrow", "")
    .replaceAll("Delete", "Del")
    .split("+")
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join(" ");
}
