import type { GroupFrame, ServerFrame } from "../../../shared/wire/frames.ts";
import type { NodeView, RunView } from "../../../shared/wire/views.ts";

export const RUN_ID = "0199a1b2-c3d4-7001-8abc-000000000001";

export function nodeView(index: number, overrides: Partial<NodeView> = {}): NodeView {
  return {
    task_id: `${RUN_ID}.${index}`,
    name: "add",
    state: "PENDING",
    result: null,
    error: null,
    retries: 0,
    attempts: 0,
    queue: "default",
    parent_id: null,
    group_id: null,
    queued_at: null,
    started_at: null,
    finished_at: null,
    ...overrides,
  };
}

export function runView(overrides: Partial<RunView> = {}): RunView {
  return {
    run_id: RUN_ID,
    name: null,
    state: "PENDING",
    result: null,
    error: null,
    created_at: "2026-11-21T12:00:00.000Z",
    finished_at: null,
    counts: {},
    cost: { queue_operations: 0, do_requests: 0, rows_written: 0, rows_read: 0, usd: 0 },
    ...overrides,
  };
}

export function groupFrame(gate: number, overrides: Partial<GroupFrame> = {}): GroupFrame {
  return {
    group_id: `${RUN_ID}.g${gate}`,
    name: "add",
    first: 0,
    size: 0,
    parent_id: null,
    counts: {},
    cells: "",
    pace: null,
    ...overrides,
  };
}

export function snapshot(
  overrides: Partial<Extract<ServerFrame, { type: "snapshot" }>> = {},
): ServerFrame {
  return { type: "snapshot", seq: 1, run: runView(), nodes: [], groups: [], ...overrides };
}

export function delta(
  overrides: Partial<Extract<ServerFrame, { type: "delta" }>> = {},
): ServerFrame {
  return {
    type: "delta",
    seq: 2,
    changes: [],
    groups: [],
    counts: {},
    state: "STARTED",
    ...overrides,
  };
}
