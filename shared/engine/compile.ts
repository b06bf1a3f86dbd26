/**
 * Canvas -> plan. One walk over the tree, in written order: each part is told what it waits for and answers what it yields.
 *
 * A part yields one node (a task, a chain, a chord with such a body) or a flat list of nodes (a group, and whatever ends in one). A list
 * becomes a join gate when something waits for it. Callbacks are compiled after the canvas, so its own tasks are numbered first.
 */
import type { Canvas, ChainCanvas, ChordCanvas, TaskCanvas } from "../canvas/canvas.ts";
import { chunkStarmaps } from "../canvas/chunks.ts";
import { describe } from "../canvas/describe.ts";
import { EACH_TASK } from "../canvas/each.ts";
import { errbacksOf, linksOf } from "../canvas/links.ts";
import { mergeCall } from "../canvas/merge.ts";
import { parseCanvas } from "../canvas/parse.ts";
import type { TaskCatalog } from "./catalog.ts";
import { type MapTask, mapTask } from "./map-tasks.ts";
import { type Incoming, NOTHING, type PathOf, type Yielded, memberIncoming } from "./part.ts";
import { PlanBuilder } from "./plan-builder.ts";
import type { Plan, Ref } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { chainFailures, chordFailures, groupFailures, taskFailures } from "./scope.ts";

