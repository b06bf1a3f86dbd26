import { describe, expect, it } from "vitest";

import { MESSAGE_VERSION, type TaskMessage, taskMessage } from "../../../shared/wire/message.ts";

const message: TaskMessage = {
  v: MESSAGE_VERSION,
  run: "some-run",
  node: 0,
  attempt: 1,
  task: "add",
  call: "[[1,2],{}]",
};

describe("a task message", () => {
  it("crosses the queue as it is, with its call or without", () => {
    for (const sent of [message, { ...message, call: null }]) {
      expect(taskMessage.parse(JSON.parse(JSON.stringify(sent)))).toEqual(sent);
    }
  });

  it.each([
    ["another version", { v: MESSAGE_VERSION + 1 }],
    ["no version", { v: undefined }],
    ["an execution that was never asked for", { attempt: 0 }],
    ["a node before the first", { node: -1 }],
    ["half a node", { node: 0.5 }],
    ["a call that is not text", { call: [[1, 2], {}] }],
    ["no word of its call", { call: undefined }],
    ["a release at no time", { released: { isCounted: true } }],
  ])("is none with %s", (_, change) => {
    expect(taskMessage.safeParse({ ...message, ...change }).success).toBe(false);
  });
});
