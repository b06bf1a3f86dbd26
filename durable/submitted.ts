/**
 * What becomes of a submit: runs to start, runs that were there already, or names that belong to others. All of it or nothing: when one
 * name is taken, nothing is started.
 */
import type { SubmitRun, TakenName } from "../shared/wire/rpc.ts";
import { type KeptRun, keepSubmitted } from "./kept-run.ts";
import { type KeyStore, type NamedRuns, idKey, idempotencyKey, keeperOf } from "./key-store.ts";
import type { LoneRow } from "./ring-log.ts";

/** A submitted run, as it is or as it would begin. */
interface AskedRun {
  readonly submit: SubmitRun;
  readonly kept: KeptRun;
}

export interface Accepted {
  /** What each of the submitted runs is, in order. */
  readonly ids: readonly string[];
  /** To be started, by id. */
  readonly fresh: ReadonlyMap<string, AskedRun>;
  /** To be written with them. */
  readonly named: readonly NamedRuns[];
}

export type SubmitDecision = Accepted | { readonly taken: readonly TakenName[] };

/** Every run, in order; or nothing was stored, since these names belong to others. */
export type Submitted =
  | readonly { readonly kept: KeptRun; readonly created: boolean }[]
  | { readonly taken: readonly TakenName[] };

export interface SubmitPorts {
  /** Whatever is stored. */
  readonly find: (id: string) => KeptRun | undefined;
  /** Stored, and not expired. */
  readonly isAlive: (id: string) => boolean;
  readonly keys: Pick<KeyStore, "find">;
  readonly now: number;
}

export function decideSubmit(runs: readonly SubmitRun[], ports: SubmitPorts): SubmitDecision {
  const submitted = runs.map((submit) => ({
    submit,
    kept: ports.find(submit.id) ?? keepSubmitted(submit, ports.now),
  }));

  return sentBefore(submitted, ports) ?? decideEach(submitted, ports);
}

/** Everything that was submitted under an idempotency key is answered again; the last of the runs keeps the key. */
function sentBefore(
  submitted: readonly AskedRun[],
  ports: SubmitPorts,
): SubmitDecision | undefined {
  const last = submitted.at(-1);
  const key = last?.kept.run.plan.idempotencyKey;
  const known = key === undefined ? undefined : living(idempotencyKey(key), ports);

  if (known === undefined) {
    return undefined;
  }

  return known.digest === last?.submit.digest
    ? { ids: known.runs, fresh: new Map(), named: [] }
    : { taken: [{ index: submitted.length - 1, runId: known.runs[0] ?? "" }] };
}

function decideEach(submitted: readonly AskedRun[], ports: SubmitPorts): SubmitDecision {
  const ids: string[] = [];
  const fresh = new Map<string, AskedRun>();
  const taken: TakenName[] = [];

  for (const [index, { submit, kept }] of submitted.entries()) {
    const { chosenId } = kept.run.plan;
    const known = chosenId === undefined ? undefined : living(idKey(chosenId), ports);
    const id = known?.runs[0] ?? submit.id;

    ids.push(id);

    if (known !== undefined && known.digest !== submit.digest) {
      taken.push({ index, runId: id });
    } else if (ports.find(id) === undefined) {
      fresh.set(id, { submit, kept });
    }
  }

  return taken.length > 0 ? { taken } : { ids, fresh, named: namesOf([...fresh.values()]) };
}

/** A name is free again when the run that keeps it is gone. */
function living(key: string, { isAlive, keys }: SubmitPorts): NamedRuns | undefined {
  const known = keys.find(key);

  return known !== undefined && isAlive(keeperOf(known)) ? known : undefined;
}

function namesOf(fresh: readonly AskedRun[]): readonly NamedRuns[] {
  return fresh.flatMap(({ submit: { id, digest = "" }, kept: { run } }) => {
    const { chosenId, idempotencyKey: key } = run.plan;

    return [
      ...(chosenId === undefined ? [] : [{ key: idKey(chosenId), digest, runs: [id] }]),
      ...(key === undefined
        ? []
        : [
            {
              key: idempotencyKey(key),
              digest,
              runs: fresh.map((each) => each.submit.id),
            },
          ]),
    ];
  });
}

/** What the log holds of them: lone tasks have no rows of their own yet. */
export function loneRows({ fresh }: Accepted): readonly LoneRow[] {
  return [...fresh.values()]
    .filter(({ kept }) => kept.isBucketed)
    .map(({ submit: { id, name, planParts } }) => [id, name, [...planParts]]);
}
