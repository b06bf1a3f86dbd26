import { expect, it } from "vitest";

import { shortProblem } from "../../../web/editor/short-problem.ts";

it.each([
  ["mul() missing 1 required positional argument: 'y'", "y is missing"],
  [
    "send_email() missing 3 required positional arguments: 'to', 'subject', and 'body'",
    "to, subject, body are missing",
  ],
  ["add() argument 'y': expected number; got \"2\"", "y: expected number"],
  ['No task "nope" is registered. Registered are: add.', "no such task"],
  [
    "add() takes 2 positional arguments but 3 were given",
    "takes 2 positional arguments but 3 were given",
  ],
  ["Choose a task.", "Choose a task."],
])("%s", (message, short) => {
  expect(shortProblem(message)).toBe(short);
});
