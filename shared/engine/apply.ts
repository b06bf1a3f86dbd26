/**
 * The only place where a run changes. Facts go in; what follows from them is worked out at once (`cascade.ts`). Deterministic: the same
 * facts on the same run give the same run, live, at a replay, in a browser.
 */
import { Cascade } from "./cascade.ts";
import type { Consequences } from "./consequences.ts";
import { type CommonFact, type Delta, type Fact, isCommon } from "./delta.ts";
import { EXPIRED_ERROR, REVOKED_ERROR, TERMINATED_ERROR } from "./errors.ts";
import { extendRun, nodesPutBy } from "./fragments.ts";
import type { TaskError } from "./outcome.ts";
import { addPastAttempt } from "./past-attempts.ts";
import { type Ranges, fromRanges, toRanges } from "./ranges.ts";
import { type NodeState, type RunState, isFinal, nodeAt } from "./run.ts";
import { SMOOTH, type Transport, redelivered, resent } from "./transport.ts";

export function applyDelta(run: RunState, delta: Delta): Consequences {
  // All at once: the graph is built anew with them.
  extendRun(
    run,
    delta.facts.flatMap((fact) =>
      fact.kind === "expanded" ? [{ owner: fact.node, plan: fact.plan }] : [],
    ),
  );

  const cascade = new Cascade(run, delta.at);

  for (const fact of delta.facts) {
    applyFact(cascade, fact);
    cascade.drain();
  }

  return cascade.conclude();
}

function applyFact(cascade: Cascade, fact: Fact): void {
  if (isCommon(fact)) {
    applyCommon(cascade, fact);

    return;
  }

  switch (fact.kind) {
    case "started":
      cascade.start();
      return;
    case "succeeded":
    case "failed":
    case "ignored":
      cascade.finish(fact.node, endOf(fact));
      return;
    case "retried":
      retry(cascade, fact);
      return;
    case "released":
      letThrough(cascade, fact);
      return;
    case "leased":
      lease(cascade, fact);
      return;
    case "expanded":
      expand(cascade, fact);
      return;
    case "restarted":
      restart(cascade, fact);
      return;
  }
}

function applyCommon(cascade: Cascade, { kind, nodes }: CommonFact): void {
  switch (kind) {
    case "gated":
      gate(cascade, nodes);
      return;
    case "sent":
      send(cascade, nodes);
      return;
    case "redelivered":
      sendAgain(cascade, nodes, redelivered);
      return;
    case "resent":
      sendAgain(cascade, nodes, resent);
      return;
    case "due":
      letGo(cascade, nodes);
      return;
    case "expired":
      revoke(cascade, nodes, EXPIRED_ERROR);
      return;
    case "revoked":
      revoke(cascade, nodes, REVOKED_ERROR);
      return;
    case "terminated":
      revoke(cascade, nodes, TERMINATED_ERROR);
      return;
  }
}

function gate(cascade: Cascade, nodes: Ranges): void {
  for (const node of fromRanges(nodes)) {
    const { status, transport } = nodeAt(cascade.run, node);

    if (status === "READY") {
      cascade.change(node, { status: "GATED", transport: { ...transport, isGated: true } });
    }
  }
}

function letThrough(
  cascade: Cascade,
  { node, at, isCounted }: Fact & { readonly kind: "released" },
): void {
  const { status, transport } = nodeAt(cascade.run, node);

  if (!isFinal(status)) {
    const after = { ...transport, isGated: isCounted };

    cascade.change(node, { status: "SENT", queuedAt: at, sentAt: at, transport: after });
  }
}

function send(cascade: Cascade, nodes: Ranges): void {
  for (const node of fromRanges(nodes)) {
    if (!isFinal(nodeAt(cascade.run, node).status)) {
      cascade.change(node, { status: "SENT", sentAt: cascade.at });
    }
  }
}

function lease(
  cascade: Cascade,
  { node, holder, deliveries }: Fact & { readonly kind: "leased" },
): void {
  const { status, transport } = nodeAt(cascade.run, node);

  if (!isFinal(status)) {
    cascade.change(node, { transport: { ...transport, holder, deliveries } });
  }
}

function sendAgain(
  cascade: Cascade,
  nodes: Ranges,
  after: (transport: Transport) => Transport,
): void {
  for (const node of fromRanges(nodes)) {
    const { status, transport } = nodeAt(cascade.run, node);

    if (!isFinal(status)) {
      cascade.change(node, { transport: after(transport) });
      cascade.queueAt(node, cascade.at, "DELAYED");
    }
  }
}

function letGo(cascade: Cascade, nodes: Ranges): void {
  for (const node of fromRanges(nodes)) {
    cascade.queueAt(node, cascade.at, "DELAYED");
  }
}

/** All of them first, then what follows: a revoked run is REVOKED throughout, not FAILURE where an outcome spread first. */
function revoke(cascade: Cascade, nodes: Ranges, error: TaskError): void {
  for (const node of fromRanges(nodes)) {
    if (nodeAt(cascade.run, node).status === "REVOKED") {
      cascade.change(node, { error });
    } else {
      cascade.finish(node, { status: "REVOKED", error });
    }
  }
}

/** Another task of its group may have ended it in this very step: then what it put in its place never begins. */
function expand(
  cascade: Cascade,
  { node, startedAt, fragment }: Fact & { readonly kind: "expanded" },
): void {
  if (isFinal(nodeAt(cascade.run, node).status)) {
    revoke(cascade, toRanges(nodesPutBy(cascade.run, node)), REVOKED_ERROR);
  } else {
    cascade.expand(node, startedAt, fragment);
  }
}

function retry(
  cascade: Cascade,
  { node, startedAt, error, dueAt }: Fact & { readonly kind: "retried" },
): void {
  const { attempt, retries, past, queuedAt } = nodeAt(cascade.run, node);

  cascade.change(node, {
    attempt: attempt + 1,
    retries: retries + 1,
    startedAt: 0,
    error,
    past: addPastAttempt(past, { queuedAt, startedAt, finishedAt: cascade.at, error }),
    transport: SMOOTH,
  });
  cascade.queueAt(node, dueAt, "RETRY");
}

function restart(cascade: Cascade, { nodes, edited }: Fact & { readonly kind: "restarted" }): void {
  if (edited !== null) {
    const { node, ...call } = edited;

    cascade.change(node, { edited: call });
  }

  cascade.restart([...fromRanges(nodes)]);
}

/** How an execution ended by itself. */
function endOf(
  fact: Fact & { readonly kind: "succeeded" | "failed" | "ignored" },
): Partial<NodeState> {
  const { startedAt } = fact;

  switch (fact.kind) {
    case "succeeded":
      return { status: "SUCCESS", startedAt, value: fact.value, error: null };
    case "failed":
      return { status: "FAILURE", startedAt, error: fact.error };
    case "ignored":
      return { status: "IGNORED", startedAt, error: null };
  }
}
