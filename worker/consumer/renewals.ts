/**
 * Keeps the leases of what runs: one renewal for all of a shard, 5 s after the claim and then every 15 s. A short batch never renews. The
 * answer says what is to stop: it was terminated, or another execution has been recorded meanwhile.
 */
import { FIRST_RENEWAL_MS, RENEWAL_MS } from "../../shared/engine/leases.ts";
import { Terminated } from "../../shared/task/errors.ts";
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

  constructor(granted: GrantedJob) {
    this.granted = granted;
  }

  get lease(): RenewItem {
    const { job, holder } = this.granted;
    const { run, node, attempt } = job.message;

    return { run, node, attempt, ...holder };
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

/** Renews for all that is in `tenants` at the time, until what this returns is called. Never throws. */
export function keepLeases(tenants: Tenants, ports: RenewalPorts): () => void {
  let isOver = false;
  let cancel = ports.after(FIRST_RENEWAL_MS, tick);

  function tick(): void {
    void renew(tenants, ports).then((isRenewed) => {
      if (!isOver) {
        cancel = ports.after(isRenewed ? RENEWAL_MS : FIRST_RENEWAL_MS, tick);
      }
    });
  }

  return () => {
    isOver = true;
    cancel();
  };
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
