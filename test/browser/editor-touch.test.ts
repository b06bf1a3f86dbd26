import type { CDPSession, Locator } from "playwright-core";
import { describe, expect, it } from "vitest";

import { PHONE, useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

const FINGERS = { viewport: PHONE, hasTouch: true, isMobile: true };

interface Point {
  readonly x: number;
  readonly y: number;
}

describe.skipIf(!hasChromium)("on a phone the editor", () => {
  const app = useApp();
  const hand = draftsman(app);

  async function openTemplate(name: RegExp): Promise<void> {
    await app.reopen(FINGERS);
    await hand.open();
    await app.page.getByRole("button", { name: /^Open a template/u }).tap();
    await app.page.getByRole("button", { name }).tap();
    await app.page.locator(".react-flow__node").first().waitFor();
  }

  it("takes tasks by tapping, runs them, and tells of what is tapped", async () => {
    await app.reopen(FINGERS);
    await hand.open();
    await app.page.getByRole("button", { name: /^Add the first task/u }).tap();
    await app.page.getByRole("option", { name: /^add\b/u }).tap();
    await hand.set("x", "2");
    await hand.set("y", "3");
    await app.page.getByRole("button", { name: /^Add/u }).tap();
    await app.page.getByRole("option", { name: /^mul\b/u }).tap();
    await hand.set("y", "4");
    await app.page.getByRole("button", { name: "Run", exact: true }).tap();

    expect(await hand.end()).toBe("SUCCESS");
    await hand.node("add").tap();
    await app.page.getByRole("button", { name: "This run" }).tap();
    expect(await hand.result()).toBe(5);
    await hand.node("mul").tap();
    await app.page.getByRole("heading", { name: "mul", exact: true }).waitFor();
    expect(await hand.result()).toBe(20);
    expect(app.complaints).toEqual([]);
  });

  it("is moved by one finger and made larger by two", async () => {
    await openTemplate(/^Matrices in bulk/u);
    const touch = await app.page.context().newCDPSession(app.page);
    const before = await app.page.locator(".react-flow__viewport").getAttribute("style");

    await slide(touch, [
      [
        { x: 200, y: 250 },
        { x: 120, y: 220 },
      ],
    ]);
    expect(await app.page.locator(".react-flow__viewport").getAttribute("style")).not.toBe(before);

    const small = await percent();
    await slide(touch, [
      [
        { x: 180, y: 260 },
        { x: 60, y: 260 },
      ],
      [
        { x: 210, y: 260 },
        { x: 330, y: 260 },
      ],
    ]);
    expect(await percent()).toBeGreaterThan(small);
  });

  it("keeps what runs it in reach, however much is wrong", async () => {
    await app.reopen(FINGERS);
    await hand.open();
    await app.page.getByRole("button", { name: /^Add the first task/u }).tap();
    await app.page.getByRole("option", { name: /^send_email\b/u }).tap();
    await app.page.getByRole("button", { name: "1 problem" }).waitFor();
    const run = await app.page.getByRole("button", { name: "Run", exact: true }).boundingBox();

    expect((run?.x ?? Infinity) + (run?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  });

  it("lays nothing over anything else, and fits into the window", async () => {
    await openTemplate(/^Count words/u);
    await app.page.getByRole("button", { name: "Run", exact: true }).tap();
    expect(await hand.end()).toBe("SUCCESS");
    await hand.node("merge_counts").tap();

    const parts = [
      ".editor-head",
      ".stage-tools",
      ".run-overlay",
      ".zoom",
      ".run-time",
      ".inspector",
    ];
    const boxes = await Promise.all(
      parts.map(async (part) => ({ part, box: await app.page.locator(part).boundingBox() })),
    );

    for (const [index, { part, box }] of boxes.entries()) {
      expect(box, part).not.toBeNull();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= PHONE.width, part).toBe(
        true,
      );

      for (const other of boxes.slice(index + 1)) {
        expect(overlap(box, other.box), `${part} and ${other.part}`).toBe(false);
      }
    }

    expect(
      await app.page.evaluate(() => [
        document.documentElement.scrollWidth - innerWidth,
        document.documentElement.scrollHeight - innerHeight,
      ]),
    ).toEqual([0, 0]);
  });

  async function percent(): Promise<number> {
    return Number.parseInt((await app.page.getByTitle("Back to 100 %").textContent()) ?? "", 10);
  }
});

type Box = Awaited<ReturnType<Locator["boundingBox"]>>;

/** A border is no overlap. */
function overlap(one: Box, other: Box): boolean {
  return (
    one !== null &&
    other !== null &&
    one.x < other.x + other.width - 1 &&
    other.x < one.x + one.width - 1 &&
    one.y < other.y + other.height - 1 &&
    other.y < one.y + one.height - 1
  );
}

/** Each finger from its first place to its second. */
async function slide(
  touch: CDPSession,
  fingers: readonly (readonly [from: Point, to: Point])[],
): Promise<void> {
  const at = (share: number): Point[] =>
    fingers.map(([from, to]) => ({
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
    }));

  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });

  for (const share of [0.25, 0.5, 0.75, 1]) {
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(share) });
  }

  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
