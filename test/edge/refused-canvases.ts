import {
  chain,
  chord,
  chunks,
  group,
  link,
  s,
  withKwargs,
  withOptions,
} from "../reference/signatures.ts";
import type { Refusal } from "./refusal.ts";

/** Canvases and graphs that cannot be run. */
export const REFUSED_CANVASES: readonly Refusal[] = [
  {
    what: "an unknown task",
    body: { canvas: s("nope", 1) },
    problem: "422 unknown-task",
    says: ["canvas.task", '"nope"', "add, mul, xsum"],
  },
  {
    what: "an unknown task deep inside",
    body: { canvas: chain(s("echo", 1), chord([s("echo")], group(s("echo"), s("nope")))) },
    problem: "422 unknown-task",
    says: ["canvas.kwargs.tasks[1].kwargs.body.kwargs.tasks[1].task"],
  },
  {
    what: "an unknown callback",
    body: { canvas: link(s("echo", 1), s("nope")) },
    problem: "422 unknown-task",
    says: ["canvas.options.link[0].task"],
  },
  {
    what: "a missing argument",
    body: { canvas: s("add", 1) },
    problem: "422 bad-arguments",
    says: ["canvas.args", "add() missing 1 required positional argument: 'y'"],
  },
  {
    what: "an argument too many beside a predecessor's result",
    body: { canvas: chain(s("echo", 1), s("add", 1, 2)) },
    problem: "422 bad-arguments",
    says: ["canvas.kwargs.tasks[1].args", "add() takes 2 positional arguments but 3 were given"],
  },
  {
    what: "an argument of the wrong type",
    body: { canvas: group(s("add", 1, 1), s("add", 1, "2")) },
    problem: "422 bad-arguments",
    says: ["canvas.kwargs.tasks[1].args[1]", "expected number", 'got "2"'],
  },
  {
    what: "an argument that no parameter is named for",
    body: { canvas: withKwargs(s("add", 1, 2), { z: 3 }) },
    problem: "422 bad-arguments",
    says: ["canvas.kwargs.z", "unexpected keyword argument 'z'"],
  },
  {
    what: "an argument given twice",
    body: { canvas: withKwargs(s("add", 1, 2), { x: 3 }) },
    problem: "422 bad-arguments",
    says: ["canvas.kwargs.x", "multiple values for argument 'x'"],
  },
  {
    what: "a malformed canvas",
    body: { canvas: chain(s("echo", 1), { ...s("echo"), args: 5 } as never) },
    problem: "422 bad-canvas",
    says: ["canvas.kwargs.tasks[1].args", "expected a list", "got 5"],
  },
  {
    what: "an empty chain",
    body: { canvas: chain() },
    problem: "422 bad-canvas",
    says: ["canvas", "chain"],
  },
  {
    what: "a chord without a body",
    body: { canvas: { ...chord([s("echo")], s("echo")), kwargs: { header: [s("echo", 1)] } } },
    problem: "422 bad-canvas",
    says: ["canvas.kwargs.body"],
  },
  {
    what: "a link on a group",
    body: { canvas: link(group(s("echo", 1)), s("echo")) },
    problem: "422 bad-canvas",
    says: ["canvas.options.link", "group"],
  },
  {
    what: "an argument nested too deep",
    body: `{"canvas": {"task": "echo", "args": ${"[".repeat(10_000)}${"]".repeat(10_000)}}}`,
    problem: "422 bad-canvas",
    says: ["canvas.args", "at most 200 levels"],
  },
  {
    what: "a canvas nested too deep",
    body: `{"canvas": ${`{"task": "celery.chain", "subtask_type": "chain", "kwargs": {"tasks": [`.repeat(300)}${"]}}".repeat(300)}}`,
    problem: "422 bad-canvas",
    says: ["canvas.kwargs.tasks[0]", "at most 200 levels"],
  },
  {
    what: "more signatures than are read",
    body: { canvas: groupOf(200_001) },
    problem: "422 bad-canvas",
    says: ["canvas.kwargs.tasks[199999]", "at most 200000 signatures"],
  },
  {
    what: "one task more than a canvas may have",
    body: { canvas: groupOf(100_001) },
    problem: "413 too-large",
    says: ["canvas.kwargs.tasks[100000]", "at most 100000 task executions"],
  },
  {
    what: "one task more than chunks may make",
    body: {
      canvas: chunks(
        "echo",
        Array.from({ length: 100_001 }, () => [1]),
        1,
      ),
    },
    problem: "413 too-large",
    says: ["canvas", "at most 100000 task executions"],
  },
  {
    what: "one node more than a graph may have",
    body: {
      graph: { nodes: Array.from({ length: 100_001 }, (_, id) => ({ id: `${id}`, task: "echo" })) },
    },
    problem: "413 too-large",
    says: ["graph", "at most 100000 task executions"],
  },
  {
    what: "an argument over 1.9 MB",
    body: { canvas: group(s("echo", 1), s("echo", "x".repeat(1_900_000))) },
    problem: "413 too-large",
    says: ["canvas.kwargs.tasks[1].args", "1900000 bytes", "these take 19000"],
  },
  {
    what: "an option with a bad unit",
    body: { canvas: withOptions(s("echo", 1), { countdown: "10s" }) },
    problem: "422 bad-option",
    says: ["canvas.options.countdown", "expected number", '"10s"'],
  },
  {
    what: "a rate with a bad unit",
    body: { canvas: withOptions(s("echo", 1), { rate_limit: "10/fortnight" }) },
    problem: "422 bad-option",
    says: ["canvas.options.rate_limit", "10/m", '"10/fortnight"'],
  },
  {
    what: "an eta that is no instant",
    body: { canvas: s("echo", 1), options: { eta: "tomorrow" } },
    problem: "422 bad-option",
    says: ["canvas.options.eta", '"tomorrow"'],
  },
  {
    what: "a queue that is not there",
    body: { canvas: withOptions(s("echo", 1), { queue: "nope" }) },
    problem: "422 unknown-queue",
    says: ["canvas.options.queue", "default", '"nope"'],
  },
  {
    what: "a cycle in a graph",
    body: {
      graph: {
        nodes: [
          { id: "a", task: "echo" },
          { id: "b", task: "echo" },
        ],
        edges: [
          { from: "a", to: "b" },
          { from: "b", to: "a" },
        ],
      },
    },
    problem: "422 bad-canvas",
    says: ["graph"],
  },
];

/** So many tasks in as few words as Celery's JSON allows. */
function groupOf(size: number): object {
  return { ...group(), kwargs: { tasks: Array.from({ length: size }, () => ({ task: "echo" })) } };
}
