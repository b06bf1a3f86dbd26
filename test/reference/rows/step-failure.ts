import { chain, chord, group, map, s, si, starmap, withKwargs } from "../signatures.ts";
import { fails, type TableRow } from "../table-row.ts";

const BOOM = s("fail");

/** What a failure does along a chain, in a final group and in a map. */
export const STEP_FAILURE_ROWS: readonly TableRow[] = [
  fails("a lone task that fails fails its run", BOOM, ""),
  fails(
    "a later step fails with the same exception",
    chain(s("add", 1, 1), BOOM, s("echo"), si("echo", 1)),
    "tasks[1]",
    {
      states: { "tasks[0]": "SUCCESS", "tasks[2]": "FAILURE", "tasks[3]": "FAILURE" },
      messages: { "tasks[3]": "boom" },
    },
  ),
  fails(
    "a failed step fails the members of a later group",
    chain(s("add", 1, 1), BOOM, group(s("add", 1), s("add", 2))),
    "tasks[1]",
    {
      states: { "tasks[2].tasks[0]": "FAILURE", "tasks[2].tasks[1]": "FAILURE" },
    },
  ),
  fails(
    "a failed step passes through a later chord unchanged",
    chain(BOOM, chord([s("echo")], s("echo")), s("echo")),
    "tasks[0]",
    {
      states: { "tasks[1].header[0]": "FAILURE", "tasks[1].body": "FAILURE" },
      messages: { "tasks[1].body": "boom", "tasks[2]": "boom" },
    },
  ),
  fails(
    "a failed step passes through a group and what follows unchanged",
    chain(BOOM, group(s("echo"), s("echo")), s("echo"), s("echo")),
    "tasks[0]",
    {
      messages: { "tasks[2]": "boom", "tasks[3]": "boom" },
    },
  ),
  fails(
    "a failed step passes through an empty header unchanged",
    chain(BOOM, chord([], s("echo"))),
    "tasks[0]",
    {
      messages: { "tasks[1].body": "boom" },
    },
  ),
  fails("an empty group after a failed step fails with it", chain(BOOM, group()), "tasks[0]"),
  fails(
    "a failed step passes through nested groups in a header unchanged",
    chain(BOOM, chord([group(s("echo"), chord([s("echo")], s("echo")))], s("echo"))),
    "tasks[0]",
  ),
  fails(
    "a member fails its final group alone",
    group(s("echo", 1), BOOM, s("echo", 2)),
    "tasks[1]",
    {
      states: { "tasks[0]": "SUCCESS", "tasks[2]": "SUCCESS" },
      values: { "tasks[2]": 2 },
    },
  ),
  fails(
    "the first failed member names a final group's error",
    group(s("echo", 1), withKwargs(BOOM, { message: "first" }), BOOM),
    "tasks[1]",
    {
      error: { type: "ValueError", message: "first", origin: "tasks[1]" },
    },
  ),
  fails(
    "a member chain that fails early shows where it began",
    group(chain(BOOM, s("echo")), s("echo", 1)),
    "tasks[0].tasks[0]",
  ),
  fails("one bad item fails a whole map", chain(map("xsum", [[1], 5]), s("echo")), "tasks[0]", {
    error: { type: "TypeError", origin: "tasks[0]" },
  }),
  fails("one bad item fails a whole starmap", starmap("fail", [[1]]), ""),
  fails(
    "an argument of the wrong type from a predecessor fails the task",
    chain(group(s("echo", 1)), s("add", 1)),
    "tasks[1]",
    { error: { type: "TypeError", origin: "tasks[1]" } },
  ),
];
