/**
 * A deployment in a world of its own: the real result backends, the real consumer and the real tasks, on queues, disks, alarms, clocks
 * and a network that do what the platform's may do. Nothing in it is random but the dice, so a seed tells the same story each time.
 */
import { parseTaskId, shardOf } from "../../../shared/engine/ids.ts";
import type { TaskContext } from "../../../shared/task/context.ts";
import type { TaskRegistry } from "../../../shared/task/registry.ts";
import { bindingOf } from "../../../shared/wire/queue-names.ts";
import { backendName } from "../../../worker/backend.ts";
import { runnerPorts } from "../../../worker/task-runner.ts";
import { watchOne } from "../../../worker/watchdog.ts";
import { type Surroundings, openBackend, openRunner } from "../../support/platform/backend.ts";
import { Consumers } from "./consumers.ts";
import type { Dice } from "./dice.ts";
import { openGateIn } from "./gate-object.ts";
import { simulateGlobals } from "./globals.ts";
import { describe, isInjected, isStrange } from "./injected-fault.ts";
import { Life } from "./life.ts";
import { CONSUMED_QUEUES, DEAD_QUEUE } from "./queue-settings.ts";
import { type Release, messageIn } from "./releases.ts";
import { isOverOnDisk } from "./shard-on-disk.ts";
import { SimulatedObject } from "./simulated-object.ts";
import { SimulatedQueue } from "./simulated-queue.ts";
import { caller, stubOf } from "./stub.ts";
import { Tally } from "./tally.ts";
import { type Behaviour, simulatedTasks } from "./tasks.ts";
import { Timeline } from "./timeline.ts";
import { Witness } from "./witness.ts";
import type { WorldPorts } from "./world-ports.ts";

simulateGlobals();

export const STARTS_AT = Date.UTC(2026, 0, 1);

/** One execution of a task that began. */
export interface Execution {
  readonly taskId: string;
  readonly attempt: number;
  /** Its arguments as JSON. */
  readonly values: string;
}

export interface WorldSettings {
  readonly dice: Dice;
  /** How the executions of a task go, by its name in the story. */
  readonly behaviourOf: (task: string) => Behaviour;
  /** So long results are kept; 0: for ever. */
  readonly resultExpiresSeconds: number;
  /** Of a run, for the story: run ids are hard to read. */
  readonly runName: (runId: string) => string;
}

export class World {
  readonly timeline = new Timeline(STARTS_AT);
  readonly dice: Dice;
  /** So long results are kept; 0: for ever. */
  readonly resultExpiresSeconds: number;
  readonly #settings: WorldSettings;
  readonly #ports: WorldPorts;
  readonly #tasks: TaskRegistry;
  readonly queues: ReadonlyMap<string, SimulatedQueue>;
  readonly objects = new Map<string, SimulatedObject>();
  readonly gates = new Map<string, SimulatedObject>();
  readonly executions: Execution[] = [];
  readonly #witness = new Witness();
  readonly #contexts = new WeakSet<TaskContext>();
  /** Tasks, as run id and node, whose message a queue gave up. */
  readonly givenUp = new Set<string>();
  /** How many consumers a task lost, and how often a queue lost its message. */
  readonly lostWorkers = new Tally();
  readonly lost = new Tally();
  /** Which release code is of that begins now. */
  releaseOf: (life: string) => Release = () => "older";
  /** Told of each execution that begins. */
  onBegan: (execution: Execution) => void = () => {};
  /** What happened, line by line. */
  readonly story: string[] = [];
  /** What happened and must not have. */
  readonly wrongs: string[] = [];

