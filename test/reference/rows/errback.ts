import { chain, chord, group, onError, s, si, withArgs } from "../signatures.ts";
import { chordErrorAt, fails, yields, type TableRow } from "../table-row.ts";

const BOOM = s("fail");

const ERRBACK = s("echo");

const TASK_ERRBACKS: readonly TableRow[] = [
  fails("an errback gets the id of its failed task", onError(BOOM, ERRBACK), "", {
    values: { "link_error[0]": "<>" },
  }),
  fails("an errback's own arguments come after the id", onError(BOOM, s("echo", 1)), "", {
    values: { "link_error[0]": ["<>", 1] },
  }),
  fails("an immutable errback gets nothing", onError(BOOM, si("echo", 1)), "", {
    values: { "link_error[0]": 1 },
  }),
  fails(
    "an errback may be a canvas",
    onError(BOOM, chain(s("echo"), group(s("echo"), si("echo", 2)))),
    "",
    {
      values: { "link_error[0].tasks[1].tasks[0]": "<>", "link_error[0].tasks[1].tasks[1]": 2 },
    },
  ),
  fails("an errback that fails does not change the run's error", onError(BOOM, s("add", 1)), "", {
    states: { "link_error[0]": "FAILURE" },
  }),
  yields("the errback of a task that succeeds is not called", onError(s("add", 1, 1), ERRBACK), 2, {
    states: { "link_error[0]": "IGNORED" },
  }),
  fails(
    "a failure that spread does not call an errback",
    chain(BOOM, onError(s("echo"), ERRBACK)),
    "tasks[0]",
    { states: { "tasks[1].link_error[0]": "IGNORED" } },
  ),
  fails(
    "the errback of a body is called when its header fails",
    chord([BOOM], onError(s("echo"), ERRBACK)),
    "body",
    {
      error: chordErrorAt("body", "header[0]"),
      values: { "body.link_error[0]": "<body>" },
    },
  ),
  fails(
    "of a body chain only the first task's errback is called when the header fails",
    chord([BOOM], chain(onError(s("echo"), ERRBACK), onError(s("echo"), ERRBACK))),
    "body.tasks[0]",
    {
      error: chordErrorAt("body.tasks[0]", "header[0]"),
      values: { "body.tasks[0].link_error[0]": "<body.tasks[0]>" },
      states: { "body.tasks[1].link_error[0]": "IGNORED" },
    },
  ),
  fails(
    "the errback of a header member is called with its own id",
    chord([onError(BOOM, ERRBACK)], s("echo")),
    "body",
    {
      error: chordErrorAt("body", "header[0]"),
      values: { "header[0].link_error[0]": "<header[0]>" },
    },
  ),
  {
    name: "a revoked task does not call its errback",
    canvas: onError(s("add", 1, 1), ERRBACK),
    revoked: [""],
    expect: { state: "REVOKED", states: { "link_error[0]": "IGNORED" } },
  },
  {
    name: "an ignored task does not call its errback",
    canvas: onError(s("ignore"), ERRBACK),
    expect: { state: "IGNORED", states: { "link_error[0]": "IGNORED" } },
  },
];

