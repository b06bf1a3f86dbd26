/** The tasks of this deployment. To add one: write a file in `tasks/`, name it here. */
import { taskRegistry } from "../shared/task/registry.ts";
import { cleaning } from "./cleaning.ts";
import { outbound } from "./outbound/platform.ts";
import { add, mul, xsum } from "./tasks/arithmetic.ts";
import { cleanupTask } from "./tasks/cleanup.ts";
import { countTo } from "./tasks/count-to.ts";
import { echo } from "./tasks/echo.ts";
import { fail } from "./tasks/fail.ts";
import { fetchUrlTask } from "./tasks/fetch-url.ts";
import { flaky } from "./tasks/flaky.ts";
import { logMatrixSummary, matrixMultiply } from "./tasks/matrix.ts";
import { processPayment } from "./tasks/process-payment.ts";
import { resizeImage } from "./tasks/resize-image.ts";
import { sendEmail } from "./tasks/send-email.ts";
import { sleep } from "./tasks/sleep.ts";
import { syncDataTask } from "./tasks/sync-data.ts";
import { mergeCounts, wordCount } from "./tasks/words.ts";

export const tasks = taskRegistry([
  add,
  mul,
  xsum,
  echo,
  fail,
  flaky,
  sleep,
  countTo,
  matrixMultiply,
  logMatrixSummary,
  wordCount,
  mergeCounts,
  resizeImage,
  sendEmail,
  processPayment,
  fetchUrlTask(outbound),
  syncDataTask(outbound),
  cleanupTask(cleaning),
]);
