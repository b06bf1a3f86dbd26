/**
 * `npm run bench:web`: what the app makes a browser load, what a run that is watched sends it, and how the editor moves and answers under
 * the hand. Chromium draws here without a graphics card: where there is one, frames that are drawn anew cost it next to nothing.
 */
import { exit } from "node:process";

import { launchChromium } from "../../browser/launch.ts";
import { setup } from "../../edge/build.ts";
import { startBuiltWorker } from "../../edge/built-worker.ts";
import { atMost, figure, type Finding, printFindings } from "../finding.ts";
import { describeMachine } from "../machine.ts";
import { printTable } from "../table.ts";
import { keysAt1000, typingBesideChord } from "./answering.ts";
import { fastFeed, type Feed, pacedFeed } from "./feed.ts";
import { painting, sizes } from "./loading.ts";
import { movingOf1000, movingOf500 } from "./moving.ts";
import { working } from "./working.ts";

/** Sent to one who watches. */
const KILOBYTES_A_SECOND = 2;

console.log(describeMachine());
console.log("Chromium draws in software here.");
setup();

const findings = await measureAll();
printFindings(findings, "over all frames and keys");
exit();

async function measureAll(): Promise<readonly Finding[]> {
  const worker = await startBuiltWorker();
  const browser = await launchChromium();

  try {
    return [
      ...sizes(),
      ...(await feeds(worker.origin)),
      ...working(),
      ...(await painting(browser, worker.origin)),
      ...(await movingOf500(browser, worker.origin)),
      ...(await movingOf1000(browser, worker.origin)),
      ...(await keysAt1000(browser, worker.origin)),
      ...(await typingBesideChord(browser, worker.origin)),
    ];
  } finally {
    await browser.close();
    await worker.stop();
  }
}

async function feeds(origin: string): Promise<readonly Finding[]> {
  const paced = await pacedFeed(origin, 1000);
  const fast = await fastFeed(origin, 1000);

  printTable("Frames of a chord of 1,000, to one who watches", [
    ["its members", "KB", "frames", "seconds", "KB/s", "frames/s"],
    ["40 a second", ...feedRow(paced)],
    ["as fast as they can", ...feedRow(fast)],
  ]);

  return [
    atMost(
      {
        what: "a chord of 1,000 runs at 40 a second: frames to one who watches",
        limit: KILOBYTES_A_SECOND,
        unit: " KB/s",
      },
      paced.kilobytes / paced.seconds,
    ),
  ];
}

function feedRow({ kilobytes, frames: count, seconds }: Feed): readonly string[] {
  return [kilobytes, count, seconds, kilobytes / seconds, count / seconds].map(figure);
}
