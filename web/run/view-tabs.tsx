import type { ReactElement } from "react";

import { Icon, type IconName } from "../ui/icon.tsx";
import { RUN_VIEWS, showView, type RunViewName } from "./selection.ts";

import "../ui/button.css";
import "../ui/segments.css";

const LOOKS: Readonly<Record<RunViewName, { readonly name: string; readonly icon: IconName }>> = {
  graph: { name: "Graph", icon: "workflow" },
  timeline: { name: "Timeline", icon: "chart-gantt" },
  events: { name: "Events", icon: "list" },
  tasks: { name: "Tasks", icon: "rows-3" },
};

/** The ways to look at a run. What is selected stays selected. */
export function ViewTabs({ view }: { readonly view: RunViewName }): ReactElement {
  return (
    <nav className="view-tabs segments" aria-label="Views of the run">
      {RUN_VIEWS.map((name) => (
        <button
          key={name}
          type="button"
          className="button"
          aria-pressed={name === view}
          onClick={() => showView(name)}
        >
          <Icon name={LOOKS[name].icon} size={14} />
          {LOOKS[name].name}
        </button>
      ))}
    </nav>
  );
}
