import { describe, expect, it } from "vitest";

import { parseOptions } from "../../../shared/engine/options.ts";

describe("options that the engine obeys", () => {
  it("reach the node", () => {
    const { options, problems, warnings } = parseOptions(
      { queue: "emails", ignore_result: true, task_id: "mine", headers: { trace: 1 } },
      "canvas",
    );

    expect(options).toEqual({
      queue: "emails",
      ignoreResult: true,
      requestedId: "mine",
      headers: { trace: 1 },
    });
    expect([problems, warnings]).toEqual([[], []]);
  });

  it("are the task's own where they are null, as in Celery", () => {
    const raw = { queue: null, ignore_result: null, task_id: null, headers: null, countdown: null };

    expect(parseOptions(raw, "canvas")).toEqual({ options: {}, problems: [], warnings: [] });
  });
});

describe("options about time", () => {
  it.each([
    ["countdown", 0.5, { countdown: 0.5 }],
    ["eta", "2026-11-21T12:00:00Z", { eta: Date.UTC(2026, 10, 21, 12) }],
    ["eta", "2026-11-21T12:00:00.123+01:00", { eta: Date.UTC(2026, 10, 21, 11, 0, 0, 123) }],
    ["expires", 60, { expires: { seconds: 60 } }],
    ["expires", 0, { expires: { seconds: 0 } }],
    ["expires", "2026-11-21T12:00:00Z", { expires: { at: Date.UTC(2026, 10, 21, 12) } }],
    ["time_limit", 30, { timeLimit: 30 }],
    ["soft_time_limit", 0.1, { softTimeLimit: 0.1 }],
    ["max_retries", 0, { maxRetries: 0 }],
    ["max_retries", null, { maxRetries: null }],
  ])("reach the node (%s: %j)", (name, value, expected) => {
    expect(parseOptions({ [name]: value }, "canvas")).toEqual({
      options: expected,
      problems: [],
      warnings: [],
    });
  });

  it("are refused when the soft limit would come after the hard one", () => {
    const { problems } = parseOptions({ soft_time_limit: 10, time_limit: 5 }, "canvas");

    expect(problems).toEqual([
      {
        kind: "bad-option",
        path: "canvas.options.soft_time_limit",
        message: "Expected no more than time_limit; got 10.",
      },
    ]);
  });
});

describe("options that the gate of a queue obeys", () => {
  it.each([
    ["priority", 9, { priority: 9 }],
    ["rate_limit", "10/m", { perSecond: 1 / 6 }],
    ["rate_limit", "0.5/h", { perSecond: 0.5 / 3600 }],
    ["rate_limit", 10, { perSecond: 10 }],
    ["concurrency", 2, { concurrency: 2 }],
    ["concurrency_key", "to", { concurrencyKey: "to" }],
  ])("reach the node (%s: %j)", (name, value, options) => {
    expect(parseOptions({ [name]: value }, "canvas")).toEqual({
      options,
      problems: [],
      warnings: [],
    });
  });
});

describe("options about publishing", () => {
  it.each([
    ["retry", false],
    ["retry_policy", { max_retries: 3, retry_errors: null }],
    ["retry_policy", { max_retries: null, interval_start: 0, interval_step: 0.2, interval_max: 1 }],
    ["retry_policy", {}],
  ])("are answered with what to use instead (%s: %j)", (name, value) => {
    const { problems, warnings } = parseOptions({ [name]: value }, "canvas");

    expect(problems).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(`^canvas.options.${name} .*; max_retries `)]);
  });

  it("are refused where they make no sense, with what came there", () => {
    const policy = { max_retries: -1, interval_step: "fast", interval_start: 5, interval_max: 1 };
    const { problems } = parseOptions({ retry_policy: policy }, "canvas");

    expect(problems).toMatchObject([
      {
        path: "canvas.options.retry_policy.max_retries",
        message: expect.stringContaining("got -1"),
      },
      {
        path: "canvas.options.retry_policy.interval_step",
        message: expect.stringContaining('got "fast"'),
      },
    ]);
  });
});

describe("options that mean nothing here", () => {
  it.each(["producer", "__proto__", "constructor", "link"])("have no effect (%s)", (name) => {
    const raw = JSON.parse(`{ ${JSON.stringify(name)}: "whatever" }`);

    expect(parseOptions(raw, "canvas")).toMatchObject({ options: {}, problems: [] });
  });
});

describe("an option with a bad unit is a problem that names where, what was expected and what came", () => {
  it.each([
    ["countdown", "10s", "number", '"10s"'],
    ["countdown", -1, ">=0", "-1"],
    ["eta", "tomorrow", "ISO 8601", '"tomorrow"'],
    ["eta", "2026-11-21T12:00:00", "ISO 8601", '"2026-11-21T12:00:00"'],
    ["eta", 1_700_000_000, "ISO 8601", "1700000000"],
    ["expires", "in a minute", "ISO 8601", '"in a minute"'],
    ["expires", -5, ">=0", "-5"],
    ["expires", true, "seconds or an ISO 8601", "true"],
    ["priority", 10, "<=9", "10"],
    ["priority", 1.5, "int", "1.5"],
    ["time_limit", 0, ">0", "0"],
    ["rate_limit", "10/d", "10/m", '"10/d"'],
    ["rate_limit", -1, "10/m", "-1"],
    ["rate_limit", { per: "minute" }, "10/m", '{"per":"minute"}'],
    ["max_retries", -1, ">=0", "-1"],
    ["concurrency", 0, ">0", "0"],
    ["concurrency_key", "", ">=1", '""'],
    ["retry", "yes", "boolean", '"yes"'],
    ["queue", 7, "string", "7"],
    ["queue", "", ">=1", '""'],
    ["task_id", "x".repeat(256), "<=255", `"${"x".repeat(79)}…`],
    ["headers", [], "expected an object", "[]"],
  ])("%s: %j", (name, value, expected, got) => {
    const { options, problems } = parseOptions({ [name]: value }, "canvas.kwargs.body");

    expect(options).toEqual({});
    expect(problems).toEqual([
      {
        kind: "bad-option",
        path: `canvas.kwargs.body.options.${name}`,
        message: expect.stringContaining(expected),
      },
    ]);
    expect(problems[0]?.message).toContain(`got ${got}`);
  });

  it("once for each of several", () => {
    const { problems } = parseOptions({ priority: 10, countdown: "10s", retry: 1 }, "canvas");

    expect(problems.map(({ path }) => path).toSorted()).toEqual([
      "canvas.options.countdown",
      "canvas.options.priority",
      "canvas.options.retry",
    ]);
  });
});

describe("an option that does not exist", () => {
  it("is warned of by its name, and what was probably meant", () => {
    expect(parseOptions({ taskId: "x", colour: "red" }, "canvas").warnings).toEqual([
      'canvas.options.taskId is no option and has no effect; did you mean "task_id"?',
      "canvas.options.colour is no option and has no effect",
    ]);
  });

  it("is nothing to warn of where Celery writes it itself, or its name is that of a stamp", () => {
    const options = {
      chord: null,
      exchange: "x",
      group_id: "g",
      replaced_task_nesting: 0,
      reply_to: "r",
      stamped_headers: ["customer"],
      customer: "c",
    };

    expect(parseOptions(options, "canvas").warnings).toEqual([]);
  });
});
