/**
 * Everything that can be done to a drawing, by name: the keys, the command palette, the menus and the buttons all run these, so that whatever
 * the mouse can do the keyboard can.
 */
import type { BlockId } from "../../shared/drawing/block.ts";
import { isFrame } from "../../shared/drawing/block.ts";
import { atomsOf } from "../../shared/drawing/connect/order-of.ts";
import { type Drawing, EMPTY_DRAWING, findBlock, wholesOf } from "../../shared/drawing/drawing.ts";
import { remark, toggleImmutable } from "../../shared/drawing/edit/call.ts";
import { duplicate } from "../../shared/drawing/edit/copy.ts";
import { coveredBy, once, repeat, unwrap, wrapInGroup } from "../../shared/drawing/edit/frames.ts";
import { nudge } from "../../shared/drawing/edit/move.ts";
import { cutBefore, remove } from "../../shared/drawing/edit/remove.ts";
import { aimAfter } from "./pick.ts";
import type { EditorStore, Tab } from "./store.ts";

export interface Command {
  readonly id: string;
  readonly title: string;
  /** As they are pressed: `Ctrl+Shift+Z`, `Alt+ArrowUp`. The first is shown. */
  readonly keys: readonly string[];
  readonly group: "Add" | "Change" | "Arrange" | "Edit" | "Show" | "Drawing";
  /** It is about what is selected. */
  readonly needs: "one" | "some" | "nothing";
  readonly run: (store: EditorStore) => void;
}

const ADD: readonly Command[] = [
  {
    id: "add",
    title: "Add a task or a composition after this",
    keys: ["n"],
    group: "Add",
    needs: "nothing",
    run: (store) => store.ask(aimAfter(store.drawing, store.state.selected)),
  },
  aimed("add-before", "Add before", ["Shift+N"], (id) => ({
    kind: "put",
    slot: { at: "before", id },
  })),
  aimed("add-beside", "Add side by side", ["p"], (id) => ({
    kind: "put",
    slot: { at: "below", id },
  })),
  aimed("add-branch", "Add another branch that waits for this", ["b"], (id) => ({
    kind: "branch",
    from: id,
  })),
  aimed("add-errback", "Add an error handler", ["e"], (id) => ({
    kind: "put",
    slot: { at: "error", id },
  })),
  aimed("add-link", "Add a callback (link)", ["l"], (id) => ({
    kind: "put",
    slot: { at: "link", id },
  })),
  {
    id: "join",
    title: "Join: add what waits for all of these (chord)",
    keys: ["j"],
    group: "Add",
    needs: "some",
    run: join,
  },
  {
    id: "connect",
    title: "Connect to…",
    keys: ["c"],
    group: "Add",
    needs: "one",
    run: (store) => store.set({ dialog: "connect" }),
  },
];

const CHANGE: readonly Command[] = [
  ofOne("immutable", "Immutable: take no result (.si)", ["i"], toggleImmutable),
  ofOne("each", "Once for each item of the list before it (each)", [], (drawing, id) =>
    repeat(drawing, id, "each"),
  ),
  ofOne("map", "Over a list, in sequence (map)", [], (drawing, id) => repeat(drawing, id, "map")),
  ofOne("starmap", "Over lists of arguments, in sequence (starmap)", [], (drawing, id) =>
    repeat(drawing, id, "starmap"),
  ),
  ofOne("chunks", "Over lists of arguments, in batches (chunks)", [], (drawing, id) =>
    repeat(drawing, id, "chunks"),
  ),
  ofOne("once", "Once again, instead of map, chunks or each", [], once),
  ofOne("fold", "Fold the frame", ["["], (drawing, id) => remark(drawing, id, { folded: true })),
  ofOne("unfold", "Unfold the frame", ["]"], (drawing, id) =>
    remark(drawing, id, { folded: false }),
  ),
];

const ARRANGE: readonly Command[] = [
  {
    id: "wrap",
    title: "Wrap in a group",
    keys: ["g"],
    group: "Arrange",
    needs: "some",
    run: (store) => store.apply(wrapInGroup(store.drawing, store.state.selected)),
  },
  ofOne("unwrap", "Dissolve the frame", ["Shift+G"], unwrap, "Arrange"),
  ofOne("cut", "Cut the wire before this", ["x"], cutBefore, "Arrange"),
  nudging("up", "Move a lane up", "Alt+ArrowUp", { among: "lanes", by: -1 }),
  nudging("down", "Move a lane down", "Alt+ArrowDown", { among: "lanes", by: 1 }),
  nudging("earlier", "Move a step earlier", "Alt+ArrowLeft", { among: "steps", by: -1 }),
  nudging("later", "Move a step later", "Alt+ArrowRight", { among: "steps", by: 1 }),
];