const CANVAS_ERRBACKS: readonly TableRow[] = [
  fails(
    "a chain's errback is called once, for the step that failed",
    onError(chain(s("add", 1, 1), BOOM, s("echo")), ERRBACK),
    "tasks[1]",
    { values: { "link_error[0]": "<tasks[1]>" } },
  ),
  fails(
    "a chain's errback hears of its chord's body, not of the header",
    onError(chain(s("echo", 1), chord([BOOM], s("echo"))), ERRBACK),
    "tasks[1].body",
    {
      error: chordErrorAt("tasks[1].body", "tasks[1].header[0]"),
      values: { "link_error[0]": "<tasks[1].body>" },
    },
  ),
  fails(
    "an inner chain's errback does not hear of a failure before it",
    chain(BOOM, onError(chain(s("echo"), s("echo")), ERRBACK)),
    "tasks[0]",
    { states: { "tasks[1].link_error[0]": "IGNORED" } },
  ),
  fails(
    "the errbacks of a step and of its chain are both called",
    onError(chain(onError(BOOM, ERRBACK), s("echo")), ERRBACK),
    "tasks[0]",
    {
      values: { "tasks[0].link_error[0]": "<tasks[0]>", "link_error[0]": "<tasks[0]>" },
    },
  ),
  fails(
    "a group's errback is called for each member that fails",
    onError(group(BOOM, s("echo", 1), BOOM), ERRBACK),
    "tasks[0]",
    {
      values: { "link_error[0][0]": "<tasks[0]>", "link_error[0][2]": "<tasks[2]>" },
      states: { "link_error[0][1]": "IGNORED" },
    },
  ),
  fails(
    "a group's errback hears of the failed step of a member chain",
    onError(group(chain(BOOM, s("echo"))), ERRBACK),
    "tasks[0].tasks[0]",
    { values: { "link_error[0][0]": "<tasks[0].tasks[0]>" } },
  ),
  fails(
    "a chord's errback is called once, with the body's id",
    onError(chord([BOOM, BOOM], s("echo")), ERRBACK),
    "body",
    {
      error: chordErrorAt("body", "header[0]"),
      values: { "link_error[0]": "<body>" },
    },
  ),
  fails(
    "a chord's errback gets the last task of a body chain when the header fails",
    onError(chord([BOOM], chain(s("xsum"), s("echo"))), ERRBACK),
    "body.tasks[0]",
    {
      error: chordErrorAt("body.tasks[0]", "header[0]"),
      values: { "link_error[0]": "<body.tasks[1]>" },
    },
  ),
  fails(
    "a chord's errback gets the step of a body chain that failed by itself",
    onError(chord([s("echo", 1)], chain(BOOM, s("echo"))), ERRBACK),
    "body.tasks[0]",
    { values: { "link_error[0]": "<body.tasks[0]>" } },
  ),
  fails(
    "a chord's errback is called for each task of a body group when the header fails",
    onError(chord([BOOM], group(s("xsum"), s("echo"))), ERRBACK),
    "body.tasks[0]",
    {
      error: chordErrorAt("body.tasks[0]", "header[0]"),
      values: { "link_error[0][0]": "<body.tasks[0]>", "link_error[0][1]": "<body.tasks[1]>" },
    },
  ),
  fails(
    "a chord's errback hears when its body fails",
    onError(chord([s("echo", 1)], BOOM), ERRBACK),
    "body",
    { values: { "link_error[0]": "<body>" } },
  ),
  fails(
    "a chord's errback does not hear of a failure before the chord",
    chain(BOOM, onError(chord([s("echo")], s("echo")), ERRBACK)),
    "tasks[0]",
    { states: { "tasks[1].link_error[0]": "IGNORED" } },
  ),
  fails(
    "a member chord's errback gets the inner body's id",
    chord([onError(chord([BOOM], s("echo")), ERRBACK)], s("echo")),
    "body",
    {
      error: chordErrorAt(
        "body",
        "header[0].body",
        `ChordError("Dependency <header[0].header[0]> raised ValueError('boom')")`,
      ),
      values: { "header[0].link_error[0]": "<header[0].body>" },
    },
  ),
  {
    name: "a chord's errback is called when a header member was revoked",
    canvas: onError(chord([s("echo", 1)], s("echo")), ERRBACK),
    revoked: ["header[0]"],
    expect: {
      state: "FAILURE",
      error: chordErrorAt("body", "header[0]", "TaskRevokedError('revoked')"),
      values: { "link_error[0]": "<body>" },
    },
  },
  yields(
    "the errback of a canvas that succeeds is not called",
    onError(withArgs(group(s("add", 1), s("add", 2)), 1), ERRBACK),
    [2, 3],
    { states: { "link_error[0][0]": "IGNORED", "link_error[0][1]": "IGNORED" } },
  ),
];

/** When errbacks are called, and with which task id. */
export const ERRBACK_ROWS: readonly TableRow[] = [...TASK_ERRBACKS, ...CANVAS_ERRBACKS];
