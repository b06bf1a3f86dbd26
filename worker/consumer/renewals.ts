/**
 * Keeps the leases of what runs: one renewal for all of a shard, 5 s after the claim and then every 15 s, counted from when it asked: a slow
 * answer does not put off the next renewal. A short batch never renews. The answer says what is to stop: it was terminated, or another
 * execution has been recorded meanwhile.
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
import type { Reins } from "./run-task.ts";
import { Stop } from "./stop.ts";

/** A task that runs here, and how to stop it. */
export class Tenant implements Reins {
  readonly granted: GrantedJob;
  readonly stop = new Stop();
  readonly #keeper: Pick<LeaseKeeper, "hurry">;
  /** What the task said last of how far it is. */
  #progress: Progress | null = null;

  constructor(granted: GrantedJob, keeper: Pick<LeaseKeeper, "hurry">) {
    this.granted = granted;
    this.#keeper = keeper;
  }

  tell(progress: Progress): void {
    this.#progress = progress;
    this.#keeper.hurry();
  }

  get lease(): RenewItem {
    const { job, holder } = this.granted;
    const { run, node, attempt } = job.message;

    return {
      run,
      node,
      attempt,
      ...holder,
      ...(this.#progress !== null && { progress: this.#progress }),
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

export type RenewalPorts = Pick<ConsumerPorts, "after" | "log" | "now"> &
  Pick<ResultBackendRpc, "renew">;

/** What a task says of how far it is leaves so soon, with the last word of all that was said meanwhile. */
const PROGRESS_MS = 500;

/** Renews for all that is not over, until it is released. Never throws. */
export class LeaseKeeper {
  readonly #tenants: Map<Job, Tenant>;
  readonly #ports: RenewalPorts;
  #cancel: () => void;
  #cancelEnd = (): void => {};
  /** Something is to be told before the next renewal is due. */
  #isHurried = false;
  #isAsking = false;
  #isReleased = false;

  constructor(granted: readonly GrantedJob[], ports: RenewalPorts) {
    this.#tenants = new Map(granted.map((one) => [one.job, new Tenant(one, this)]));
    this.#ports = ports;
    // Most are over before, so the end is timed only then.
    this.#cancel = ports.after(FIRST_RENEWAL_MS, () => {
      this.#timeEnd();
      void this.#tick();
    });
  }

  get tenants(): readonly Tenant[] {
    return [...this.#tenants.values()];
  }

  /** It is over. */
  forget(job: Job): void {
    this.#tenants.delete(job);
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

  #timeEnd(): void {
    this.#cancelEnd = this.#ports.after(MAX_SECONDS * 1000 - FIRST_RENEWAL_MS, () =>
      this.#tenants.forEach(({ stop }) => stop.stop(new TimeLimitExceeded(MAX_SECONDS))),
    );
  }

  async #tick(): Promise<void> {
    const askedAt = this.#ports.now();

    this.#isHurried = false;
    this.#isAsking = true;

    const isRenewed = await renew(this.tenants, this.#ports);
    const tookMs = Math.max(0, this.#ports.now() - askedAt);
    const pauseMs = isRenewed ? Math.max(PROGRESS_MS, RENEWAL_MS - tookMs) : FIRST_RENEWAL_MS;

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
async function renew(
  asked: readonly Tenant[],
  { renew: ask, log }: RenewalPorts,
): Promise<boolean> {
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
