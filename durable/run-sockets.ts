/** The sockets of those who watch runs. They outlive the object's memory: what is known of one is in its tag. */

/** Who watches a run, by how they are told of large groups. */
export interface Audience {
  /** Each time whole. */
  readonly whole: readonly WebSocket[];
  /** By what changed since they were told last. */
  readonly changes: readonly WebSocket[];
}

export function audienceOf(ctx: DurableObjectState, runId: string): Audience {
  return { whole: ctx.getWebSockets(runId), changes: ctx.getWebSockets(changesTag(runId)) };
}

/** The tag of a socket that was asked for with this query. */
export function socketTag(runId: string, query: URLSearchParams): string {
  return query.get("cells") === "changes" ? changesTag(runId) : runId;
}

function changesTag(runId: string): string {
  return `${runId} changes`;
}
