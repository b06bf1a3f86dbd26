/**
 * Runs dead letters again: in the run that each died in, from its task on, where that run is kept; else as runs of their own. That a letter
 * was replayed is written in one step with what replays it, so it happens once, whatever breaks in between.
 */
import { type DeadAddress, type Replay, parseDeadId } from "../shared/engine/dead-letter.ts";
import { taskIdOf } from "../shared/engine/ids.ts";
import { type RunState, hasNode, nodeAt } from "../shared/engine/run.ts";
import type { ReplayReply, ReplayRequest, ReplayRunsRequest } from "../shared/wire/dead-letters.ts";
import type { KeptRun } from "./kept-run.ts";
import type { Shard } from "./shard.ts";

/** A letter that can go on in its run. */
interface Fitting {
  readonly kind: "fits";
  readonly id: string;
  readonly kept: KeptRun;
  readonly node: number;
}

type ReplayShard = Pick<Shard, "deadLetters" | "find" | "now" | "restart" | "submit">;

/** Does something, and charges these runs for it. */
type Metered = <Result>(runIds: readonly string[], work: () => Result) => Result;

export class Replays {
  readonly #shard: ReplayShard;
  readonly #metered: Metered;

  constructor(shard: ReplayShard, metered: Metered) {
    this.#shard = shard;
    this.#metered = metered;
  }

  /** All of a run at once: while it goes on none of its other letters could be. */
  inRuns(request: ReplayRequest): readonly ReplayReply[] {
    const found = request.ids.map((id) => this.#look(id, request.request));
    const fitting = found.filter((each) => each.kind === "fits");
    const replies = new Map<string, ReplayReply>();

    Map.groupBy(fitting, ({ kept }) => kept).forEach((letters, kept) => {
      for (const [id, reply] of this.#restart(kept, letters, request)) {
        replies.set(id, reply);
      }
    });

    return found.map((each) =>
      each.kind === "fits" ? (replies.get(each.id) ?? { kind: "unknown" }) : each,
    );
  }

  asRuns({ request, letters }: ReplayRunsRequest): readonly ReplayReply[] {
    return letters.map((letter) => {
      const found = this.#look(letter.id, request);

      // Its run is back since somebody looked: it is not run beside that.
      if (found.kind === "fits") {
        return { kind: "running", runId: found.kept.run.publicId };
      }

      return found.kind === "gone" ? this.#submit(letter, request) : found;
    });
  }

  #restart(
    kept: KeptRun,
    letters: readonly Fitting[],
    { request, call }: ReplayRequest,
  ): readonly (readonly [id: string, reply: ReplayReply])[] {
    const { run } = kept;
    const replayed = letters.map(({ id, node }) => {
      const taskId = taskIdOf(run, node);
      const isEdited = call !== null;
      const at = this.#shard.now;

      return {
        id,
        replay: { at, request, as: "in_run", runId: run.publicId, taskId, isEdited } as const,
      };
    });
    const nodes = letters.map(({ node }) => node);
    const [node = 0] = nodes;
    const edited = call === null ? null : { node, text: call, isWhole: true };
    const outcome = this.#metered([run.id], () =>
      this.#shard.restart(kept, { nodes, call: edited, replayed }),
    );

    return replayed.map(({ id, replay }) => [
      id,
      outcome === "retried"
        ? { kind: "replayed", replay }
        : { kind: "running", runId: run.publicId },
    ]);
  }

  #submit(
    { id, run, isEdited }: ReplayRunsRequest["letters"][number],
    request: string,
  ): ReplayReply {
    const own = { runId: run.id, taskId: run.id, isEdited };
    const replay: Replay = { at: this.#shard.now, request, as: "own_run", ...own };

    this.#metered([run.id], () => this.#shard.submit([run], [{ id, replay }]));

    return { kind: "replayed", replay };
  }

  #look(id: string, request: string): Fitting | ReplayReply {
    const address = parseDeadId(id);
    const letter = this.#shard.deadLetters.look(id);

    if (address === undefined || letter === undefined) {
      return { kind: "unknown" };
    }

    const { replay } = letter;

    if (replay !== null) {
      return { kind: replay.request === request ? "replayed" : "already", replay };
    }

    const kept = this.#shard.find(address.run);

    if (kept === undefined) {
      return { kind: "gone" };
    }

    return isStillDead(kept.run, address)
      ? { kind: "fits", id, kept, node: address.node }
      : { kind: "outdated", runId: kept.run.publicId, taskId: taskIdOf(kept.run, address.node) };
  }
}

/** Its task ended as the letter says, and by itself: nothing was run again since. */
function isStillDead(run: RunState, { node, attempt }: DeadAddress): boolean {
  if (!hasNode(run, node)) {
    return false;
  }

  const { status, attempt: newest, by } = nodeAt(run, node);

  return status === "FAILURE" && newest === attempt && by === null;
}
