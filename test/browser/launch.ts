import { chromium, type Browser } from "playwright-core";

import { findChromium } from "../../scripts/chromium.mjs";

/**
 * Of what Playwright switches off two features; and two that load pages of the browser's own with every new window, behind the address bar:
 * a third of all work. Of such lists the last one counts.
 */
const WITHOUT = ["HttpsUpgrades", "PaintHolding", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${WITHOUT.join(",")}`,
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
