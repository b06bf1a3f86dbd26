import type { ReactElement } from "react";

import { Glyph } from "../../graph/glyph.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useEditor, useEditorStore } from "../use-editor.ts";

import "../../ui/state.css";
import "./notice-bar.css";

/** What was just refused and why, what can be done about it, or only a word. */
export function NoticeBar(): ReactElement | null {
  const store = useEditorStore();
  const notice = useEditor((state) => state.notice);

  return (
    <div className="notice-place" role="status" aria-live="polite">
      {notice !== null && (
        <div className="notice-bar" data-state={notice.tone === "refused" ? "RETRY" : "PENDING"}>
          <Icon name={notice.tone === "refused" ? "triangle-alert" : "info"} size={16} />
          <div>
            <p>{notice.text}</p>
            {notice.tasks.length > 0 && (
              <button
                type="button"
                className="button small"
                onClick={() => store.select(notice.tasks)}
              >
                Show these tasks
              </button>
            )}
            {notice.fixes.map(({ label, about, edit }) => (
              <button
                key={label}
                type="button"
                className="button small"
                title={about}
                onClick={() => store.apply(edit)}
              >
                {label}
              </button>
            ))}
            {notice.fixes.length > 0 && (
              <p className="notice-about">
                {notice.fixes.map(({ label, about }) => `${label}: ${about}`).join(" ")}
              </p>
            )}
          </div>
          <button
            type="button"
            className="button quiet small square"
            aria-label="Close this message"
            onClick={() => store.set({ notice: null })}
          >
            <Glyph name="x" size={14} />
          </button>
        </div>
      )}
    </div>
  );
}