const EDIT: readonly Command[] = [
  plain("select-all", "Select all", ["Ctrl+A"], "Edit", (store) =>
    store.select(
      wholesOf(store.drawing)
        .flatMap(atomsOf)
        .map(({ id }) => id),
    ),
  ),
  plain("undo", "Undo", ["Ctrl+Z"], "Edit", (store) => store.undo()),
  plain("redo", "Redo", ["Ctrl+Shift+Z", "Ctrl+Y"], "Edit", (store) => store.redo()),
  {
    id: "duplicate",
    title: "Duplicate",
    keys: ["d", "Ctrl+D"],
    group: "Edit",
    needs: "some",
    run: (store) => store.apply(duplicate(store.drawing, store.state.selected)),
  },
  {
    id: "delete",
    title: "Delete and close up",
    keys: ["Delete", "Backspace"],
    group: "Edit",
    needs: "some",
    run: (store) => store.apply(remove(store.drawing, store.state.selected)),
  },
];

const SHOW: readonly Command[] = [
  plain("commands", "Commands", ["Ctrl+K"], "Show", (store) => store.set({ dialog: "commands" })),
  plain("outline", "Outline", ["o"], "Show", (store) =>
    store.set({ showsOutline: !store.state.showsOutline }),
  ),
  plain("code", "Code", ["k"], "Show", (store) => store.set({ showsCode: !store.state.showsCode })),
  tabbed("options", "Options of this", "s", "options"),
  tabbed("of-run", "What became of this in the run", "r", "run"),
  plain("keys", "Keyboard help", ["?"], "Show", (store) => store.set({ dialog: "keys" })),
];

const DRAWING: readonly Command[] = [
  plain("templates", "Open a template", ["t"], "Drawing", (store) =>
    store.set({ dialog: "templates" }),
  ),
  plain("open", "Open a saved workflow", ["Ctrl+O"], "Drawing", (store) =>
    store.set({ dialog: "open" }),
  ),
  plain("versions", "Versions, and what is different", ["v"], "Drawing", (store) =>
    store.set({ dialog: "versions" }),
  ),
  plain("copy", "Save a copy", ["Ctrl+Shift+S"], "Drawing", (store) =>
    store.set({ dialog: "copy" }),
  ),
  plain("share", "Share by a link", [], "Drawing", (store) => store.set({ dialog: "share" })),
  plain("import", "Import Celery JSON", [], "Drawing", (store) => store.set({ dialog: "import" })),
  plain("unreadable", "Drawings that cannot be read", [], "Drawing", (store) =>
    store.set({ dialog: "unreadable" }),
  ),
  plain("new", "New drawing", [], "Drawing", (store) =>
    store.replace({ ...EMPTY_DRAWING, nextId: store.drawing.nextId }, "new drawing"),
  ),
];

export const COMMANDS: readonly Command[] = [
  ...ADD,
  ...CHANGE,
  ...ARRANGE,
  ...EDIT,
  ...SHOW,
  ...DRAWING,
];

/** Why a command has nothing to do; null: it has. */
export function idleReason({ needs }: Command, selected: readonly BlockId[]): string | null {
  switch (needs) {
    case "nothing":
      return null;
    case "some":
      return selected.length > 0 ? null : "Select something first.";
    case "one":
      return selected.length === 1 ? null : "Select one block first.";
  }
}

export function runCommand(store: EditorStore, command: Command): void {
  const reason = idleReason(command, store.state.selected);

  if (reason === null) {
    command.run(store);
  } else {
    store.say(reason);
  }
}

function plain(
  id: string,
  title: string,
  keys: readonly string[],
  ...[group, run]: readonly [Command["group"], Command["run"]]
): Command {
  return { id, title, keys, group, needs: "nothing", run };
}

function ofOne(
  id: string,
  title: string,
  keys: readonly string[],
  ...[edit, group = "Change"]: readonly [
    (drawing: Drawing, id: BlockId) => ReturnType<typeof unwrap>,
    Command["group"]?,
  ]
): Command {
  return {
    id,
    title,
    keys,
    group,
    needs: "one",
    run: (store) => store.apply(edit(store.drawing, store.state.selected[0] ?? "")),
  };
}

function aimed(
  id: string,
  title: string,
  keys: readonly string[],
  aim: (id: BlockId) => EditorStore["state"]["aim"],
): Command {
  return {
    id,
    title,
    keys,
    group: "Add",
    needs: "one",
    run: (store) => store.ask(aim(store.state.selected[0] ?? "")),
  };
}

function nudging(
  id: string,
  title: string,
  key: string,
  how: Parameters<typeof nudge>[2],
): Command {
  return ofOne(id, title, [key], (drawing, block) => nudge(drawing, block, how), "Arrange");
}

/** Its tab in the inspector; again: back to the arguments. */
function tabbed(id: string, title: string, key: string, tab: Tab): Command {
  return {
    id,
    title,
    keys: [key],
    group: "Show",
    needs: "one",
    run: (store) => store.set({ tab: store.state.tab === tab ? "call" : tab }),
  };
}

/** Of a frame its list; of several blocks all of them. A frame whose lanes are selected counts as itself. */
function join(store: EditorStore): void {
  const { drawing } = store;
  const from = coveredBy(drawing, new Set(store.state.selected));
  const [id = ""] = from;
  const block = findBlock(drawing, id)?.block;

  if (from.length === 1 && block !== undefined && isFrame(block)) {
    store.ask({ kind: "put", slot: { at: "after", id } });
  } else {
    store.ask({ kind: "join", from });
  }
}
