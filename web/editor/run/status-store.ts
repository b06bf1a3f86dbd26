import { createContext, use, useCallback, useSyncExternalStore } from "react";

import type { BlockId } from "../../../shared/drawing/block.ts";
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import type { Connection } from "../../live/connection.ts";
import { NO_STATUSES, type Statuses } from "./statuses.ts";

interface Overlay {
  readonly statuses: Statuses;
  readonly live: LiveRun | null;
  readonly connection: Connection | null;
}

const NOTHING: Overlay = { statuses: NO_STATUSES, live: null, connection: null };

/** How the blocks fare in the run that is laid over the drawing. Apart from the drawing: a frame of the run draws only what it tells of. */
export class StatusStore {
  readonly #listeners = new Set<() => void>();
  #overlay = NOTHING;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);

    return () => this.#listeners.delete(listener);
  };

  get overlay(): Overlay {
    return this.#overlay;
  }

  show(overlay: Overlay): void {
    this.#overlay = overlay;
    this.#listeners.forEach((notify) => notify());
  }

  clear(): void {
    this.show(NOTHING);
  }
}

export const StatusContext = createContext(new StatusStore());

export function useOverlay(): Overlay {
  const store = use(StatusContext);

  return useSyncExternalStore(store.subscribe, () => store.overlay);
}

/** Null while no run tells of it. */
export function useStatus(id: BlockId, of: keyof Statuses = "blocks"): NodeStatus | null {
  const store = use(StatusContext);

  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => store.overlay.statuses[of].get(id) ?? null, [store, id, of]),
  );
}
