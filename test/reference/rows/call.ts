import {
  chain,
  chord,
  group,
  immutable,
  s,
  si,
  withArgs,
  withKwargs,
  withOptions,
} from "../signatures.ts";
import { yields, type TableRow } from "../table-row.ts";

const PARTIALS: readonly TableRow[] = [
  yields(
    "a task's own arguments come after what comes in",
    chain(s("echo", 1), s("echo", 2, 3)),
    [1, 2, 3],
  ),
  yields(
    "a chain's arguments go to its first step",
    withArgs(chain(s("echo", 1), s("echo")), 8),
    [8, 1],
  ),
  yields(
    "a chain's arguments come after its predecessor's result",
    chain(s("echo", 5), withArgs(chain(s("echo", 1), s("echo")), 8)),
    [5, 8, 1],
  ),
  yields(
    "a chain's arguments reach every member of a group in first place",
    withArgs(chain(group(s("echo", 1), s("echo", 2)), s("echo")), 8),
    [
      [8, 1],
      [8, 2],
    ],
  ),
  yields(
    "a group's arguments go to every member that is not immutable",
    withArgs(group(s("add", 1), si("echo", 0), chain(s("add", 2), s("mul", 2))), 10),
    [11, 0, 24],
  ),
  yields(
    "a chord's arguments go to its header, never to its body",
    withArgs(chord([s("add", 1), s("add", 2)], s("echo")), 10),
    [11, 12],
  ),
  yields(
    "a chord's kwargs go to its header, never to its body",
    withKwargs(chord([s("add", 1), s("add", 2)], s("xsum")), { kwargs: { y: 10 } }),
    23,
  ),
  yields(
    "a group's kwargs win over a member's",
    withKwargs(group(withKwargs(s("add", 1), { y: 5 }), s("add", 1)), { y: 10 }),
    [11, 11],
  ),
  yields(
    "outer arguments come before inner ones",
    withArgs(group(withArgs(chain(s("echo", 3)), 2)), 1),
    [[1, 2, 3]],
  ),
  yields(
    "an immutable chain runs after its predecessor and takes nothing of it",
    chain(s("add", 2, 2), immutable(chain(s("echo", 1), s("add", 1)))),
    2,
  ),
  yields(
    "an immutable group takes nothing of its predecessor",
    chain(s("add", 2, 2), immutable(group(s("echo", 1), s("echo", 2)))),
    [1, 2],
  ),
  yields(
    "an immutable chord takes nothing of its predecessor",
    chain(s("add", 2, 2), immutable(chord([s("echo", 1)], s("echo")))),
    [1],
  ),
  yields(
    "an immutable chain keeps its own arguments",
    chain(s("add", 2, 2), immutable(withArgs(chain(s("echo", 1), s("echo")), 8))),
    [8, 1],
  ),
  yields("an immutable body gets nothing", chord([s("echo", 1)], si("echo", 9)), 9),
];

const IGNORE_RESULT: readonly TableRow[] = [
  yields(
    "an ignored result still reaches the next step and is null afterwards",
    chain(ignored(s("add", 1, 1)), s("add", 1)),
    3,
    { values: { "tasks[0]": null, "tasks[1]": 3 } },
  ),
  yields(
    "an ignored result still reaches the body",
    chord([ignored(s("add", 1, 1)), s("add", 2, 2)], s("echo")),
    [2, 4],
    { values: { "header[0]": null } },
  ),
  yields("an ignored last result is null", chain(s("add", 1, 1), ignored(s("add", 1))), null),
  yields("an ignored member is null in a final group", group(s("echo", 1), ignored(s("echo", 2))), [
    1,
    null,
  ]),
  yields("a chain's options go to its first step", ignored(chain(s("echo", 1), s("echo"))), 1, {
    values: { "tasks[0]": null, "tasks[1]": 1 },
  }),
  yields(
    "a group's options go to every member",
    ignored(group(s("echo", 1), chain(s("echo", 2), s("echo")))),
    [null, 2],
    { values: { "tasks[1].tasks[0]": null } },
  ),
  yields(
    "a chord's options go to header and body",
    ignored(chord([s("echo", 1)], s("echo"))),
    null,
    { values: { "header[0]": null, body: null } },
  ),
  yields(
    "a canvas's options win over a member's",
    withOptions(group(ignored(s("echo", 1))), { ignore_result: false }),
    [1],
  ),
];

/** What partial arguments, immutability and `ignore_result` do. */
export const CALL_ROWS: readonly TableRow[] = [...PARTIALS, ...IGNORE_RESULT];

function ignored(signature: TableRow["canvas"]): TableRow["canvas"] {
  return withOptions(signature, { ignore_result: true });
}
