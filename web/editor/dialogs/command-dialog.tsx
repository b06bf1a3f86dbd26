import type { ReactElement } from "react";

import type { GlyphName } from "../../graph/glyph.tsx";
import { type Command, idleReason, runCommand } from "../commands.ts";
import { Finder } from "../finder/finder.tsx";
import { keyLabel } from "../keys.ts";
import { useEditor, useEditorStore } from "../use-editor.ts";

const GROUP_GLYPHS: Readonly<Record<Command["group"], GlyphName>> = {
  Add: "plus",
  Change: "pencil",
  Arrange: "split",
  Edit: "undo-2",
  Show: "search",
  Drawing: "file-text",
};

/** Every command by its name. What has nothing to do now says why. */
export function CommandDialog({
  commands,
}: {
  readonly commands: readonly Command[];
}): ReactElement {
  const store = useEditorStore();
  const selected = useEditor((state) => state.selected);

  return (
    <Finder
      title="Commands"
      placeholder="Find a command"
      items={commands.map((command) => ({
        id: command.id,
        label: command.title,
        hint: command.group,
        glyph: GROUP_GLYPHS[command.group],
        tail: command.keys[0] === undefined ? undefined : keyLabel(command.keys[0]),
        idle: idleReason(command, selected),
      }))}
      onClose={() => store.set({ dialog: null })}
      onPick={(id) => {
        store.set({ dialog: null });
        const command = commands.find((one) => one.id === id);

        if (command !== undefined) {
          runCommand(store, command);
        }
      }}
    />
  );
}
