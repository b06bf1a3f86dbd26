/**
 * Result backends that ask at a gate, and what each was told. One that could not be reached when the limits changed is told again until it
 * can be; so none ever has to ask whether a queue is limited.
 */
import type { KnownLimits } from "../shared/wire/gate.ts";
import type { GateStore } from "./gate-store.ts";

const RETRY_MS = 10_000;

export interface ListenerPorts {
  readonly store: Pick<GateStore, "shards" | "told">;
  readonly known: () => KnownLimits;
  readonly tell: (shard: number, known: KnownLimits) => Promise<void>;
  readonly now: () => number;
  readonly arm: (at: number) => void;
  readonly failed: (what: string, error: unknown) => void;
}

export class GateListeners {
  readonly #ports: ListenerPorts;
  readonly #told: Map<number, number>;

  constructor(ports: ListenerPorts) {
    this.#ports = ports;
    this.#told = new Map(ports.store.shards());
  }

  /** It knows this now, and is told of changes from now on. */
  heard(shard: number, version: number): void {
    if (this.#told.get(shard) !== version) {
      this.#ports.store.told(shard, version);
      this.#told.set(shard, version);
    }
  }

  /** Resolves when all that can be reached know. */
  async tellAll(): Promise<void> {
    const { known, tell, failed, arm, now } = this.#ports;
    const limits = known();
    const behind = [...this.#told].filter(([, version]) => version < limits.version);
    const told = await Promise.allSettled(
      behind.map(async ([shard]) => {
        await tell(shard, limits);
        this.heard(shard, Math.max(limits.version, this.#told.get(shard) ?? 0));
      }),
    );

    for (const each of told) {
      if (each.status === "rejected") {
        failed(
          "A result backend could not be told of a queue's limits; it is told again",
          each.reason,
        );
        arm(now() + RETRY_MS);
      }
    }
  }

  /** Whether somebody has yet to be told. */
  get isBehind(): boolean {
    const { version } = this.#ports.known();

    return this.#told.values().some((told) => told < version);
  }
}