export type Compiled =
  | { readonly ok: true; readonly plan: Plan; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function compileCanvas(canvas: Canvas, catalog: TaskCatalog): Compiled {
  const builder = new PlanBuilder(catalog);
  const output = new Walk(builder).run(builder.takeChosenId(canvas, "canvas"));

  if (builder.problems.length > 0) {
    return { ok: false, problems: builder.problems };
  }

  return {
    ok: true,
    plan: builder.build(output, canvas.kind === "task"),
    warnings: [...builder.warnings],
  };
}

class Walk {
  readonly #builder: PlanBuilder;
  readonly #callbacks: (() => void)[] = [];

  constructor(builder: PlanBuilder) {
    this.#builder = builder;
  }

  run(canvas: Canvas): Ref {
    const output = this.#refOf(
      this.#visit(canvas, { input: null, passes: false, partial: NOTHING }, "canvas"),
    );

    // A callback may have callbacks of its own: the list grows while it is worked off.
    for (const compileCallback of this.#callbacks) {
      compileCallback();
    }

    return output;
  }

  #visit(canvas: Canvas, incoming: Incoming, path: string): Yielded {
    if (this.#builder.isFull) {
      return { nodes: [0], list: false, after: null, failures: groupFailures([]) };
    }

    const yielded = this.#visitKind(canvas, incoming, path);
    this.#attachCallbacks(canvas, yielded, path);

    return yielded;
  }

  #visitKind(canvas: Canvas, incoming: Incoming, path: string): Yielded {
    switch (canvas.kind) {
      case "task":
        return this.#task(canvas, incoming, path);
      case "map":
      case "starmap":
        return this.#task(mapTask(canvas), incoming, path);
      case "chunks":
        return this.#members(chunkStarmaps(canvas), memberIncoming(canvas, incoming), {
          pathOf: () => path,
          failFast: this.#isFailFast(canvas, path),
        });
      case "chain":
        return this.#chain(canvas, incoming, path);
      case "group":
        return this.#members(canvas.tasks, memberIncoming(canvas, incoming), {
          pathOf: (index) => `${path}.kwargs.tasks[${index}]`,
          failFast: this.#isFailFast(canvas, path),
        });
      case "chord":
        return this.#chord(canvas, incoming, path);
    }
  }

  #task(stored: TaskCanvas | MapTask, incoming: Incoming, path: string): Yielded {
    const { input, passes, partial } = incoming;
    const immutable = stored.immutable || !passes;
    const call = mergeCall(stored, partial);
    const node = this.#builder.addNode({ ...stored, ...call, input, immutable, path });

    if (stored.task === EACH_TASK) {
      this.#checkEach(call.kwargs["task"], `${path}.kwargs.task`);
    }

    return {
      nodes: [node],
      list: false,
      after: null,
      failures: taskFailures(node, this.#builder.joinsBefore(input)),
    };
  }

  /** What each item will be called with is not compiled before there are items; what is wrong with it can be told now. */
  #checkEach(inner: unknown, path: string): void {
    const parsed = parseCanvas(inner);

    if (!parsed.ok) {
      parsed.errors.forEach((error) =>
        this.#builder.addProblem({
          kind: "bad-canvas",
          path: error.path.replace(/^canvas/, path),
          message: error.message,
        }),
      );

      return;
    }

    const scratch = this.#builder.scratch();

    new Walk(scratch).#visit(parsed.canvas, { input: 0, passes: true, partial: NOTHING }, path);
    scratch.problems.forEach((problem) => this.#builder.addProblem(problem));
  }

  #chain(chain: ChainCanvas, incoming: Incoming, path: string): Yielded {
    const steps: Yielded[] = [];
    let next = memberIncoming(chain, incoming);

    for (const [index, step] of chain.tasks.entries()) {
      const yielded = this.#visit(step, next, `${path}.kwargs.tasks[${index}]`);
      const isLast = index === chain.tasks.length - 1;

      steps.push(yielded);
      next = isLast ? next : { input: this.#refOf(yielded), passes: true, partial: NOTHING };
    }

    const last = steps.at(-1);

    if (last === undefined) {
      throw new RangeError(
        `The chain at ${path} has no task: parseCanvas lets no such chain pass.`,
      );
    }

    const [output = null] = last.list ? [] : last.nodes;
    const failures = chainFailures(
      steps.map((step) => step.failures),
      output,
    );

    return { ...last, failures };
  }

  #members(
    members: readonly Canvas[],
    incoming: Incoming,
    { pathOf, failFast }: { readonly pathOf: PathOf; readonly failFast: boolean },
  ): Yielded {
    const first = this.#builder.size;
    const yielded = members.map((member, index) => this.#visit(member, incoming, pathOf(index)));

    return {
      nodes: yielded.flatMap(({ nodes }) => nodes),
      list: true,
      after: incoming.input,
      failures: groupFailures(yielded.map(({ failures }) => failures)),
      ...(failFast && { failFast: [first, this.#builder.size] }),
    };
  }

  #isFailFast({ options }: Canvas, path: string): boolean {
    const { fail_fast: given = null } = options;

    if (given !== null && typeof given !== "boolean") {
      this.#builder.addProblem({
        kind: "bad-option",
        path: `${path}.options.fail_fast`,
        message: `Expected true or false; got ${describe(given)}.`,
      });
    }

    return given === true;
  }

  #chord(chord: ChordCanvas, incoming: Incoming, path: string): Yielded {
    const { partial, ...rest } = memberIncoming(chord, incoming);
    const header = {
      ...rest,
      partial: { ...partial, kwargs: { ...chord.headerKwargs, ...partial.kwargs } },
    };
    const members = this.#members(chord.header, header, {
      pathOf: (index) => `${path}.kwargs.header[${index}]`,
      failFast: this.#isFailFast(chord, path),
    });
    const join = this.#refOf(members);
    const bodyPartial = { ...NOTHING, options: partial.options };
    const body = this.#visit(
      chord.body,
      { input: join, passes: true, partial: bodyPartial },
      `${path}.kwargs.body`,
    );

    return {
      ...body,
      failures: chordFailures({ ...body.failures, list: body.list }, [
        join,
        ...this.#builder.joinsBefore(incoming.input),
      ]),
    };
  }

  /** What waits for the whole of a part waits for this. */
  #refOf({ nodes, list, after, failFast }: Yielded): Ref {
    return list
      ? this.#builder.addGate({
          kind: "join",
          members: nodes,
          after,
          ...(failFast !== undefined && { failFast }),
        })
      : (nodes[0] ?? 0);
  }

  #attachCallbacks(canvas: Canvas, { nodes, list, failures }: Yielded, path: string): void {
    const [output] = nodes;
    const links = linksOf(canvas);

    if (links.length > 0 && (list || output === undefined)) {
      const message =
        "A link needs one result and a group has many: hang it on a member, or follow the group with a task to make a chord.";
      this.#builder.addProblem({ kind: "bad-canvas", path: `${path}.options.link`, message });
    } else {
      for (const [index, link] of links.entries()) {
        this.#callback(
          link,
          () => this.#builder.addGate({ kind: "link", of: output ?? 0 }),
          `${path}.options.link[${index}]`,
        );
      }
    }

    for (const [index, errback] of errbacksOf(canvas).entries()) {
      for (const { watched } of failures.scopes) {
        this.#callback(
          errback,
          () => this.#builder.addGate({ kind: "errback", watched }),
          `${path}.options.link_error[${index}]`,
        );
      }
    }
  }

  #callback(callback: Canvas, addGate: () => Ref, path: string): void {
    this.#callbacks.push(() => {
      this.#visit(callback, { input: addGate(), passes: true, partial: NOTHING }, path);
    });
  }
}
