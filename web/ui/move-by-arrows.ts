const STEPS: ReadonlyMap<string, number> = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/** Makes the arrow keys go from the link or button of a row, a `data-index`, to that of the row beside it. */
export function moveByArrows(event: KeyboardEvent): void {
  const step = STEPS.get(event.key);
  const row = event.target instanceof Element ? event.target.closest("[data-index]") : null;

  if (step === undefined || row === null || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }

  const index = Number(row.getAttribute("data-index")) + step;
  const target = row.parentElement?.querySelector<HTMLElement>(
    `[data-index="${index}"] :is(a, button)`,
  );

  if (target) {
    event.preventDefault();
    target.focus();
  }
}
