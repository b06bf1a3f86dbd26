import { useEffect, useRef, useState, type ReactElement } from "react";

import type { CodeLine } from "../../../shared/code/code.ts";
import { printJsonLines } from "../../../shared/code/json.ts";
import { printPython } from "../../../shared/code/python.ts";
import { printTypeScript } from "../../../shared/code/typescript.ts";
import { graphOf } from "../../../shared/drawing/connect/graph.ts";
import { type Drawing, findBlock } from "../../../shared/drawing/drawing.ts";
import { signatureOf } from "../../../shared/drawing/to-canvas.ts";
import { blocksOf } from "../../../shared/drawing/walk.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { curlCommand } from "../../ui/curl.ts";
import { printJson } from "../../ui/print-json.ts";
import { useDrawing, useEditor, useEditorStore } from "../use-editor.ts";
import { tokensOf } from "./tokens.ts";

import "../../ui/code.css";
import "../../ui/tabs.css";
import "./code-panel.css";

const LANGUAGES = ["Python", "TypeScript", "JSON", "curl"] as const;
type Language = (typeof LANGUAGES)[number];

/** The drawing in words, the lines of what is selected marked. */
export function CodePanel(): ReactElement {
  const store = useEditorStore();
  const drawing = useDrawing();
  const selected = useEditor((state) => state.selected);
  const [language, setLanguage] = useState<Language>("Python");
  const lines = codeOf(drawing, language);

  return (
    <section className="code-panel" aria-label="Code">
      <header>
        <div className="tabs" role="group" aria-label="Language">
          {LANGUAGES.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === language}
              onClick={() => setLanguage(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <CopyButton text={lines.map(({ text }) => text).join("\n")} label="Copy the code" />
        <button
          type="button"
          className="button quiet small square"
          aria-label="Close the code"
          onClick={() => store.set({ showsCode: false })}
        >
          <Glyph name="chevron-down" size={14} />
        </button>
      </header>
      <Lines lines={lines} marked={idsIn(drawing, selected)} />
    </section>
  );
}

function Lines({
  lines,
  marked,
}: {
  readonly lines: readonly CodeLine[];
  readonly marked: ReadonlySet<string>;
}): ReactElement {
  const store = useEditorStore();
  const list = useRef<HTMLOListElement>(null);
  const first = lines.findIndex(({ ids }) => ids.some((id) => marked.has(id)));

  useEffect(() => {
    if (first >= 0) {
      list.current?.children[first]?.scrollIntoView({ block: "nearest" });
    }
  }, [first]);

  return (
    <ol ref={list} tabIndex={0} aria-label="Lines of code">
      {lines.map(({ text, ids }, index) => (
        // A help for the hand: by keys one selects in the outline.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
        <li
          // Lines have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          data-marked={ids.some((id) => marked.has(id))}
          onClick={() => {
            const id = ids.at(-1);

            if (id !== undefined) {
              store.select([id]);
            }
          }}
        >
          <i aria-hidden="true">{index + 1}</i>
          <code>
            {tokensOf(text).map(({ kind, at, text: token }) => (
              <span key={at} className={`token-${kind}`}>
                {token}
              </span>
            ))}
          </code>
        </li>
      ))}
    </ol>
  );
}

function codeOf(drawing: Drawing, language: Language): readonly CodeLine[] {
  const { root, crossings, name } = drawing;

  if (root === null) {
    return plain("Nothing is drawn yet.");
  }

  const isGraph = crossings.length > 0;

  switch (language) {
    case "Python":
      return isGraph
        ? plain("# Celery has no words for this drawing: it is a graph.\n# Post it as JSON.")
        : printPython(root, name);
    case "TypeScript":
      return isGraph
        ? plain(
            "// The builders have no words for this drawing: it is a graph.\n// Post it as JSON.",
          )
        : printTypeScript(root, name);
    case "JSON":
      return isGraph
        ? plain(printJson({ graph: JSON.parse(JSON.stringify(graphOf(drawing))) }))
        : printJsonLines(root);
    case "curl": {
      const body = isGraph ? { graph: graphOf(drawing) } : { canvas: signatureOf(root) };
      const json = printJson(JSON.parse(JSON.stringify({ ...body, ...(name !== "" && { name }) })));

      return plain(curlCommand(new URL("/api/runs", location.href), json));
    }
  }
}

function plain(text: string): readonly CodeLine[] {
  return text.split("\n").map((line) => ({ text: line, ids: [] }));
}

/** What is selected, and all that is in it. */
function idsIn(drawing: Drawing, selected: readonly string[]): ReadonlySet<string> {
  return new Set(
    selected.flatMap((id) => {
      const block = findBlock(drawing, id)?.block;

      return block === undefined ? [] : Array.from(blocksOf(block), (inside) => inside.id);
    }),
  );
}
