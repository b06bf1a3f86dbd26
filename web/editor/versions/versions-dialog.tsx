import { useState, type ReactElement } from "react";

import type { WorkflowView } from "../../../shared/wire/workflows.ts";
import { useWorkflow } from "../../api/workflows.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { formatAgo, formatInstant } from "../../ui/format.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { Modal } from "../dialogs/modal.tsx";
import { restoreVersion } from "../saving/open-workflow.ts";
import { drawingIn, isUnsaved, type Origin, undrawable } from "../saving/origin.ts";
import { originIn } from "../store.ts";
import { useDrawing, useEditor, useEditorStore } from "../use-editor.ts";
import { Comparison, type Version } from "./comparison.tsx";

import "../../ui/row-button.css";
import "./versions-dialog.css";

const CLOCK_MS = 10_000;

/** Every version that is kept, what each of them changed, and the way back to it. */
export function VersionsDialog(): ReactElement {
  const store = useEditorStore();
  const origin = useEditor(originIn);

  return (
    <Modal title="Versions" isWide onClose={() => store.set({ dialog: null })}>
      {origin === null ? (
        <p>What is drawn is not saved yet: it has no versions. Save it with Ctrl S.</p>
      ) : (
        <Loaded origin={origin} />
      )}
    </Modal>
  );
}

function Loaded({ origin }: { readonly origin: Origin }): ReactElement {
  const { data, error, refetch, isFetchedAfterMount } = useWorkflow(origin.name, null);

  if (error !== null) {
    return <ErrorNote error={error} onRetry={() => void refetch()} />;
  }

  return data === undefined || !isFetchedAfterMount ? (
    <Skeleton label="Loading the versions" rows={4} />
  ) : (
    <Versions origin={origin} newest={data} />
  );
}

/** A version, or what is drawn now. */
type Pick = number | "drawn";

interface VersionsProps {
  readonly origin: Origin;
  readonly newest: WorkflowView;
}

function Versions({ origin, newest }: VersionsProps): ReactElement {
  const isChanged = isUnsaved(origin, useDrawing());
  const numbers = newest.versions.map(({ version }) => version);
  const picks: readonly Pick[] = isChanged ? ["drawn", ...numbers] : numbers;
  const [picked, setPicked] = useState<Pick>(picks[0] ?? "drawn");
  const [other, setOther] = useState<Pick | null>(null);
  const against = other ?? picks[picks.indexOf(picked) + 1] ?? picked;

  return (
    <div className="versions">
      <VersionList
        newest={newest}
        picks={picks}
        picked={picked}
        onPick={(pick) => {
          setPicked(pick);
          setOther(null);
        }}
      />
      <div className="versions-shown">
        <div className="versions-bar">
          <label>
            Compared with{" "}
            <select
              className="input"
              value={against}
              onChange={({ target }) =>
                setOther(picks.find((pick) => String(pick) === target.value) ?? null)
              }
            >
              {picks.map((pick) => (
                <option key={pick} value={pick}>
                  {titleOf(pick)}
                </option>
              ))}
            </select>
          </label>
          {picked !== "drawn" && <RestoreButton name={origin.name} version={picked} />}
        </div>
        <Compared key={`${against} ${picked}`} name={origin.name} before={against} after={picked} />
      </div>
    </div>
  );
}

interface VersionListProps {
  readonly newest: WorkflowView;
  readonly picks: readonly Pick[];
  readonly picked: Pick;
  readonly onPick: (pick: Pick) => void;
}

function VersionList({ newest, picks, picked, onPick }: VersionListProps): ReactElement {
  const now = useNow(CLOCK_MS);
  const times = new Map(newest.versions.map(({ version, saved_at: at }) => [version, at]));

  return (
    <ul className="versions-list" aria-label="Versions">
      {picks.map((pick) => {
        const at = pick === "drawn" ? undefined : times.get(pick);

        return (
          <li key={pick}>
            <button
              type="button"
              className="row-button"
              aria-current={pick === picked ? "true" : undefined}
              onClick={() => onPick(pick)}
            >
              <b>{titleOf(pick)}</b>
              {at === undefined ? (
                <small>not saved yet</small>
              ) : (
                <small title={formatInstant(at)}>{formatAgo(at, now)}</small>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function titleOf(pick: Pick): string {
  return pick === "drawn" ? "What is drawn now" : `Version ${pick}`;
}

interface RestoreButtonProps {
  readonly name: string;
  readonly version: number;
}

function RestoreButton({ name, version }: RestoreButtonProps): ReactElement {
  const store = useEditorStore();
  const { data } = useWorkflow(name, version);

  return (
    <button
      type="button"
      className="button"
      disabled={data === undefined}
      onClick={() => {
        if (data !== undefined) {
          store.set({ dialog: null });
          restoreVersion(store, data);
        }
      }}
    >
      Restore this version
    </button>
  );
}

interface ComparedProps {
  readonly name: string;
  readonly before: Pick;
  readonly after: Pick;
}

function Compared({ name, before, after }: ComparedProps): ReactElement {
  const [left, right] = [useVersion(name, before), useVersion(name, after)];
  const error = left.error ?? right.error;

  if (error !== null) {
    return <ErrorNote error={error} />;
  }

  return left.version === null || right.version === null ? (
    <Skeleton label="Loading the two versions" rows={6} />
  ) : (
    <Comparison before={left.version} after={right.version} shareIds={right.keepsIds} />
  );
}

interface LoadedVersion {
  readonly error: Error | null;
  /** Null: it is not here yet, or not to be had. */
  readonly version: Version | null;
  /** It was saved by the editor, which gives a block the id that it had in the version before. */
  readonly keepsIds: boolean;
}

function useVersion(name: string, pick: Pick): LoadedVersion {
  const drawing = useDrawing();
  const { data, error } = useWorkflow(name, pick === "drawn" ? null : pick);
  const title = titleOf(pick);

  if (pick === "drawn") {
    return { error: null, version: { title, drawing }, keepsIds: true };
  }

  if (data === undefined) {
    return { error, version: null, keepsIds: false };
  }

  const keepsIds = data.drawing !== null;
  const read = drawingIn(data);

  return read.ok
    ? { error, version: { title, drawing: read.drawing }, keepsIds }
    : { error: new Error(undrawable(title, read.errors)), version: null, keepsIds };
}
