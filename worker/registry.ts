/** The tasks of this deployment. To add one: write a file in `tasks/`, name it here. */
import { taskRegistry } from "../shared/task/registry.ts";
import { add, mul, xsum } from "./tasks/arithmetic.ts";
import { echo } from "./tasks/echo.ts";
import { fail } from "./tasks/fail.ts";
import { logMatrixSummary, matrixMultiply } from "./tasks/matrix.ts";
import { resizeImage } from "./tasks/resize-image.ts";
import { sendEmail } from "./tasks/send-email.ts";
import { sleep } from "./tasks/sleep.ts";
import { mergeCounts, wordCount } from "./tasks/words.ts";

export const tasks = taskRegistry([
  add,
  mul,
  xsum,
  echo,
  fail,
  sleep,
  matrixMultiply,
  logMatrixSummary,
  wordCount,
  mergeCounts,
  resizeImage,
  sendEmail,
]);
