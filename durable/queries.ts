/** What a shard answers to readers. Nothing here changes anything. */
import type { JsonText } from "../shared/canvas/json.ts";
import { callOf, ownCall, planNodeAt } from "../shared/engine/call.ts";
import { taskIdOf } from "../shared/engine/ids.ts";
import { MAX_ANSWER_BYTES } from "../shared/engine/limits.ts";
import type { PlanNode } from "../shared/engine/plan.ts";
import { costView } from "../shared/engine/price.ts";
import { groupOf, roleOf, waitsFor } from "../shared/engine/relations.ts";
import {
  countsView,
  isListOutput,
  resultBytes,
  resultText,
  runError,
  runState,
} from "../shared/engine/run-views.ts";
import { hasNode, isDropped, isRunFinal, nodeAt, type RunState } from "../shared/engine/run.ts";
import { timesView } from "../shared/engine/times-view.ts";
import type { ReadValue } from "../shared/engine/values.ts";
import {
  type Viewer,
  celeryError,
  isoTime,
  nodeStateView,
  nodeView,
  shownBytes,
  taskMeta,
} from "../shared/engine/views.ts";
import type { OwnCall } from "../shared/wire/calls.ts";
import type { GraphView, LogsQuery, LogsView, NodesQuery, TimesQuery } from "../shared/wire/rpc.ts";
import type { NodeView, RunView, TaskMeta, TimesView } from "../shared/wire/views.ts";
import type { KeptRun } from "./kept-run.ts";
import type { PackStore } from "./pack-store.ts";

/** Nodes in a run's own view. */
const VIEW_NODES = 1000;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null after the last one. */
  readonly next: number | null;
}

export interface RunViewOptions {
  /** With the first of its nodes. */
  readonly nodes: boolean;
  /** A larger result is left out; the view says where it is. */
  readonly resultBytes?: number;
}

export class Queries {
  readonly #packs: PackStore;

  constructor(packs: PackStore) {
    this.#packs = packs;
  }

