import {
  useEffect,
  useRef,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactElement,
} from "react";

import { type Block, type BlockId, isFrame } from "../../../shared/drawing/block.ts";
import { type Drawing, wholesOf } from "../../../shared/drawing/drawing.ts";
import { placesIn } from "../../../shared/drawing/walk.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { blockGlyph } from "../../graph/task-glyph.ts";
import { Icon } from "../../ui/icon.tsx";
import { STATE_LOOKS } from "../../ui/state.ts";
import { lookOf } from "../block-look.ts";
import { useStatus } from "../run/status-store.ts";
import { extended, toggled } from "../selection.ts";
import type { EditorStore } from "../store.ts";
import { useDrawing, useEditor, useEditorStore } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";

import "../../ui/state.css";
import "./outline.css";

interface Line {
  readonly block: Block;
  readonly level: number;
  /** "lane 0", "body", "on error". */
  readonly role: string;
}

/** The drawing as a tree of words: all that the picture shows, for whoever does not see it, and on a phone. All keys work here too. */
export function Outline(): ReactElement {
  const store = useEditorStore();
  const drawing = useDrawing();
  const current = useEditor((state) => state.selected.at(-1));
  const tree = useRef<HTMLUListElement>(null);
  const lines = linesOf(drawing);
  const focused = lines.some(({ block }) => block.id === current) ? current : lines[0]?.block.id;

  useEffect(() => {
    if (tree.current?.contains(document.activeElement) === true) {
      tree.current.querySelector<HTMLElement>(`[data-block="${focused}"]`)?.focus();
    }
  }, [focused]);

  function move(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = lines.findIndex(({ block }) => block.id === focused);
    const next = by === undefined || event.altKey ? undefined : lines[at + by];

    if (next !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      const id = next.block.id;
      store.select(event.shiftKey ? extended(store.state.selected, id) : [id]);
    }
  }

  return (
    <nav className="outline" aria-label="Outline">
      {lines.length === 0 && <p className="meta">Nothing is drawn yet.</p>}
      <ul role="tree" aria-label="Workflow" aria-multiselectable="true" ref={tree} onKeyDown={move}>
        {lines.map((line) => (
          <Row key={line.block.id} line={line} isFocused={line.block.id === focused} />
        ))}
      </ul>
    </nav>
  );
}

function Row({
  line: { block, level, role },
  isFocused,
}: {
  readonly line: Line;
  readonly isFocused: boolean;
}): ReactElement {
  const selected = useEditor((state) => state.selected.includes(block.id));
  const drawing = useDrawing();
  const flaw = useFlaws().words.get(block.id) ?? null;
  const status = useStatus(block.id);
  const look = lookOf(block, {
    remark: drawing.remarks[block.id],
    flaw,
    isErrback: false,
    isHeader: block.kind === "chord",
  });

  const fact = isFrame(block) ? (look.times ?? "") : look.fact;

  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-selected={selected}
      tabIndex={isFocused ? 0 : -1}
      data-block={block.id}
      style={{ paddingLeft: 8 + (level - 1) * 16 }}
      data-state={status?.state}
      {...handsOf(useEditorStore(), block.id)}
    >
      {status === null ? (
        <Glyph name={blockGlyph(block)} size={14} />
      ) : (
        <Icon name={STATE_LOOKS[status.state].icon} size={14} />
      )}
      <b>{look.title}</b>
      <span>{[role, fact].filter((part) => part !== "").join(": ")}</span>
      {status !== null && (
        <em>
          {STATE_LOOKS[status.state].word} {status.figure}
        </em>
      )}
      {flaw !== null && status === null && (
        <em data-state={flaw.isWarning ? "RETRY" : "FAILURE"}>{flaw.words}</em>
      )}
    </li>
  );
}

/** What a row does under the hand. */
function handsOf(store: EditorStore, id: BlockId): HTMLAttributes<HTMLLIElement> {
  return {
    onClick: (event) => {
      const isMore = event.shiftKey || event.ctrlKey || event.metaKey;
      store.select(isMore ? toggled(store.state.selected, id) : [id]);
      event.currentTarget.focus();
    },
    // The click says what is selected, alone or with others, and then takes the focus.
    onMouseDown: (event) => event.preventDefault(),
    onFocus: () => {
      if (store.state.selected.length < 2) {
        store.select([id]);
      }
    },
    onKeyDown: (event) => {
      if (event.key === " ") {
        event.preventDefault();
        store.select([id]);
      }
    },
  };
}

function linesOf(drawing: Drawing): readonly Line[] {
  return wholesOf(drawing).flatMap((whole) =>
    linesIn(whole, 1, whole === drawing.root ? "" : "on the shelf"),
  );
}

/** A chain is its steps, the first of which stands where it does; a chord's body stands beside its frame. */
function linesIn(block: Block, level: number, role: string): readonly Line[] {
  const own = block.kind === "chain" ? [] : [{ block, level, role }];
  const inside = placesIn(block).flatMap((place) => {
    const deeper = isInside(block, place.role) ? level + 1 : level;
    const isStep = block.kind === "chain" && place.role === "part";

    return linesIn(place.block, deeper, isStep ? stepWords(role, place) : roleWords(place));
  });

  return [...own, ...inside];
}

function isInside(block: Block, role: string): boolean {
  return role === "body" ? false : !(block.kind === "chain" && role === "part");
}

interface RolePlace {
  readonly role: string;
  readonly index: number;
}

/** Of the workflow itself nobody has to say that its steps follow each other. */
function stepWords(role: string, { index }: RolePlace): string {
  return index === 0 || role === "" ? role : "then";
}

function roleWords({ role, index }: RolePlace): string {
  switch (role) {
    case "part":
      return `lane ${index}`;
    case "body":
      return "then, with the list";
    case "link":
      return "callback";
    case "errback":
      return "on error";
    default:
      return "each";
  }
}
