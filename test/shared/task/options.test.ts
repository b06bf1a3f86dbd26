import { describe, expect, test } from "vitest";

import type { TaskOptions } from "../../../shared/task/options.ts";
import { oneOff } from "./sample-tasks.ts";

function define(options: TaskOptions): () => unknown {
  return () => oneOff(() => null, options);
}

const auto = { autoretryFor: [Error] };

describe("a task is refused where it is defined when", () => {
  test.each<readonly [string, TaskOptions, string]>([
    ["its retries are less than none", { maxRetries: -1 }, 'Task "it": maxRetries: '],
    ["its retries are no whole number", { maxRetries: 1.5 }, "maxRetries: expected int"],
    ["its delay is negative", { defaultRetryDelay: -1 }, "defaultRetryDelay: "],
    ["its delay is no number", { defaultRetryDelay: Number.NaN }, "defaultRetryDelay: "],
    ["its delay never ends", { defaultRetryDelay: 1e12 }, "defaultRetryDelay: "],
    ["its backoff is nothing", { ...auto, retryBackoff: 0 }, "retryBackoff: "],
    ["its backoff has a fraction", { ...auto, retryBackoff: 0.5 }, "retryBackoff: "],
    [
      "its backoff has no room to grow to",
      { ...auto, retryBackoff: true, retryBackoffMax: 0 },
      "retryBackoffMax: ",
    ],
    [
      "its backoff begins over its cap",
      { ...auto, retryBackoff: 20, retryBackoffMax: 10 },
      "retryBackoff must not exceed retryBackoffMax.",
    ],
    [
      "its backoff begins over the usual cap",
      { ...auto, retryBackoff: 601 },
      "retryBackoff must not exceed retryBackoffMax.",
    ],
    [
      "its backoff backs off from nothing",
      { retryBackoff: true },
      "dontAutoretryFor and retryBackoff need an autoretryFor that is not empty.",
    ],
    ["its exceptions except nothing", { dontAutoretryFor: [TypeError] }, "need an autoretryFor"],
    ["its jitter has no backoff", { ...auto, retryJitter: false }, "need a retryBackoff."],
    ["its cap has no backoff", { ...auto, retryBackoffMax: 60 }, "need a retryBackoff."],
    ["its soft limit is no time", { softTimeLimit: 0 }, "softTimeLimit: "],
    ["its hard limit is no time", { timeLimit: -5 }, "timeLimit: "],
    [
      "its soft limit comes after the hard one",
      { softTimeLimit: 10, timeLimit: 5 },
      "softTimeLimit must not exceed timeLimit.",
    ],
  ])("%s", (_, options, message) => {
    expect(define(options)).toThrow(message);
  });
});

test("all that is wrong is said at once", () => {
  expect(define({ maxRetries: -1, softTimeLimit: 10, timeLimit: 5 })).toThrow(
    /^Task "it": maxRetries: .+ softTimeLimit must not exceed timeLimit\.$/,
  );
});

test.each<readonly [TaskOptions]>([
  [{ maxRetries: null }],
  [{ maxRetries: 0, defaultRetryDelay: 0 }],
  [{ ...auto, dontAutoretryFor: ["ValueError"], retryBackoff: 600, retryJitter: false }],
  [{ softTimeLimit: 5, timeLimit: 5 }],
])("%j makes sense", (options) => {
  expect(define(options)).not.toThrow();
});
