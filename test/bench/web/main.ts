/**
 * `npm run bench:web`: what the app makes a browser load, what a run that is watched sends it, and how the editor moves and answers under
 * the hand. Chromium draws here without a graphics card: where there is one, frames that are drawn anew cost it next to nothing.
 */
import { exit } from "node:process";

import type { Browser } from "playwright-core";

import { launchChromium } from "../../browser/launch.ts";
import { measureApp, SIZE_BUDGET } from "../../edge/app-size.ts";
import { setup } from "../../edge/build.ts";
import { startBuiltWorker } from "../../edge/built-worker.ts";
import { atMost, figure, type Finding, printFindings } from "../finding.ts";
import { describeMachine } from "../machine.ts";
import { printTable } from "../table.ts";
import { drawnSingly, wideChord } from "./canvases.ts";
import { openDesk } from "./desk.ts";
import { fastFeed, type Feed, pacedFeed } from "./feed.ts";
import { type Pace, pacePanning, paceZooming } from "./frames.ts";
import { latencyOf } from "./input.ts";

/** 60 frames a second, and what a clock of the browser is coarser. */
const FRAME_MS = 17;
/** What takes longer feels slow (Interaction to Next Paint). */
const ANSWER_MS = 200;
/** Sent to one who watches. */
const KILOBYTES_A_SECOND = 2;
const KEYS = 40;
const TYPED = "typed while a thousand tasks tell of themselves";

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
      ...(await movingOf500(browser, worker.origin)),
      ...(await keysAt1000(browser, worker.origin)),
      ...(await typingBesideChord(browser, worker.origin)),
    ];
  } finally {
    await browser.close();
    await worker.stop();
  }
}

function sizes(): readonly Finding[] {
  const size = measureApp();

  return (["first", "editor"] as const).flatMap((part) => {
    const what = part === "first" ? "the first page loads" : "the editor loads besides";

    return [
      atMost(
        { what: `${what}: JavaScript, gzipped`, limit: SIZE_BUDGET[part].js, unit: " KB" },
        size[part].js,
      ),
      atMost(
        { what: `${what}: styles, gzipped`, limit: SIZE_BUDGET[part].css, unit: " KB" },
        size[part].css,
      ),
    ];
  });
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

async function movingOf500(from: Browser, origin: string): Promise<readonly Finding[]> {
  const page = await openDesk(from, origin, drawnSingly(500));
  const whole = await pacePanning(page);
  const zoomed = await paceZooming(page);
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "100%" }).waitFor();
  const close = await pacePanning(page);
  await page.context().close();

  return [
    ...frames("500 nodes, panned at 100 %", close),
    ...frames("500 nodes, zoomed", zoomed),
    ...frames("500 nodes, panned with all in sight", whole),
  ];
}

async function keysAt1000(from: Browser, origin: string): Promise<readonly Finding[]> {
  const page = await openDesk(from, origin, drawnSingly(1000));
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "100%" }).waitFor();
  const walking = await latencyOf(page, repeated(["ArrowDown", "ArrowRight"]));
  const editing = await latencyOf(page, repeated(["d", "Control+z"]));
  await page.context().close();

  return [
    ...answers("1,000 nodes, going from one to the next", walking),
    ...answers("1,000 nodes, an edit and its undo", editing),
  ];
}

async function typingBesideChord(from: Browser, origin: string): Promise<readonly Finding[]> {
  const page = await openDesk(from, origin, wideChord(1000));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("region", { name: "The run of this drawing" }).waitFor();
  const name = page.getByRole("textbox", { name: "Name of the workflow" });
  await name.focus();
  const typing = await latencyOf(page, Array.from(TYPED));
  const lost = TYPED.length - (await name.inputValue()).length;
  await page.context().close();

  return [
    ...answers("a chord of 1,000 runs, typing beside it", typing),
    atMost({ what: "a chord of 1,000 runs, letters lost", limit: 0, unit: "" }, lost),
  ];
}

function repeated(keys: readonly string[]): readonly string[] {
  return Array.from({ length: KEYS / keys.length }, () => keys).flat();
}

function frames(what: string, pace: Pace): readonly Finding[] {
  return [
    atMost({ what: `${what}: frame, p50`, limit: FRAME_MS, unit: " ms" }, pace.p50),
    atMost({ what: `${what}: frame, p95`, limit: 2 * FRAME_MS, unit: " ms" }, pace.p95),
  ];
}

function answers(what: string, pace: Pace): readonly Finding[] {
  return [atMost({ what: `${what}: key to frame, p95`, limit: ANSWER_MS, unit: " ms" }, pace.p95)];
}
