import { chromium, type Browser } from "playwright-core";

import { findChromium } from "../../scripts/chromium.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = findChromium();

/** For `describe.skipIf(!hasChromium)`: a machine without a browser skips these tests instead of failing them. */
export const hasChromium = executablePath !== undefined;

/** Starts the machine's own Chromium. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  if (executablePath === undefined) {
    throw new Error("Expected Chromium on the PATH, and there is none.");
  }

  return chromium.launch({ executablePath, args: FLAGS });
}
