import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";

import type { JsonValue } from "../../../shared/canvas/json.ts";
import type { ScheduleView } from "../../../shared/wire/schedules.ts";
import { removeSchedule, SCHEDULES_KEY } from "../../api/schedules.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatCount } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { JsonBlock } from "../../ui/json-block.tsx";
import { PanelPart } from "../../ui/side-panel.tsx";
import { closeEntry, openEdit } from "../open-entry.ts";
import { Facts } from "./facts.tsx";
import { FiringList } from "./firing-list.tsx";

interface ScheduleDetailsProps {
  readonly entry: ScheduleView;
  readonly mayAct: boolean;
}

/** One entry in full: its rules, what it runs and what became of its last due times. */
export function ScheduleDetails({ entry, mayAct }: ScheduleDetailsProps): ReactElement {
  return (
    <>
      <div className="side-panel-body">
        <Facts entry={entry} />
        <PanelPart title="Runs">
          <Called entry={entry} />
        </PanelPart>
        <PanelPart
          title={`History, ${formatCount(entry.total_run_count)} ${entry.total_run_count === 1 ? "run" : "runs"}`}
        >
          <FiringList entry={entry} />
        </PanelPart>
      </div>
      {entry.source === "code" ? (
        <footer className="side-panel-foot">
          <span className="meta">
            Written in <code>worker/beat-schedule.ts</code>: change it there and deploy.
          </span>
        </footer>
      ) : (
        mayAct && <Actions name={entry.name} />
      )}
    </>
  );
}

function Called({ entry }: { readonly entry: ScheduleView }): ReactElement {
  const { task, args = [], kwargs = {}, canvas, graph, options = {} } = entry;

  return (
    <>
      {task !== undefined && (
        <>
          <p>
            <code>{task}</code>
          </p>
          <JsonBlock value={[...args]} label="Arguments" />
          <Unless value={kwargs} label="Keyword arguments" />
        </>
      )}
      {canvas !== undefined && <JsonBlock value={canvas} label="Canvas" />}
      {graph !== undefined && (
        <p>A graph of {graph.nodes.map(({ task: name }) => name).join(", ")}</p>
      )}
      <Unless value={options} label="Options" />
    </>
  );
}

/** Only what is there. */
function Unless({
  value,
  label,
}: {
  readonly value: Readonly<Record<string, JsonValue>>;
  readonly label: string;
}): ReactElement | null {
  return Object.keys(value).length === 0 ? null : (
    <>
      <p className="meta">{label}</p>
      <JsonBlock value={value} label={label} />
    </>
  );
}

function Actions({ name }: { readonly name: string }): ReactElement {
  const queries = useQueryClient();

  async function remove(): Promise<void> {
    await removeSchedule(name);
    closeEntry();
    await queries.invalidateQueries({ queryKey: SCHEDULES_KEY, exact: true });
  }

  return (
    <footer className="side-panel-foot">
      <button type="button" className="button primary" onClick={() => openEdit(name)}>
        <Icon name="pencil" size={14} />
        Edit
      </button>
      <ConfirmDialog label="Delete" icon="trash-2" what={`Delete ${name}`} act={remove}>
        <p>It will not run again. The runs it started stay, and go on.</p>
      </ConfirmDialog>
    </footer>
  );
}
