import type { ReactElement } from "react";

import { useDeadLetter, type WholeLetter } from "../api/dead-letters.ts";
import { Link } from "../app/navigation.tsx";
import { runPath } from "../app/route.ts";
import { formatCount, formatInstant } from "../ui/format.ts";
import { JsonBlock } from "../ui/json-block.tsx";
import { Loading } from "../ui/loading.tsx";
import { PanelPart } from "../ui/side-panel.tsx";
import { Traceback } from "../ui/traceback.tsx";
import { LetterActions } from "./letter-actions.tsx";
import { REASON_SENTENCES, REPLAY_WORDS } from "./reasons.ts";

const SKELETON_ROWS = 4;

interface LetterDetailsProps {
  readonly id: string;
  readonly mayAct: boolean;
  readonly onGone: () => void;
}

/** A letter in full: what was called, what went wrong, and the way to run it again. */
export function LetterDetails({ id, mayAct, onGone }: LetterDetailsProps): ReactElement {
  const letter = useDeadLetter(id);
  const { data } = letter;

  if (data === undefined) {
    return (
      <div className="side-panel-body">
        <Loading query={letter} label="Loading the letter" rows={SKELETON_ROWS} />
      </div>
    );
  }

  return (
    <>
      <div className="side-panel-body">
        <Facts letter={data} />
        <PanelPart title="Error">
          <Traceback error={data.error} />
        </PanelPart>
        <PanelPart title="Arguments">
          <JsonBlock value={[...data.args]} label="Arguments" />
          {Object.keys(data.kwargs).length > 0 && (
            <JsonBlock value={data.kwargs} label="Keyword arguments" />
          )}
        </PanelPart>
        {Object.keys(data.options).length > 0 && (
          <PanelPart title="Options of a replay">
            <JsonBlock value={data.options} label="Options" />
          </PanelPart>
        )}
      </div>
      {mayAct && <LetterActions letter={data} onGone={onGone} />}
    </>
  );
}

function Facts({ letter }: { readonly letter: WholeLetter }): ReactElement {
  const { name, reason, queue, attempts, deliveries, run_id: run, run_name: runName } = letter;

  return (
    <dl className="panel-facts">
      <dt>Task</dt>
      <dd>
        <code>{name}</code>
      </dd>
      <dt>Why</dt>
      <dd>{REASON_SENTENCES[reason]}</dd>
      <dt>Died</dt>
      <dd>{formatInstant(letter.died_at)}</dd>
      {letter.replayed !== null && (
        <>
          <dt>Replayed</dt>
          <dd>
            <ReplayFact replayed={letter.replayed} />
          </dd>
        </>
      )}
      <dt>Run</dt>
      <dd>
        <Link to={runPath(run)}>{runName ?? run}</Link>
      </dd>
      <dt>Task id</dt>
      <dd>
        <code>{letter.task_id}</code>
      </dd>
      <dt>Queue</dt>
      <dd>{queue}</dd>
      <dt>Tries</dt>
      <dd>
        {formatCount(attempts)}
        {deliveries > 0 && `, its worker was lost ${formatCount(deliveries)} times`}
      </dd>
    </dl>
  );
}

interface ReplayFactProps {
  readonly replayed: NonNullable<WholeLetter["replayed"]>;
}

function ReplayFact({ replayed: { at, as, run_id: run, edited } }: ReplayFactProps): ReactElement {
  return (
    <>
      {formatInstant(at)}
      {edited && ", with other arguments"}: <Link to={runPath(run)}>{REPLAY_WORDS[as]}</Link>
    </>
  );
}
