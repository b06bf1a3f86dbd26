/** What a `ResultBackend` answers to readers, by RPC. Nothing here changes anything. */
import { DurableObject } from "cloudflare:workers";

import type { JsonText } from "../shared/canvas/json.ts";
import type { OwnCall } from "../shared/wire/calls.ts";
import type * as Rpc from "../shared/wire/rpc.ts";
import type { RunView, TaskMeta, TimesView } from "../shared/wire/views.ts";
import type { Reader, RunOptions } from "./reader.ts";

export abstract class ReadableBackend extends DurableObject<Env> {
  protected abstract readonly reader: Reader;

  async call(run: string, node: number): Promise<JsonText | null> {
    return this.reader.call(run, node);
  }

  async run(id: string, options: RunOptions): Promise<RunView | null> {
    return this.reader.run(id, options);
  }

  async runResult(id: string): Promise<JsonText | null> {
    return this.reader.runResult(id);
  }

  async nodes(id: string, query: Rpc.NodesQuery): Promise<Rpc.NodesReply | null> {
    return this.reader.nodes(id, query);
  }

  async graph(id: string, from: number, limit: number): Promise<Rpc.GraphView | null> {
    return this.reader.graph(id, from, limit);
  }

  async times(id: string, query: Rpc.TimesQuery): Promise<TimesView | null> {
    return this.reader.times(id, query);
  }

  async logs(id: string, query: Rpc.LogsQuery): Promise<Rpc.LogsView | null> {
    return this.reader.logs(id, query);
  }

  async results(
    taskIds: readonly string[],
    waitSeconds: number,
  ): Promise<readonly (TaskMeta | null)[]> {
    return this.reader.results(taskIds, waitSeconds);
  }

  async list(query: Rpc.ListQuery): Promise<Rpc.ListReply> {
    return this.reader.list(query);
  }

  async ownCall(run: string, node: number): Promise<OwnCall | null> {
    return this.reader.ownCall(run, node);
  }

  async taken({ runs }: Rpc.SubmitRequest): Promise<readonly Rpc.TakenName[]> {
    return this.reader.taken(runs);
  }

  /** The client leaves: without an answer it would wait for one. 1005 (no code was given) may not be sent. */
  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    socket.close(code === 1005 ? 1000 : code);
  }
}