  constructor(settings: WorldSettings) {
    this.#settings = settings;
    this.dice = settings.dice;
    this.resultExpiresSeconds = settings.resultExpiresSeconds;
    this.#ports = {
      timeline: this.timeline,
      dice: settings.dice,
      begin: (name) => this.begin(name),
      bindingsOf: (life) => this.#bindingsOf(life),
      nameOf: (body) => this.#nameOf(body),
      answered: (life, call) => this.#witness.answered(life, call),
      acknowledged: (life, body) => this.#acknowledged(life, body),
      lostWorker: (body) => this.lostWorkers.count(taskOf(body)),
      cutOff: (task) => this.lostWorkers.count(task),
      tell: (line) => this.tell(line),
      wrong: (what) => void this.wrongs.push(what),
    };
    this.#tasks = simulatedTasks({
      behaviourOf: (taskId) => settings.behaviourOf(this.taskName(taskId)),
      began: (context, values) => this.#began(context, values),
      ended: ({ taskId }) => caller().step(`ends ${this.taskName(taskId)}`),
    });
    this.queues = this.#makeQueues();
  }

  /** Nothing is on its way to a consumer or with one. */
  get isDrained(): boolean {
    return this.queues.values().every((queue) => queue.isDrained);
  }

  /** Messages that queues took so far. */
  get taken(): number {
    return this.queues.values().reduce((sum, { taken }) => sum + taken, 0);
  }

  tell(line: string): void {
    this.story.push(`${((this.timeline.now - STARTS_AT) / 1000).toFixed(3)} ${line}`);
  }

  /** A life for code that is neither an object's nor a consumer's. */
  begin(name: string): Life {
    const begun = new Life(name, {
      timeline: this.timeline,
      random: () => this.dice.upTo(2 ** 31, `dice of ${name}`) / (2 ** 31 + 1),
      heard: (life, words) => this.#heard(life, words),
      threw: (life, error) => void this.wrongs.push(`${life.name} threw ${describe(error)}`),
    });

    begun.release = this.releaseOf(name);

    return begun;
  }

  /** Runs `work` as code of the Worker, with its bindings. */
  asWorker<Result>(name: string, work: (env: object) => Promise<Result>): Promise<Result> {
    const life = this.begin(name);

    return life.live(() => work(this.#bindingsOf(life)));
  }

  object(name: string): SimulatedObject {
    const open = isRunner(name) ? this.#openRunner : openBackend;
    const object = this.objects.get(name) ?? new SimulatedObject(name, open, this.#ports);

    this.objects.set(name, object);

    return object;
  }

  gate(queue: string): SimulatedObject {
    const gate = this.gates.get(queue) ?? new SimulatedObject(queue, openGateIn, this.#ports);

    this.gates.set(queue, gate);

    return gate;
  }

  /** The cron trigger fires. */
  tick(): void {
    void this.asWorker("the cron trigger", (env) =>
      watchOne(env as never, this.timeline.now).catch(() => {}),
    );
  }

  readonly #openRunner = (surroundings: Surroundings): object =>
    openRunner(surroundings, runnerPorts(surroundings.bindings, this.#tasks));

  #makeQueues(): ReadonlyMap<string, SimulatedQueue> {
    const consumers = new Consumers(this.#ports, this.#tasks);
    const queues = new Map<string, SimulatedQueue>();

    for (const { name, ...settings } of CONSUMED_QUEUES.toReversed()) {
      // A hundred deliveries take long: in some worlds a queue gives up sooner.
      const isImpatient = this.dice.chosen(`queue ${name} gives up soon`, 0.2);
      const maxRetries = isImpatient ? 1 : settings.maxRetries;
      const side = 1 + this.dice.upTo(3, `consumers of ${name}`);
      const deadLetters = queues.get(DEAD_QUEUE) ?? null;

      queues.set(
        name,
        new SimulatedQueue(
          name,
          { ...settings, maxRetries, consumers: side, deadLetters },
          {
            ...this.#ports,
            consume: consumers.consume,
            lost: (body) => this.lost.count(taskOf(body)),
            gaveUp: (body) => this.#gaveUp(body),
          },
        ),
      );
    }

    return queues;
  }

  #began(context: TaskContext, values: unknown): boolean {
    const life = caller();
    const { taskId, attempt } = context;

    if (this.#contexts.has(context) || life.isOver) {
      return false;
    }

    this.#contexts.add(context);

    this.tell(`${life.name} runs ${this.taskName(taskId)} attempt ${attempt}`);

    const execution = { taskId, attempt, values: JSON.stringify(values) };

    this.executions.push(execution);
    this.onBegan(execution);
    life.step(`begins ${this.taskName(taskId)}`);

    if (isRunner(life.name)) {
      const { run, node } = parseTaskId(taskId) ?? { run: taskId, node: 0 };

      life.onEnd(() => this.lostWorkers.count(`${run}.${node ?? 0}`));
    }

    if (this.#settings.behaviourOf(this.taskName(taskId)).kills) {
      life.end();
    }

    return true;
  }

  #bindingsOf(life: Life): object {
    const queues = this.queues
      .entries()
      .map(([name, queue]) => [bindingOf(name), queue.bindingFor(life)] as const);

    const objects = {
      getByName: (name: string) => stubOf(this.object(name), life, this.#ports),
    };

    return {
      ...Object.fromEntries(queues),
      LOVAGE_SHARDS: "2",
      LOVAGE_RESULT_EXPIRES: String(this.resultExpiresSeconds),
      LOVAGE_DEAD_LETTER_EXPIRES: String(this.resultExpiresSeconds),
      RESULT_BACKEND: objects,
      TASK_RUNNER: objects,
      QUEUE_GATE: {
        getByName: (name: string) => stubOf(this.gate(name), life, this.#ports),
      },
    };
  }

  #acknowledged(life: Life, body: unknown): void {
    const object = objectOf(this, messageIn(body).run);

    if (
      !this.#witness.mayAcknowledge(life, body, object.disk) &&
      !isOverOnDisk(messageIn(body), object, this.#ports)
    ) {
      this.wrongs.push(`${life.name} acknowledged ${this.#nameOf(body)}, which it must not.`);
    }
  }

  #gaveUp(body: unknown): void {
    this.tell(`a queue gives up ${this.#nameOf(body)}`);
    this.givenUp.add(taskOf(body));
  }

  #heard(life: Life, [what, error, ...more]: readonly unknown[]): void {
    this.tell(`${life.name} says: ${[what, error, ...more].map(String).join(" ")}`);

    if ((error !== undefined && !isInjected(error)) || isStrange(what)) {
      this.wrongs.push(`${life.name} failed: ${String(what)}: ${describe(error)}`);
    }
  }

  #nameOf(body: unknown): string {
    const { run, node, attempt } = messageIn(body);

    return `${this.#settings.runName(run)} node ${node} attempt ${attempt}`;
  }

  taskName(taskId: string): string {
    return this.#settings.runName(taskId.slice(0, 36)) + taskId.slice(36);
  }
}

/** Run id and node. */
function taskOf(body: unknown): string {
  const { run, node } = messageIn(body);

  return `${run}.${node}`;
}

/** An object of the pool that long-running tasks run in. */
export function isRunner(name: string): boolean {
  return name.includes("runner");
}

/** The object that keeps a run. */
export function objectOf(world: World, runId: string): SimulatedObject {
  return world.object(backendName(shardOf(runId)));
}
