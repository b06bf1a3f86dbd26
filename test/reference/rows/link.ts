import { chain, chord, chunks, group, link, onError, s, si } from "../signatures.ts";
import { fails, refuses, yields, type TableRow } from "../table-row.ts";

const BOOM = s("fail");

const ERRBACK = s("echo");

/** When links are called, and with what. */
export const LINK_ROWS: readonly TableRow[] = [
  yields("a link gets the result of its task", link(s("add", 1, 1), s("mul", 10)), 2, {
    values: { "link[0]": 20 },
  }),
  yields("an immutable link gets nothing", link(s("add", 1, 1), si("echo", 5)), 2, {
    values: { "link[0]": 5 },
  }),
  yields("every link is called", link(s("add", 1, 1), s("mul", 10), s("add", 10)), 2, {
    values: { "link[0]": 20, "link[1]": 12 },
  }),
  yields(
    "a chain's link gets the result of its last task",
    link(chain(s("add", 1, 1), s("add", 1)), s("mul", 10)),
    3,
    { values: { "link[0]": 30 } },
  ),
  yields(
    "a step's link gets that step's result",
    chain(link(s("add", 1, 1), s("mul", 10)), s("add", 1)),
    3,
    { values: { "tasks[0].link[0]": 20 } },
  ),
  yields(
    "a chord's link gets the result of its body",
    link(chord([s("echo", 1), s("echo", 2)], s("xsum")), s("mul", 10)),
    3,
    { values: { "link[0]": 30 } },
  ),
  yields(
    "a member's link gets that member's result",
    group(link(s("add", 1, 1), s("mul", 10)), s("echo", 0)),
    [2, 0],
    { values: { "tasks[0].link[0]": 20 } },
  ),
  yields(
    "a link may be a canvas with links of its own",
    link(s("add", 1, 1), link(chain(group(s("add", 1), s("add", 2)), s("xsum")), s("mul", 2))),
    2,
    {
      values: { "link[0].tasks[0].tasks[1]": 4, "link[0].tasks[1]": 7, "link[0].link[0]": 14 },
    },
  ),
  yields(
    "a link gets a result that is ignored afterwards",
    {
      ...link(s("add", 1, 1), s("mul", 10)),
      options: { ignore_result: true, link: [s("mul", 10)] },
    },
    null,
    {
      values: { "link[0]": 20 },
    },
  ),
  yields(
    "a link that fails does not change the run's state",
    link(s("add", 1, 1), onError(BOOM, ERRBACK)),
    2,
    {
      states: { "link[0]": "FAILURE" },
      values: { "link[0].link_error[0]": "<link[0]>" },
    },
  ),
  fails(
    "the link of a failed task is not called and ends IGNORED with all it holds",
    link(BOOM, link(chord([s("echo")], s("echo")), s("echo"))),
    "",
    {
      states: {
        "link[0].header[0]": "IGNORED",
        "link[0].body": "IGNORED",
        "link[0].link[0]": "IGNORED",
      },
    },
  ),
  fails(
    "the link of a step that a failure spread to is not called",
    chain(BOOM, link(s("echo"), s("echo"))),
    "tasks[0]",
    { states: { "tasks[1].link[0]": "IGNORED" } },
  ),
  {
    name: "the link of a revoked task is not called",
    canvas: link(s("add", 1, 1), s("echo")),
    revoked: [""],
    expect: { state: "REVOKED", states: { "link[0]": "IGNORED" } },
  },
  refuses("a link on a group is refused", link(group(s("echo", 1)), s("echo"))),
  refuses("a link on chunks is refused", link(chunks("add", [[1, 1]], 1), s("echo"))),
  refuses(
    "a link on a chain that ends in a group is refused",
    link(chain(s("echo", 1), group(s("echo"))), s("echo")),
  ),
  refuses(
    "a link on a chord whose body is a group is refused",
    link(chord([s("echo", 1)], group(s("echo"))), s("echo")),
  ),
];
