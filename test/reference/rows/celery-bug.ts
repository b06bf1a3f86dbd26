import { chain, chord, group, s } from "../signatures.ts";
import { chordErrorAt, fails, yields, type TableRow } from "../table-row.ts";

/** Canvases that Celery itself gets wrong (celery/known_celery_bugs.json, by its ids), with what is meant. */
export const CELERY_BUG_ROWS: readonly TableRow[] = [
  yields(
    "nested-group-order: a nested group in a header is not reversed",
    chord([group(s("echo", 1), s("echo", 2), s("echo", 3)), s("echo", 4)], s("echo")),
    [1, 2, 3, 4],
  ),
  yields(
    "three-groups-from-start: the third group runs once and gets the list",
    chain(
      group(s("echo", 1), s("echo", 2)),
      group(s("xsum"), s("echo")),
      group(s("echo"), s("xsum")),
    ),
    [[3, [1, 2]], 6],
  ),
  fails(
    "three-groups-middle-fails: the third group does not run",
    chain(
      group(s("echo", 1), s("echo", 2)),
      group(s("echo"), s("fail")),
      group(s("echo"), s("echo")),
    ),
    "tasks[2].tasks[0]",
    {
      error: chordErrorAt("tasks[2].tasks[0]", "tasks[1].tasks[1]"),
      states: {
        "tasks[1].tasks[0]": "SUCCESS",
        "tasks[2].tasks[0]": "FAILURE",
        "tasks[2].tasks[1]": "FAILURE",
      },
    },
  ),
  fails(
    "nested-chord-inner-header-fails: the outer body fails",
    chord([chord([s("fail"), s("add", 1, 1)], s("xsum")), s("add", 1, 1)], s("xsum")),
    "body",
    {
      error: chordErrorAt(
        "body",
        "header[0].body",
        `ChordError("Dependency <header[0].header[0]> raised ValueError('boom')")`,
      ),
    },
  ),
  fails(
    "chord-body-is-chord: every task of the body fails",
    chord([s("add", 1, 1), s("fail")], chord([s("xsum"), s("xsum")], s("xsum"))),
    "body.header[0]",
    {
      error: chordErrorAt("body.header[0]", "header[1]"),
      states: { "body.header[0]": "FAILURE", "body.header[1]": "FAILURE", "body.body": "FAILURE" },
    },
  ),
  fails(
    "step-before-final-group-fails: every member fails",
    chain(s("add", 1, 1), s("fail"), group(s("add", 1), s("add", 2))),
    "tasks[1]",
    {
      states: { "tasks[2].tasks[0]": "FAILURE", "tasks[2].tasks[1]": "FAILURE" },
    },
  ),
  fails(
    "step-before-chord-fails: everything downstream fails",
    chain(s("fail"), group(s("add", 1), s("add", 2)), s("xsum"), s("mul", 2)),
    "tasks[0]",
    {
      states: {
        "tasks[1].tasks[0]": "FAILURE",
        "tasks[1].tasks[1]": "FAILURE",
        "tasks[2]": "FAILURE",
        "tasks[3]": "FAILURE",
      },
    },
  ),
  fails(
    "mid-chord-header-fails: every later step fails with ChordError",
    chain(s("add", 1, 1), group(s("fail"), s("add", 1)), s("xsum"), s("mul", 2)),
    "tasks[2]",
    {
      error: chordErrorAt("tasks[2]", "tasks[1].tasks[0]"),
      states: { "tasks[2]": "FAILURE", "tasks[3]": "FAILURE" },
    },
  ),
  fails(
    "chain-in-header-with-chord-fails: the body fails",
    chain(group(s("echo", 1), chain(s("fail"), group(s("echo"), s("echo")), s("echo"))), s("echo")),
    "tasks[1]",
    {
      error: chordErrorAt("tasks[1]", "tasks[0].tasks[1].tasks[2]"),
    },
  ),
  {
    name: "revoke-middle-of-chain: the last step is REVOKED",
    canvas: chain(s("add", 1, 1), s("add", 1), s("add", 1)),
    revoked: ["tasks[1]"],
    expect: {
      state: "REVOKED",
      states: { "tasks[0]": "SUCCESS", "tasks[1]": "REVOKED", "tasks[2]": "REVOKED" },
    },
  },
  yields(
    "ignore-in-chord: an ignored member counts as null",
    chord([s("ignore"), s("add", 1, 1)], s("echo")),
    [null, 2],
  ),
];
