/** The keyboard of the editor: commands by their keys, the way between blocks, and the clipboard. */
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { flushSync } from "react-dom";

import type { BlockId } from "../../shared/drawing/block.ts";
import { layoutOf } from "../graph/layout-of.ts";
import { listenToClipboard } from "./clipboard.ts";
import { type Command, runCommand } from "./commands.ts";
import { commandOf, isTyping } from "./keys.ts";
import { extended } from "./selection.ts";
import { fitted } from "./stage/fit.ts";
import { moveDuration } from "./stage/motion.ts";
import { type Direction, neighbourOf } from "./stage/neighbour.ts";
import type { EditorStore } from "./store.ts";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

export function useKeys(store: EditorStore, commands: readonly Command[]): void {
  const { setViewport, zoomTo } = useReactFlow();
  const flow = useStoreApi();

  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || store.state.dialog !== null) {
        return;
      }

      const command = commandOf(event, commands);

      if (isForField(event)) {
        leaveField(event);

        return;
      }

      if (isOnButton(event)) {
        return;
      }

      if (command !== undefined) {
        event.preventDefault();
        runCommand(store, command);
      } else if (isPlain(event)) {
        pressPlain(event);
      }
    }

    function pressPlain(event: KeyboardEvent): void {
      const direction = DIRECTIONS[event.key];

      if (direction !== undefined) {
        event.preventDefault();
        goTo(store, direction, event.shiftKey);
      } else if (event.key === "0") {
        const layout = layoutOf(store.drawing);
        void setViewport(fitted(layout, flow.getState()), { duration: moveDuration() });
      } else if (event.key === "1") {
        void zoomTo(1, { duration: moveDuration() });
      } else if (event.key === "Escape") {
        store.set({ notice: null });
        store.select([]);
      } else if (event.key === "Enter" && store.state.selected.length > 0) {
        event.preventDefault();
        focusInspector(store);
      }
    }

    addEventListener("keydown", press);

    return () => removeEventListener("keydown", press);
  }, [store, commands, flow, setViewport, zoomTo]);

  useEffect(() => listenToClipboard(store), [store]);
}

/** What is to be said about the block first: its arguments, or which task it is. The next key is meant for that already. */
function focusInspector(store: EditorStore): void {
  if (store.state.tab === "run") {
    flushSync(() => store.set({ tab: "call" }));
  }

  const first =
    document.querySelector<HTMLElement>(
      ".inspector-form .value-field :is(input, textarea, select)",
    ) ?? document.querySelector<HTMLElement>(".inspector-form :is(button, input, textarea)");

  first?.focus();
}

/** Escape leads out of a field, back to the block on the sheet or in the outline. */
function leaveField({ key, target }: KeyboardEvent): void {
  if (key === "Escape" && target instanceof HTMLElement) {
    target.blur();
    document
      .querySelector<HTMLElement>(".react-flow__node.selected, [role=treeitem][aria-selected=true]")
      ?.focus();
  }
}

/** What is typed into a field is; and all that stands beside a block is left as a field is. */
function isForField(event: KeyboardEvent): boolean {
  const { key, target } = event;

  return isTyping(target)
    ? isPlain(event) || isTextKey(event)
    : key === "Escape" && target instanceof HTMLElement && target.closest(".inspector") !== null;
}

function isPlain({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

/** Undo in a field is the field's own. */
function isTextKey(event: KeyboardEvent): boolean {
  return /^[zyxcvakd]$/iu.test(event.key) && event.key.toLowerCase() !== "k";
}

/** Enter and space by themselves press what has the focus. */
function isOnButton({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  return (
    (key === "Enter" || key === " ") &&
    !ctrlKey &&
    !metaKey &&
    target instanceof HTMLElement &&
    target.closest("button, a, summary, select") !== null
  );
}

/** Selects what is next, alone or with what is selected already, and takes the focus and the picture along. */
function goTo(store: EditorStore, direction: Direction, isMore: boolean): void {
  const layout = layoutOf(store.drawing);
  const { selected } = store.state;
  const next = neighbourOf(layout, selected.at(-1) ?? "", direction);

  if (next !== undefined) {
    store.select(isMore ? extended(selected, next) : [next]);
    focusNode(next);
  }
}

function focusNode(id: BlockId): void {
  const find = (): HTMLElement | null =>
    document.querySelector(`.react-flow__node[data-id="${id}"]`);
  const node = find();
  const held = document.activeElement;

  if (node !== null) {
    node.focus({ preventScroll: true });

    return;
  }

  // Of many nodes only those in sight are there: it is as soon as the picture has moved. By then the hand may be elsewhere.
  requestAnimationFrame(() => {
    if (document.activeElement === held) {
      find()?.focus({ preventScroll: true });
    }
  });
}
