import { chain, chord, group, s, si } from "../signatures.ts";
import { chordErrorAt, fails, yields, type TableRow } from "../table-row.ts";

const BOOM = s("fail");

/** What a revoked or an ignored task does. */
export const OTHER_END_ROWS: readonly TableRow[] = [
  {
    name: "a revoked lone task revokes its run",
    canvas: s("add", 1, 1),
    revoked: [""],
    expect: { state: "REVOKED", result: null, error: revokedAt("") },
  },
  {
    name: "a revoked step revokes what follows, groups and bodies among it",
    canvas: chain(s("add", 1, 1), s("add", 1), group(s("add", 1)), s("xsum")),
    revoked: ["tasks[1]"],
    expect: {
      state: "REVOKED",
      error: revokedAt("tasks[1]"),
      states: {
        "tasks[0]": "SUCCESS",
        "tasks[1]": "REVOKED",
        "tasks[2].tasks[0]": "REVOKED",
        "tasks[3]": "REVOKED",
      },
    },
  },
  {
    name: "a revoked header member fails the body with ChordError",
    canvas: chord([s("add", 1, 1), s("add", 2, 2)], s("xsum")),
    revoked: ["header[1]"],
    expect: {
      state: "FAILURE",
      error: chordErrorAt("body", "header[1]", "TaskRevokedError('revoked')"),
      states: { "header[0]": "SUCCESS" },
    },
  },
  {
    name: "a final group with a revoked member is REVOKED",
    canvas: group(s("echo", 1), s("echo", 2)),
    revoked: ["tasks[1]"],
    expect: {
      state: "REVOKED",
      result: null,
      error: revokedAt("tasks[1]"),
      states: { "tasks[0]": "SUCCESS" },
    },
  },
  {
    name: "in a final group a failure outweighs a revocation",
    canvas: group(s("echo", 1), BOOM),
    revoked: ["tasks[0]"],
    expect: {
      state: "FAILURE",
      error: { type: "ValueError", message: "boom", origin: "tasks[1]" },
    },
  },
  {
    name: "an ignored lone task is IGNORED",
    canvas: s("ignore"),
    expect: { state: "IGNORED", result: null },
  },
  {
    name: "what follows an ignored step does not run",
    canvas: chain(s("ignore"), s("echo"), si("echo", 1)),
    expect: {
      state: "IGNORED",
      result: null,
      states: { "tasks[1]": "IGNORED", "tasks[2]": "IGNORED" },
    },
  },
  {
    name: "a group and its body after an ignored step do not run",
    canvas: chain(s("ignore"), group(s("echo"), s("echo")), s("echo")),
    expect: { state: "IGNORED", states: { "tasks[1].tasks[1]": "IGNORED", "tasks[2]": "IGNORED" } },
  },
  yields(
    "an ignored header member is null in the body's list",
    chord([s("ignore"), s("echo", 1)], s("echo")),
    [null, 1],
  ),
  yields(
    "a header's chain that is ignored early is null in the body's list",
    chord([chain(s("ignore"), s("echo")), s("echo", 1)], s("echo")),
    [null, 1],
  ),
  {
    name: "an ignored member of a final group is null in its list",
    canvas: group(s("echo", 1), s("ignore")),
    expect: { state: "IGNORED", result: [1, null] },
  },
  fails(
    "a header's failure counts beside an ignored member",
    chord([s("ignore"), BOOM], s("echo")),
    "body",
    { error: chordErrorAt("body", "header[1]") },
  ),
];

function revokedAt(origin: string): { type: string; message: string; origin: string } {
  return { type: "TaskRevokedError", message: "revoked", origin };
}
