// Runs every suite, or the files named as arguments, and closes with one line over all of them.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";

import { ensureChromium } from "./chromium.mjs";
import { environment, root } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";

/**
 * @typedef {object} Report What vitest's JSON reporter writes.
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults One per file.
 */

const reportPath = join(root, ".tsbuild/test-report.json");

ensureInstalled();
ensureChromium();
rmSync(reportPath, { force: true });

const { status } = spawnSync(
  "vitest",
  [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportPath}`,
    ...argv.slice(2),
  ],
  { cwd: root, env: environment, stdio: "inherit" },
);

const counts = count(readReport());

// Whatever made vitest fail without failing a test (an unhandled rejection, a crash) is a failure too.
const failed = status === 0 ? counts.failed : Math.max(counts.failed, 1);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";

console.log(`${counts.passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed > 0 ? 1 : 0;

/** @returns {Report | undefined} */
function readReport() {
  try {
    return JSON.parse(readFileSync(reportPath, "utf8"));
  } catch {
    // It ended before it could write one.
    return undefined;
  }
}

/** @param {Report | undefined} report */
function count(report) {
  if (report === undefined) {
    return { passed: 0, failed: 1, skipped: 0 };
  }

  // A file that could not even be loaded has no tests to count.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;

  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests,
  };
}
