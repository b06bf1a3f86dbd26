/** Checked by the compiler alone: a line under `@ts-expect-error` that compiles is an error. */
import { chain, chord, each, group, pipe } from "../../../shared/canvas/builders.ts";
import type { CanvasSignature, GroupSignature } from "../../../shared/canvas/canvas-signature.ts";
import type { Anything, Gathered, Runnable } from "../../../shared/canvas/step.ts";
import { taskHandle } from "../../../shared/canvas/task-handle.ts";

const add = taskHandle<[x: number, y: number], number>("add");
const mul = taskHandle<[x: number, y: number], number>("mul");
const xsum = taskHandle<[numbers: readonly number[]], number>("xsum");
const words = taskHandle<[text: string], number>("word_count");
const shout = taskHandle<[text: string, times?: number], string>("shout");
const echo = taskHandle<unknown[], unknown>("echo");
const now = taskHandle<[], string>("now");
const texts = taskHandle<[], string[]>("texts");
const label = taskHandle<[value: number, name: string], string>("label");
const logError = taskHandle<[taskId: string], void>("log_error");

function run<Result>(_step: Runnable<Result>): Result | undefined {
  return undefined;
}

// What a signature still needs.
run(add.s(2, 2)) satisfies number | undefined;
run(add.si(2, 2)) satisfies number | undefined;
run(add.s(2).clone([1]));
run(shout.s("hey"));
run(echo.s());
run(now.s());
// @ts-expect-error y is still missing
run(add.s(2));
// @ts-expect-error both are still missing
run(add.s());
// @ts-expect-error a text is no number
add.s("2", 2);
// @ts-expect-error add takes two
add.s(1, 2, 3);
// @ts-expect-error an immutable call needs all its arguments
add.si(2);
// The last arguments are given first: `label.s("sum")` names it, the value comes before.
chain(add.s(1, 2), label.s("sum"));
// @ts-expect-error the value would come last
label.s(3);

// A chain.
run(chain(add.s(2, 2), mul.s(3))) satisfies number | undefined;
run(chain([add.s(2, 2), mul.s(3)])) satisfies number | undefined;
run(chain(add.s(2, 2), mul.si(3, 4), label.s("product"), shout.s())) satisfies string | undefined;
run(chain(add.s(2, 2), echo.s(1, "two"), now.si()));
chain(add.s(2), mul.s(3)) satisfies CanvasSignature<[number], number>;
chain(Array.from({ length: 10 }, () => add.s(1))) satisfies CanvasSignature<[number], number>;
chain(
  add.s(1, 1),
  shout.si("a"),
  words.s(),
  add.s(1),
  add.s(1),
  add.s(1),
  add.s(1),
  add.s(1),
  add.s(1),
  add.s(1),
  add.s(1),
  add.s(1),
);
// @ts-expect-error words wants a text and gets a number
chain(add.s(2, 2), words.s());
// @ts-expect-error the same in a list
chain([add.s(2, 2), words.s()]);
// @ts-expect-error mul has both arguments and would get a third
chain(add.s(2, 2), mul.s(3, 4));
// @ts-expect-error mul still misses one
chain(add.s(2, 2), mul.s());
// @ts-expect-error the third takes a text
chain(add.s(2, 2), mul.s(3), words.s());
// @ts-expect-error a chain needs a step
chain();
// @ts-expect-error its first step still misses an argument
run(chain(add.s(2), mul.s(3)));

// A group.
group(add.s(1, 1), now.s()) satisfies GroupSignature<[], [number, string]>;
group([add.s(1, 1), now.s()]) satisfies GroupSignature<[], [number, string]>;
group([1, 2, 3].map((n) => add.s(n, n))) satisfies GroupSignature<[], number[]>;
group(add.s(1, 1), group(now.s(), add.s(2, 2))) satisfies GroupSignature<
  [],
  [number, string, number]
>;
run(chain(add.s(1, 1), group(add.s(10), mul.s(100)), xsum.s(), mul.s(2))) satisfies
  | number
  | undefined;
chain(add.s(1, 1), group(add.s(10), mul.s(100))) satisfies CanvasSignature<
  [],
  Gathered<[number, number]>
>;
chain(group(add.s(1, 1), add.s(2, 2)), group(xsum.s(), xsum.s()), xsum.s());
// A group of one inside a chain is that one.
chain(add.s(1, 1), group(add.s(10)), mul.s(2));
// @ts-expect-error the list that a group yields is no number
chain(group(add.s(1, 1), add.s(2, 2)), mul.s(2));
// @ts-expect-error one member cannot take the number
chain(add.s(1, 1), group(add.s(10), words.s()));
// @ts-expect-error a group takes no callback
group(add.s(1, 1)).link(xsum.s());

// A chord.
run(chord([add.s(1, 1), add.s(2, 2)], xsum.s())) satisfies number | undefined;
run(chord(group(add.s(1, 1), add.s(2, 2)), xsum.s())) satisfies number | undefined;
run(chord(add.s(1, 1), xsum.s())) satisfies number | undefined;
chord([add.s(1), mul.s(2)], chain(xsum.s(), label.s("sum"))) satisfies CanvasSignature<
  [number],
  string
>;
chord([chain(add.s(1, 1), group(add.s(1), add.s(2))), add.s(1, 1)], xsum.s());
chord([now.si()], echo.s()) satisfies CanvasSignature<Anything, unknown>;
// @ts-expect-error the body gets a list
chord([add.s(1, 1), add.s(2, 2)], mul.s(2));
// @ts-expect-error the list has a text in it
chord([add.s(1, 1), now.s()], xsum.s());
// @ts-expect-error a chain as the header would be taken apart: put it in a list
chord(chain(add.s(1, 1), mul.s(2)), xsum.s());

// The rest.
run(pipe(pipe(add.s(2, 2), mul.s(3)), label.s("it"))) satisfies string | undefined;
run(pipe(group(add.s(1, 1), add.s(2, 2)), xsum.s())) satisfies number | undefined;
// @ts-expect-error words wants a text and gets a number
pipe(add.s(2, 2), words.s());
run(
  add.starmap([
    [1, 2],
    [3, 4],
  ]),
) satisfies number[] | undefined;
run(words.map(["a b", "c"])) satisfies number[] | undefined;
run(
  add.chunks(
    [
      [1, 2],
      [3, 4],
    ],
    1,
  ),
) satisfies number[][] | undefined;
chord(
  add
    .chunks(
      [
        [1, 2],
        [3, 4],
      ],
      1,
    )
    .group(),
  echo.s(),
);
// @ts-expect-error the items of a starmap are lists of arguments
add.starmap([1, 2]);
// @ts-expect-error word_count wants texts
words.map([1, 2]);

// Each item of the list before it, and the list of what it comes to.
run(chain(texts.s(), each(words.s()), xsum.s())) satisfies number | undefined;
// @ts-expect-error the items are texts
chain(texts.s(), each(add.s(1)));
add.s(1, 1).set({ countdown: 10, queue: "high" }).link(mul.s(2)).onError(logError.s());
// @ts-expect-error the callback cannot take the result
add.s(1, 1).link(words.s());
// @ts-expect-error there is no such option
add.s(1, 1).set({ countDown: 10 });
run(add.s().kw({ x: 1, y: 2 })) satisfies number | undefined;
chain(add.s(1, 1), mul.s().kw({ y: 2 }));
