import { chain, chord, group, s, withKwargs } from "../signatures.ts";
import { chordErrorAt, fails, type TableRow } from "../table-row.ts";

const BOOM = s("fail");

const HEADERS: readonly TableRow[] = [
  fails(
    "a failed header member fails the body with ChordError, the others run",
    chord([s("add", 1, 1), BOOM, s("add", 2, 2)], s("xsum")),
    "body",
    {
      error: chordErrorAt("body", "header[1]"),
      states: {
        "header[0]": "SUCCESS",
        "header[1]": "FAILURE",
        "header[2]": "SUCCESS",
        body: "FAILURE",
      },
    },
  ),
  fails(
    "a body names the failed member of lowest position",
    chord([s("echo", 1), withKwargs(BOOM, { message: "first" }), BOOM], s("echo")),
    "body",
    {
      error: chordErrorAt("body", "header[1]", "ValueError('first')"),
    },
  ),
  fails("a header of one that fails gives ChordError", chord([BOOM], s("echo")), "body", {
    error: chordErrorAt("body", "header[0]"),
  }),
  fails(
    "a header's chain that fails early is named by its last task",
    chord([chain(BOOM, s("echo"), s("echo"))], s("echo")),
    "body",
    {
      error: chordErrorAt("body", "header[0].tasks[2]"),
    },
  ),
  fails(
    "a header's chain that fails before its group is named by the group's first task",
    chord([chain(BOOM, group(s("echo"), s("echo")))], s("echo")),
    "body",
    {
      error: chordErrorAt("body", "header[0].tasks[1].tasks[0]"),
    },
  ),
  fails(
    "a failed member of a nested group is named itself",
    chord([s("echo", 1), group(s("echo", 2), BOOM)], s("echo")),
    "body",
    {
      error: chordErrorAt("body", "header[1].tasks[1]"),
    },
  ),
  fails(
    "the step after a group with a failed member gets ChordError",
    chain(s("echo", 1), group(BOOM, s("echo")), s("xsum"), s("mul", 2)),
    "tasks[2]",
    {
      error: chordErrorAt("tasks[2]", "tasks[1].tasks[0]"),
      states: { "tasks[2]": "FAILURE", "tasks[3]": "FAILURE" },
    },
  ),
  fails(
    "a message with a quote is printed as Python prints it",
    chord([withKwargs(BOOM, { message: "it's" })], s("echo")),
    "body",
    {
      error: chordErrorAt("body", "header[0]", `ValueError("it's")`),
    },
  ),
  fails(
    "a message with both quotes and a line break is escaped as Python escapes it",
    chord([withKwargs(BOOM, { message: `it's "x"\n\\` })], s("echo")),
    "body",
    {
      error: chordErrorAt("body", "header[0]", String.raw`ValueError('it\'s "x"\n\\')`),
    },
  ),
];

const BODIES: readonly TableRow[] = [
  fails(
    "a body's own exception passes on unchanged",
    chain(chord([s("echo", 1)], BOOM), s("echo")),
    "tasks[0].body",
  ),
  fails(
    "a ChordError passes on unchanged",
    chain(chord([BOOM], s("echo")), s("echo"), group(s("echo"))),
    "tasks[0].body",
    {
      error: chordErrorAt("tasks[0].body", "tasks[0].header[0]"),
    },
  ),
  fails(
    "every step of a body chain fails with the header",
    chord([BOOM], chain(s("xsum"), s("mul", 2))),
    "body.tasks[0]",
    {
      error: chordErrorAt("body.tasks[0]", "header[0]"),
      states: { "body.tasks[0]": "FAILURE", "body.tasks[1]": "FAILURE" },
    },
  ),
  fails(
    "every member of a body group fails with the header",
    chord([BOOM], group(s("xsum"), s("echo"))),
    "body.tasks[0]",
    {
      error: chordErrorAt("body.tasks[0]", "header[0]"),
      messages: { "body.tasks[1]": "Dependency <header[0]> raised ValueError('boom')" },
    },
  ),
  fails(
    "every task of a body chord fails with the header, unwrapped",
    chord([BOOM], chord([s("xsum"), s("echo")], s("echo"))),
    "body.header[0]",
    {
      error: chordErrorAt("body.header[0]", "header[0]"),
      states: { "body.header[0]": "FAILURE", "body.header[1]": "FAILURE", "body.body": "FAILURE" },
    },
  ),
  fails("a failed header fails a run whose body is empty", chord([BOOM], group()), "body", {
    error: chordErrorAt(null, "header[0]"),
  }),
  fails(
    "the step after an empty body is the first to get a failed header's error",
    chain(chord([BOOM], group()), s("echo")),
    "tasks[1]",
    {
      error: chordErrorAt("tasks[1]", "tasks[0].header[0]"),
    },
  ),
  fails(
    "what follows a body group gets the header's error unwrapped",
    chain(chord([BOOM], group(s("xsum"), s("echo"))), s("echo")),
    "tasks[0].body.tasks[0]",
    {
      error: chordErrorAt("tasks[0].body.tasks[0]", "tasks[0].header[0]"),
    },
  ),
  fails(
    "an outer chord wraps an inner ChordError once more, naming the inner body",
    chord([chord([BOOM, s("add", 1, 1)], s("xsum")), s("add", 1, 1)], s("xsum")),
    "body",
    {
      error: chordErrorAt(
        "body",
        "header[0].body",
        `ChordError("Dependency <header[0].header[0]> raised ValueError('boom')")`,
      ),
      states: { "header[0].body": "FAILURE", "header[1]": "SUCCESS" },
    },
  ),
  fails(
    "an inner body chain is named by its last task",
    chord([chord([BOOM], chain(s("xsum"), s("echo")))], s("xsum")),
    "body",
    {
      error: chordErrorAt(
        "body",
        "header[0].body.tasks[1]",
        `ChordError("Dependency <header[0].header[0]> raised ValueError('boom')")`,
      ),
    },
  ),
  fails(
    "a third chord escapes the quotes of the second",
    chord([chord([chord([BOOM], s("echo"))], s("echo"))], s("echo")),
    "body",
    {
      error: chordErrorAt(
        "body",
        "header[0].body",
        String.raw`ChordError('Dependency <header[0].header[0].body> raised ChordError("Dependency <header[0].header[0].header[0]> raised ValueError(\'boom\')")')`,
      ),
    },
  ),
  fails(
    "a failed member of a body group fails it alone",
    chord([s("echo", 1)], group(s("xsum"), BOOM)),
    "body.tasks[1]",
    {
      states: { "body.tasks[0]": "SUCCESS" },
    },
  ),
  fails(
    "a failed first step of a body chain spreads to the rest",
    chord([s("echo", 1)], chain(BOOM, s("echo"))),
    "body.tasks[0]",
  ),
  fails(
    "a failed header inside a body chord wraps once",
    chord([s("echo", 1)], chord([BOOM, s("xsum")], s("echo"))),
    "body.body",
    {
      error: chordErrorAt("body.body", "body.header[0]"),
    },
  ),
];

/** What a failed header does to its body, and a failed body to what follows. */
export const CHORD_FAILURE_ROWS: readonly TableRow[] = [...HEADERS, ...BODIES];
