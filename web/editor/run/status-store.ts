import { createContext, use, useCallback, useSyncExternalStore } from "react";

import type { BlockId } from "../../../shared/drawing/block.ts";
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import type { GroupFacts } from "../../run/group-facts.ts";
import type { Picture } from "../../run/picture.ts";
import { NO_STATUSES, type Statuses } from "./statuses.ts";

interface Overlay {
  readonly statuses: Statuses;
  /** Null while no run tells of anything. */
  readonly picture: Picture | null;
  /** The line is broken: the picture may not be so any more. */
  readonly isStale: boolean;
}

const NOTHING: Overlay = { statuses: NO_STATUSES, picture: null, isStale: false };

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

/** Null while no run is laid over the drawing. */
export function usePicture(): Picture | null {
  return useOverlay(pictureIn);
}

export function useIsStale(): boolean {
  return useOverlay(staleIn);
}

export function useStatuses(): Statuses {
  return useOverlay(statusesIn);
}

/** Null while no run tells of it. */
export function useStatus(id: BlockId, of: "blocks" | "joins" = "blocks"): NodeStatus | null {
  return useOverlay(useCallback(({ statuses }) => statuses[of].get(id) ?? null, [id, of]));
}

/** Of a frame with many members; null while no run tells of it. */
export function useGroup(id: BlockId): GroupFacts | null {
  return useOverlay(useCallback(({ statuses }) => statuses.groups.get(id) ?? null, [id]));
}

function useOverlay<T>(pick: (overlay: Overlay) => T): T {
  const store = use(StatusContext);

  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => pick(store.overlay), [store, pick]),
  );
}

function statusesIn({ statuses }: Overlay): Statuses {
  return statuses;
}

function pictureIn({ picture }: Overlay): Picture | null {
  return picture;
}

function staleIn({ isStale }: Overlay): boolean {
  return isStale;
}
