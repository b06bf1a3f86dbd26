import * as fc from "fast-check";

const UNKNOWN_ID = "0190a0a0-0000-7000-8000-000000000000";

const ROOTS = ["runs", "results", "tasks", "session", "health", ""];

const PARAMETERS = ["wait", "limit", "cursor", "state", "ids", "nodes", "since", "kind", "q", "x"];

const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "task",
  "args",
  "kwargs",
  "options",
  "subtask_type",
  "immutable",
  "tasks",
  "header",
  "body",
  "it",
  "n",
  "link",
  "link_error",
  "nodes",
  "edges",
  "id",
  "from",
  "to",
];

const TASKS = [
  "add",
  "echo",
  "xsum",
  "fail",
  "celery.chain",
  "celery.group",
  "celery.chord",
  "celery.map",
  "celery.starmap",
  "celery.chunks",
];

const OPTIONS = [
  "queue",
  "countdown",
  "eta",
  "expires",
  "priority",
  "task_id",
  "headers",
  "ignore_result",
  "rate_limit",
  "time_limit",
  "max_retries",
  "retry_policy",
  "link",
  "link_error",
  "stamps",
];

/** JSON texts that no `JSON.stringify` would write. */
const EXTREMES = [
  "1e400",
  "-1e400",
  "1e-400",
  "9007199254740993",
  "-0",
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0000"',
  '"\\u2028"',
  '{"__proto__": {"task": "add"}}',
  '{"task": "add", "task": "mul"}',
  `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
  `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
];

/** Where a body may be posted. */
export function hostilePath(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "/api/runs",
    "/api/runs",
    "/api/tasks/add",
    "/api/tasks/celery.chord",
    "/api/tasks/__proto__",
    "/api/session",
    `/api/runs/${UNKNOWN_ID}/revoke`,
  );
}

/** Addresses under /api with parts and parameters that are none. */
export function hostileAddress(): fc.Arbitrary<string> {
  const part = fc.oneof(
    // Half a surrogate pair cannot be encoded, and dots lead out of /api before anything is sent.
    fc
      .string({ unit: "binary" })
      .filter((text) => text !== "." && text !== "..")
      .map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom("%", "%ff", "%00", UNKNOWN_ID, `${UNKNOWN_ID}.0`, "result", "nodes"),
  );
  const parameter = fc.tuple(fc.constantFrom(...PARAMETERS), part).map((pair) => pair.join("="));
  const path = fc.tuple(fc.constantFrom(...ROOTS), fc.array(part, { maxLength: 3 }));

  return fc
    .tuple(path, fc.array(parameter, { maxLength: 3 }))
    .map(([[root, parts], query]) => `/api/${[root, ...parts].join("/")}?${query.join("&")}`);
}

/** JSON that looks like a request, or nearly, or not at all. */
export function hostileBody(): fc.Arbitrary<string> {
  const tree = hostileTree();
  const options = fc
    .dictionary(fc.constantFrom(...OPTIONS), tree, { maxKeys: 4 })
    .map((entries) => objectText(Object.entries(entries)));
  const args = fc.array(tree, { maxLength: 3 }).map(listText);

  return fc.oneof(
    tree,
    tree.map((canvas) => `{"canvas": ${canvas}}`),
    tree.map((graph) => `{"graph": ${graph}}`),
    fc.tuple(args, options).map(([given, more]) => `{"args": ${given}, "options": ${more}}`),
    fc
      .tuple(fc.constantFrom(...TASKS), args, options, options)
      .map(
        ([task, given, own, more]) =>
          `{"canvas": {"task": "${task}", "args": ${given}, "options": ${own}}, "options": ${more}}`,
      ),
  );
}

/** JSON as text, so that `__proto__` stays a key and extremes stay as they are. */
function hostileTree(): fc.Arbitrary<string> {
  const key = fc.oneof(fc.constantFrom(...KEYS), fc.string({ unit: "binary" }));
  const name = fc.constantFrom(...TASKS, "chain", "group", "chord");
  const leaf = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    name.map((text) => JSON.stringify(text)),
    fc.constantFrom(...EXTREMES),
  );
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }).map(listText),
      fc.array(fc.tuple(key, tie("tree")), { maxLength: 6 }).map(objectText),
    ),
  }));

  return tree;
}

function listText(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

function objectText(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",")}}`;
}
