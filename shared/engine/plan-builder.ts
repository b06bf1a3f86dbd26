/** Collects the nodes and gates of a plan, and what is wrong with the canvas it comes from. */
import { describe } from "../canvas/describe.ts";
import type { JsonObject, JsonValue } from "../canvas/json.ts";
import type { Route } from "../policy/routing.ts";
import { DEFAULT_QUEUE } from "../wire/queue-names.ts";
import type { TaskCatalog } from "./catalog.ts";
import { gateOptionsOf, keyProblem } from "./gate-options.ts";
import { CHOSEN_ID_FORM, isChosenId, isRunId } from "./ids.ts";
import { MAX_CANVAS_NODES, MAX_VALUE_BYTES } from "./limits.ts";
import { parseOptions } from "./options.ts";
import {
  type Gate,
  type NodeOptions,
  type Plan,
  type PlanNode,
  type Ref,
  gateIndex,
  gateRef,
  isGate,
} from "./plan.ts";
import type { Problem } from "./problem.ts";
import { utf8Bytes } from "./values.ts";

/** A reader mends a few mistakes at a time; more than this are not listed. */
const MAX_PROBLEMS = 20;
const MAX_WARNINGS = 20;

/** An errback watches every step of its chain, so nested chains with one each could make a small canvas a large plan. */
const MAX_WATCHED = 1_000_000;

/** One task execution as the canvas asks for it. */
export interface TaskCall {
  readonly task: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  readonly options: JsonObject;
  readonly immutable: boolean;
  /** The task whose own options count, where that is another: a map runs as its inner task would. */
  readonly routedAs?: string;
  readonly input: Ref | null;
  /** Where in the canvas it stands. */
  readonly path: string;
}

export class PlanBuilder {
  readonly #catalog: TaskCatalog;
  readonly #nodes: PlanNode[] = [];
  readonly #gates: Gate[] = [];
  /** What all errbacks watch together. */
  #watched = 0;
  #chosenId: string | null = null;
  readonly problems: Problem[] = [];
  readonly warnings = new Set<string>();

  constructor(catalog: TaskCatalog) {
    this.#catalog = catalog;
  }

  /** For what is only checked. */
  scratch(): PlanBuilder {
    return new PlanBuilder(this.#catalog);
  }

  /** How many nodes there are so far. */
  get size(): number {
    return this.#nodes.length;
  }

  addNode(call: TaskCall): number {
    const { task, args, kwargs, input, immutable } = call;
    const options = this.#optionsOf(call);

    this.#check(call);

    const node = this.#nodes.push({ task, args, kwargs, options, input, immutable }) - 1;

    if (node === MAX_CANVAS_NODES) {
      const message = `A canvas holds at most ${MAX_CANVAS_NODES} task executions; this one asks for more. Split it into several runs.`;
      this.addProblem({ kind: "too-large", path: call.path, message });
    }

    return node;
  }

  addGate(gate: Gate): Ref {
    const watched = gate.kind === "errback" ? gate.watched.length : 0;

    if (this.#watched <= MAX_WATCHED && this.#watched + watched > MAX_WATCHED) {
      const message = `Expected error handlers that watch at most ${MAX_WATCHED} tasks together; hang them on fewer chains inside each other.`;
      this.addProblem({ kind: "too-large", path: "canvas", message });
    }

    this.#watched += watched;

    return gateRef(this.#gates.push(gate) - 1);
  }

  /** The joins whose failure reaches what waits for `ref` first: an empty group has nobody to be told before. */
  joinsBefore(ref: Ref | null): readonly Ref[] {
    const gate = ref !== null && isGate(ref) ? this.#gates[gateIndex(ref)] : undefined;

    if (ref === null || gate?.kind !== "join") {
      return [];
    }

    return gate.members.length === 0 ? [ref, ...this.joinsBefore(gate.after)] : [ref];
  }

  addProblem(problem: Problem): void {
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push(problem);
    }
  }

  /** The canvas asks for more than a run may hold: the walk stops instead of filling memory. */
  get isFull(): boolean {
    return this.#nodes.length > MAX_CANVAS_NODES || this.#watched > MAX_WATCHED;
  }

  /** The id that a canvas asks for as a whole is its run's; what is left asks for none. */
  takeChosenId<Canvas extends { readonly options: JsonObject }>(
    canvas: Canvas,
    path: string,
  ): Canvas {
    const { task_id: chosenId = null, ...options } = canvas.options;

    if (typeof chosenId === "string" && isChosenId(chosenId)) {
      this.#chosenId = chosenId;
    } else if (chosenId !== null) {
      this.addProblem({
        kind: "bad-option",
        path: `${path}.options.task_id`,
        message: badChosenId(chosenId),
      });
    }

    return { ...canvas, options };
  }

  build(output: Ref, lone: boolean): Plan {
    const chosenId = this.#chosenId;

    return {
      nodes: this.#nodes,
      gates: this.#gates,
      output,
      lone,
      fragments: [],
      ...(chosenId !== null && { chosenId }),
    };
  }

  /** Registered, with arguments that can be right, and small enough to be kept. */
  #check({ task, args, kwargs, options, input, immutable, path }: TaskCall): void {
    if (this.#catalog.find(task) === undefined) {
      this.addProblem({
        kind: "unknown-task",
        path: `${path}.task`,
        message: unknownTask(task, this.#catalog.names),
      });

      return;
    }

    for (const problem of this.#catalog.problemsOf(task, {
      args,
      kwargs,
      leading: input !== null && !immutable,
    })) {
      this.addProblem({
        kind: "bad-arguments",
        path: `${path}.${problem.path}`,
        message: problem.message,
      });
    }

