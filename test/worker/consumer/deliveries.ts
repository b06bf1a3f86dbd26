import { makeRunId } from "../../../shared/engine/ids.ts";
import type { TaskMessage } from "../../../shared/wire/message.ts";
import type { ClaimRequest, Grant, RenewRequest, ReportRequest } from "../../../shared/wire/rpc.ts";
import { consume } from "../../../worker/consumer/consume.ts";
import type { Delivery } from "../../../worker/consumer/delivery.ts";
import type { ConsumerPorts, ShardBackend } from "../../../worker/consumer/ports.ts";

export function runId(shard: number, seed = 1): string {
  return makeRunId(1_800_000_000_000, shard, new Uint8Array(8).fill(seed));
}

export function taskMessage(overrides: Partial<TaskMessage> = {}): TaskMessage {
  return {
    v: 1,
    run: runId(0),
    node: 0,
    attempt: 1,
    task: "add",
    call: "[[2,2],{}]",
    ...overrides,
  };
}

/** A delivered message that remembers what was done with it. As on the platform, the first word counts. */
export interface TestDelivery extends Delivery {
  fate: "acked" | { readonly delaySeconds: number } | null;
}

export function delivery(body: unknown, attempts = 1): TestDelivery {
  const made: TestDelivery = {
    id: `message-${JSON.stringify(body)}`,
    attempts,
    body,
    fate: null,
    ack() {
      made.fate ??= "acked";
    },
    retry(options) {
      made.fate ??= options;
    },
  };

  return made;
}

/** A backend that grants everything and remembers what it was asked. */
export interface TestBackend extends ShardBackend {
  readonly claims: ClaimRequest[];
  readonly reports: ReportRequest[];
  readonly renewals: RenewRequest[];
}

export function testBackend(overrides: Partial<ShardBackend> = {}): TestBackend {
  const claims: ClaimRequest[] = [];
  const reports: ReportRequest[] = [];
  const renewals: RenewRequest[] = [];

  return {
    claims,
    reports,
    renewals,
    claim: async (request) => {
      claims.push(request);

      return (overrides.claim ?? grantAll)(request);
    },
    call: overrides.call ?? (async () => null),
    report: async (request) => {
      reports.push(request);

      return (overrides.report ?? acceptAll)(request);
    },
    renew: async (request) => {
      renewals.push(request);

      return (overrides.renew ?? renewAll)(request);
    },
  };
}

async function grantAll({ items }: ClaimRequest): ReturnType<ShardBackend["claim"]> {
  return {
    grants: items.map(() => grant()),
  };
}

type Granted = Extract<Grant, { readonly kind: "run" }>;

/** Leave to run a task. */
export function grant(part: Partial<Granted> = {}): Granted {
  return {
    kind: "run",
    taskId: "t",
    limits: {},
    call: null,
    retries: 0,
    startedAt: 7,
    staysAlone: false,
    ...part,
  };
}

async function acceptAll({ items }: ReportRequest): ReturnType<ShardBackend["report"]> {
  return { accepted: items.length };
}

async function renewAll({ items }: RenewRequest): ReturnType<ShardBackend["renew"]> {
  return { states: items.map(() => "renewed") };
}

/** Consumes what the queue `default` delivered. */
export function consumed(messages: readonly Delivery[], ports: ConsumerPorts): Promise<void> {
  return consume({ queue: "lovage-default", messages }, ports);
}

/** Time that passes only when something waits for it. */
export class TestClock {
  #now = 0;
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);

    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  /** Lets everything that can happen now happen, then lets time pass up to the next timer. False: nothing is left to wait for. */
  async advance(): Promise<boolean> {
    await idle();
    const [next] = this.#timers.toSorted((a, b) => a.at - b.at);

    if (next === undefined) {
      return false;
    }

    this.#timers = this.#timers.filter((one) => one !== next);
    this.#now = next.at;
    next.callback();
    await idle();

    return true;
  }

  async runAll(): Promise<void> {
    while (await this.advance()) {
      // Until nobody waits any more.
    }
  }
}

/** All promises that are settled have told so: more turns than the longest chain of them here. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    await Promise.resolve();
  }
}

export function consumerPorts(
  clock: TestClock,
  overrides: Partial<ConsumerPorts> = {},
): ConsumerPorts {
  return {
    backend: () => testBackend(),
    run: async ({ job: { message } }) => ({
      run: message.run,
      node: message.node,
      attempt: message.attempt,
      startedAt: clock.now(),
      outcome: { kind: "success", value: "4" },
      logs: [],
    }),
    now: clock.now,
    random: () => 0.5,
    newId: () => "claim",
    isLongRunning: () => false,
    runners: () => [],
    reportPatienceMs: 30_000,
    after: clock.after,
    log: () => {},
    ...overrides,
  };
}