  viewerOf({ run, leases }: KeptRun): Viewer {
    return { run, running: leases, read: this.#reader(run) };
  }

  run(kept: KeptRun, { nodes, resultBytes: maxBytes = MAX_ANSWER_BYTES }: RunViewOptions): RunView {
    const { run, meter } = kept;
    const viewer = this.viewerOf(kept);
    const isLarge = resultBytes(run) > maxBytes;

    return {
      run_id: run.publicId,
      name: run.name,
      state: runState(viewer),
      result: isLarge ? null : JSON.parse(resultText(run, viewer.read)),
      ...(isLarge && { result_url: `/api/runs/${run.publicId}/result` }),
      error: isRunFinal(run) ? runError(run) : null,
      created_at: isoTime(run.createdAt) ?? "",
      finished_at: isoTime(run.finishedAt),
      counts: countsView(viewer),
      cost: costView(meter),
      ...(nodes && this.#firstNodes(kept)),
    };
  }

  resultText(kept: KeptRun): JsonText {
    return resultText(kept.run, this.#reader(kept.run));
  }

  /** The call of a node, whatever its size. */
  callText(kept: KeptRun, node: number): JsonText {
    return callOf(kept.run, node, this.#reader(kept.run));
  }

  ownCall(kept: KeptRun, node: number): OwnCall {
    const { run } = kept;
    const { task, input, immutable } = planNodeAt(run, node);
    const { args, kwargs } = ownCall(run, node, this.#reader(run));
    const isWhole = nodeAt(run, node).edited?.isWhole === true;
    const leading = input !== null && !immutable;

    return { task, args, kwargs, isWhole, leading, lone: run.plan.lone };
  }

  nodes(kept: KeptRun, { state, group, from, limit }: NodesQuery): Page<NodeView> {
    const viewer = this.viewerOf(kept);
    const items: NodeView[] = [];
    let bytes = 0;

    for (let node = from; node < kept.run.nodes.length; node += 1) {
      if (
        isDropped(kept.run, node) ||
        (state !== null && nodeStateView(viewer, node) !== state) ||
        (group !== null && groupOf(kept.run, node) !== group)
      ) {
        continue;
      }

      bytes += shownBytes(kept.run, node);

      if (items.length === limit || (items.length > 0 && bytes > MAX_ANSWER_BYTES)) {
        return { items, next: node };
      }

      items.push(nodeView(viewer, node));
    }

    return { items, next: null };
  }

  graph({ run }: KeptRun, from: number, limit: number): GraphView {
    const idOf = (node: number): string => taskIdOf(run, node);
    const end = Math.min(run.nodes.length, from + limit);
    const nodes = Array.from(
      { length: Math.max(0, end - from) },
      (_, index) => from + index,
    ).filter((node) => !isDropped(run, node));

    return {
      nodes: nodes.map((node) => ({
        task_id: idOf(node),
        name: planNodeAt(run, node).task,
        after: waitsFor(run, node),
        role: roleOf(run, node),
        immutable: onlyWaits(planNodeAt(run, node)),
        group_id: groupOf(run, node),
      })),
      next_cursor: end < run.nodes.length ? String(end) : null,
    };
  }

  times(kept: KeptRun, query: TimesQuery): TimesView {
    return timesView(this.viewerOf(kept), query);
  }

  logs({ run }: KeptRun, query: LogsQuery): LogsView {
    const { lines, next } = this.#packs.lines(run.id, query);

    return {
      logs: lines.map(([node, at, message]) => ({
        task_id: taskIdOf(run, node),
        at: isoTime(at) ?? "",
        message,
      })),
      next_cursor: next === null ? null : String(next),
    };
  }

  /**
   * Celery's meta of a node, or (null) of the whole run: its output's, under the run's own id. A result of more than `maxBytes` is left
   * out; the meta says where it is. null: there is no such node.
   */
  result(
    kept: KeptRun,
    node: number | null,
    maxBytes = MAX_ANSWER_BYTES,
  ): { readonly meta: TaskMeta; readonly bytes: number } | null {
    const { run } = kept;

    if (node === null && isListOutput(run)) {
      const bytes = resultBytes(run);

      return { meta: this.#groupResult(kept, maxBytes), bytes: bytes > maxBytes ? 0 : bytes };
    }

    const subject = node ?? run.plan.output;

    if (!hasNode(run, subject)) {
      return null;
    }

    const bytes = shownBytes(run, subject);
    const meta = taskMeta(this.viewerOf(kept), subject, maxBytes);

    return {
      meta: node === null ? { ...meta, task_id: run.publicId } : meta,
      bytes: bytes > maxBytes ? 0 : bytes,
    };
  }

  #groupResult(kept: KeptRun, maxBytes: number): TaskMeta {
    const { state, error, result, result_url, finished_at } = this.run(kept, {
      nodes: false,
      resultBytes: maxBytes,
    });

    return {
      task_id: kept.run.publicId,
      name: "celery.group",
      status: state,
      state,
      result: error === null ? result : celeryError(error),
      ...(result_url !== undefined && { result_url }),
      error,
      traceback: error?.traceback ?? null,
      retries: 0,
      args: [],
      kwargs: {},
      queue: "",
      date_done: finished_at,
      parent_id: null,
      root_id: kept.run.publicId,
      group_id: null,
      children: [],
      runtime: null,
    };
  }

  #reader({ id }: Pick<RunState, "id">): ReadValue {
    return (value) => this.#packs.read(id, value);
  }

  #firstNodes(kept: KeptRun): { readonly nodes: NodeView[]; readonly nodes_truncated: boolean } {
    const { items, next } = this.nodes(kept, {
      state: null,
      group: null,
      from: 0,
      limit: VIEW_NODES,
    });

    return { nodes: [...items], nodes_truncated: next !== null };
  }
}

/** What waits for nothing is passed nothing either: no wire leads to it. */
function onlyWaits({ input, immutable }: PlanNode): boolean {
  return input !== null && immutable;
}