    const { headers } = options;
    const bytes = jsonBytes(args) + jsonBytes(kwargs) + (headers ? jsonBytes(headers) : 0);

    if (bytes > MAX_VALUE_BYTES) {
      const message = `The arguments and headers of one task may take ${MAX_VALUE_BYTES} bytes of JSON; these take ${bytes}. Store the data elsewhere and pass a reference.`;
      this.addProblem({ kind: "too-large", path: `${path}.args`, message });
    }
  }

  #optionsOf(call: TaskCall): NodeOptions {
    const { options: given, problems, warnings } = parseOptions(call.options, call.path);
    const task = this.#catalog.find(call.routedAs ?? call.task) ?? {};
    const route = this.#routeOf(call);
    const queue = given.queue ?? task.queue ?? route.queue ?? DEFAULT_QUEUE;
    const { concurrency: _limit, concurrencyKey: _key, perSecond: _rate, ...options } = given;

    problems.forEach((problem) => this.addProblem(problem));
    warnings.slice(0, MAX_WARNINGS - this.warnings.size).forEach((warning) => {
      this.warnings.add(warning);
    });
    this.#checkQueue(queue, call.path);
    this.#checkKey(keyProblem(given, task), call.path);

    return {
      ...(task.ignoreResult === true && { ignoreResult: true }),
      ...(task.acksLate === false && { acksLate: false }),
      ...options,
      ...gateOptionsOf(given, task, route.priority),
      queue,
    };
  }

  #routeOf({ task, routedAs = task, args, kwargs, options }: TaskCall): Route {
    return this.#catalog.route?.({ task: routedAs, args, kwargs, options }) ?? {};
  }

  #checkQueue(queue: string, path: string): void {
    const { queues } = this.#catalog;

    if (queues !== "any" && !queues.includes(queue)) {
      const message = `Expected one of the queues ${queues.join(", ")}; got "${queue}". Queues are declared in wrangler.toml.`;
      this.addProblem({ kind: "unknown-queue", path: `${path}.options.queue`, message });
    }
  }

  #checkKey(message: string | null, path: string): void {
    if (message !== null) {
      this.addProblem({ kind: "bad-option", path: `${path}.options.concurrency_key`, message });
    }
  }
}

function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}

function badChosenId(chosenId: JsonValue): string {
  const came = describe(chosenId);

  return typeof chosenId === "string" && isRunId(chosenId)
    ? `Expected an id of another form, such as a UUIDv4: a UUIDv7 is taken for one that was made here; got ${came}.`
    : `Expected ${CHOSEN_ID_FORM}; got ${came}.`;
}

function unknownTask(task: string, names: readonly string[]): string {
  return `No task "${task.slice(0, 100)}" is registered. Registered are: ${names.join(", ")}.`;
}
