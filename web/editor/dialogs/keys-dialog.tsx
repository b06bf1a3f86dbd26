import type { ReactElement } from "react";

import type { Command } from "../commands.ts";
import { keyLabel } from "../keys.ts";
import { useEditorStore } from "../use-editor.ts";
import { Modal } from "./modal.tsx";

/** What is no command of its own. */
const HANDS: readonly (readonly [what: string, keys: string])[] = [
  ["Go along the wires, and between lanes", "Arrows"],
  ["Edit what is selected", "Enter"],
  ["Select several", "Shift arrows, Shift drag"],
  ["Copy, cut, paste as Celery JSON", "Ctrl C / X / V"],
  ["Let go, close", "Esc"],
  ["Show all, 100 %", "0 / 1"],
];

export function KeysDialog({ commands }: { readonly commands: readonly Command[] }): ReactElement {
  const store = useEditorStore();
  const keyed = commands.filter(({ keys }) => keys.length > 0);
  const groups = [...new Set(keyed.map(({ group }) => group))];

  return (
    <Modal title="Keyboard" onClose={() => store.set({ dialog: null })}>
      <div className="keys-table">
        <section>
          <h3>Move</h3>
          <ul>
            {HANDS.map(([what, keys]) => (
              <Row key={what} what={what} keys={[keys]} />
            ))}
          </ul>
        </section>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {keyed
                .filter((command) => command.group === group)
                .map(({ id, title, keys }) => (
                  <Row key={id} what={title} keys={keys.map(keyLabel)} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function Row({
  what,
  keys,
}: {
  readonly what: string;
  readonly keys: readonly string[];
}): ReactElement {
  return (
    <li>
      <span>{what}</span>
      <span>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
    </li>
  );
}
