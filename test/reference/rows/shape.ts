import { chain, chord, chunks, group, map, s, si, starmap } from "../signatures.ts";
import { refuses, yields, type TableRow } from "../table-row.ts";

const SHAPES: readonly TableRow[] = [
  yields("a lone task yields what it returns", s("add", 2, 3), 5),
  yields("a step gets its predecessor's result first", chain(s("add", 2, 2), s("echo", 9)), [4, 9]),
  yields("an immutable step gets nothing", chain(s("add", 2, 2), si("echo", 9)), 9),
  yields(
    "a chain in a chain is as good as its steps",
    chain(s("add", 1, 1), chain(s("add", 1), s("mul", 3))),
    9,
  ),
  yields(
    "a group yields its values in written order",
    group(s("echo", 3), s("echo", 1), s("echo", 2)),
    [3, 1, 2],
  ),
  yields(
    "nested groups flatten in written order",
    group(group(s("echo", 1), group(s("echo", 2))), s("echo", 3)),
    [1, 2, 3],
  ),
  yields(
    "a header of nested groups keeps its order",
    chord([group(s("echo", 1), s("echo", 2)), s("echo", 3)], s("echo")),
    [1, 2, 3],
  ),
  yields(
    "a header's chain that ends in a group contributes each of its members",
    chord([chain(s("echo", 1), group(s("add", 1), s("add", 2))), s("echo", 9)], s("echo")),
    [2, 3, 9],
  ),
  yields(
    "a header's chord contributes its body's output",
    chord([chord([s("echo", 1), s("echo", 2)], s("xsum")), s("echo", 9)], s("echo")),
    [3, 9],
  ),
  yields(
    "a header's chord whose body is a group contributes each of its members",
    chord(
      [chord([s("echo", 1), s("echo", 2)], group(s("xsum"), s("echo"))), s("echo", 9)],
      s("echo"),
    ),
    [3, [1, 2], 9],
  ),
  yields(
    "chunks in a header contribute one list each",
    chord(
      [
        chunks(
          "add",
          [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
          2,
        ),
        s("echo", 9),
      ],
      s("echo"),
    ),
    [[2, 4], [6], 9],
  ),
  yields("a group of one yields a list of one", group(s("echo", 7)), [7]),
  yields(
    "a step after a group of one gets a list of one",
    chain(group(s("echo", 7)), s("echo")),
    [7],
  ),
  yields("a body gets a list from a header of one", chord([s("echo", 7)], s("echo")), [7]),
  yields("an empty group yields an empty list", group(), []),
  yields("an empty group after a step yields an empty list", chain(s("add", 1, 1), group()), [], {
    states: { "tasks[0]": "SUCCESS" },
  }),
  yields(
    "an empty group among others contributes nothing",
    group(s("echo", 1), group(), s("echo", 2)),
    [1, 2],
  ),
  yields("the body of an empty header gets an empty list", chord([], s("xsum")), 0),
  yields(
    "the step after an empty group gets an empty list",
    chain(s("add", 1, 1), group(), s("echo")),
    [],
  ),
  yields(
    "an empty header and an empty group in the body yield an empty list",
    chord([], group()),
    [],
  ),
  yields(
    "groups one after another collect in between",
    chain(group(s("echo", 1), s("echo", 2)), group(s("xsum"), s("echo")), s("echo")),
    [3, [1, 2]],
  ),
  yields(
    "a group after a step hands its result to each member",
    chain(s("echo", 5), group(s("add", 1), si("echo", 0))),
    [6, 0],
  ),
  yields(
    "a chord after a step hands its result to the header alone",
    chain(s("echo", 5), chord([s("add", 1), s("mul", 2)], s("echo", "own"))),
    [[6, 10], "own"],
  ),
  yields(
    "a body may be a chain",
    chord([s("echo", 1), s("echo", 2)], chain(s("xsum"), s("mul", 5))),
    15,
  ),
  yields(
    "a body may be a group",
    chord([s("echo", 1), s("echo", 2)], group(s("xsum"), s("echo"))),
    [3, [1, 2]],
  ),
  yields(
    "a body may be a chord",
    chord([s("echo", 1), s("echo", 2)], chord([s("xsum"), s("xsum")], s("xsum"))),
    6,
  ),
  yields(
    "chords nest in headers",
    chord([chord([chord([s("echo", 1)], s("xsum"))], s("echo"))], s("echo")),
    [[1]],
  ),
  yields("a header may stand as a group", chord(group(s("echo", 1), s("echo", 2)), s("xsum")), 3),
  refuses("an empty chain is refused", chain()),
  refuses("an empty chain in a header is refused", chord([chain()], s("echo"))),
];

const MAPS: readonly TableRow[] = [
  yields("a map calls its task with each item", map("xsum", [[1, 2], [3]]), [3, 3]),
  yields(
    "a starmap spreads each item",
    starmap("add", [
      [1, 2],
      [3, 4],
    ]),
    [3, 7],
  ),
  yields("a map over nothing yields an empty list", map("xsum", []), []),
  yields(
    "chunks are a group of starmaps, the last one shorter",
    chunks(
      "add",
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      2,
    ),
    [[2, 4], [6]],
  ),
  yields("chunks of nothing yield an empty list", chunks("add", [], 2), []),
  yields(
    "a map does not take its predecessor's result",
    chain(s("add", 1, 1), map("xsum", [[4]])),
    [4],
  ),
  yields(
    "chunks do not take their predecessor's result",
    chain(s("add", 1, 1), chunks("add", [[1, 1]], 1), s("echo")),
    [[2]],
  ),
  yields("the step after a map gets one list", chain(map("xsum", [[1], [2]]), s("xsum")), 3),
];

/** How values flow through every kind of canvas. */
export const SHAPE_ROWS: readonly TableRow[] = [...SHAPES, ...MAPS];
