/**
 * Keeps the leases of what runs: one renewal for all of a shard, 5 s after the claim and then every 15 s. A short batch never renews. The
 * answer says what is to stop: it was terminated, or another execution has been recorded meanwhile.
 */
import { FIRST_RENEWAL_MS, RENEWAL_MS } from "../../shared/engine/leases.ts";
import type { Progress } from "../../shared/engine/progress.ts";
import { Terminated, TimeLimitExceeded } from "../../shared/task/errors.ts";
import { MAX_SECONDS } from "../../shared/task/time-limits.ts";
import {
  type LeaseState,
  RPC_VERSION,
  type RenewItem,
  type ResultBackendRpc,
} from "../../shared/wire/rpc.ts";
import type { GrantedJob } from "./claims.ts";
import type { Job } from "./delivery.ts";
import type { ConsumerPorts } from "./ports.ts";
import { Stop } from "./stop.ts";

/** A task that runs here, and how to stop it. */
export class Tenant {
  readonly granted: GrantedJob;
  readonly stop = new Stop();
  /** What the task said last of how far it is. */
  progress: Progress | null = null;

  constructor(granted: GrantedJob) {
    this.granted = granted;
  }

  get lease(): RenewItem {
    const { job, holder } = this.granted;
    const { run, node, attempt } = job.message;

    return {
      run,
      node,
      attempt,
      ...holder,
      ...(this.progress !== null && { progress: this.progress }),
    };
  }

  heed(state: LeaseState): void {
    switch (state) {
      case "renewed":
      case "held":
      case "revoked":
        return;
      case "terminated":
        this.stop.stop(new Terminated("The task was revoked and terminated."));
        return;
      case "over":
        this.stop.stop(new Terminated("Another execution of the task was recorded first."));
    }
  }
}

export type RenewalPorts = Pick<ConsumerPorts, "after" | "log"> & Pick<ResultBackendRpc, "renew">;

type Tenants = ReadonlyMap<Job, Tenant>;

/** What a task says of how far it is leaves so soon, with the last word of all that was said meanwhile. */
const PROGRESS_MS = 500;

/** Renews for all that is in `tenants` at the time, until it is released. Never throws. */
export class LeaseKeeper {
  readonly #tenants: Tenants;
  readonly #ports: RenewalPorts;
  readonly #cancelEnd: () => void;
  #cancel: () => void;
  /** Something is to be told before the next renewal is due. */
  #isHurried = false;
  #isAsking = false;
  #isReleased = false;

  constructor(tenants: Tenants, ports: RenewalPorts) {
    this.#tenants = tenants;
    this.#ports = ports;
    this.#cancel = ports.after(FIRST_RENEWAL_MS, () => void this.#tick());
    this.#cancelEnd = ports.after(MAX_SECONDS * 1000, () =>
      tenants.forEach(({ stop }) => stop.stop(new TimeLimitExceeded(MAX_SECONDS))),
    );
  }

  hurry(): void {
    if (!this.#isHurried && !this.#isReleased) {
      this.#isHurried = true;

      if (!this.#isAsking) {
        this.#cancel();
        this.#wait(PROGRESS_MS);
      }
    }
  }

  release(): void {
    this.#isReleased = true;
    this.#cancel();
    this.#cancelEnd();
  }

  async #tick(): Promise<void> {
    this.#isHurried = false;
    this.#isAsking = true;

    const isRenewed = await renew(this.#tenants, this.#ports);
    const pauseMs = isRenewed ? RENEWAL_MS : FIRST_RENEWAL_MS;

    this.#isAsking = false;

    if (!this.#isReleased) {
      this.#wait(this.#isHurried ? PROGRESS_MS : pauseMs);
    }
  }

  #wait(ms: number): void {
    this.#cancel = this.#ports.after(ms, () => void this.#tick());
  }
}

/** False: the backend did not answer. */
async function renew(tenants: Tenants, { renew: ask, log }: RenewalPorts): Promise<boolean> {
  const asked = [...tenants.values()];

  try {
    const { states } =
      asked.length === 0
        ? { states: [] }
        : await ask({ v: RPC_VERSION, items: asked.map(({ lease }) => lease) });

    asked.forEach((tenant, index) => tenant.heed(states[index] ?? "renewed"));

    return true;
  } catch (error) {
    log("Could not renew leases", { tasks: asked.length, error: String(error) });

    return false;
  }
}
