import { describe, expect, it } from "vitest";

import { EMPTY_DRAWING } from "../../shared/drawing/drawing.ts";
import { layoutOf } from "../../web/graph/layout-of.ts";
import { chain, group, si } from "../reference/signatures.ts";
import { drawn } from "../shared/code/drawn.ts";
import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

const LANES = 20;
const STEPS = 25;
const ROWS = Array.from({ length: LANES }, (_, lane) => si("add", lane, 1));
const LARGE = chain(...Array.from({ length: STEPS }, () => group(...ROWS)));
const { boxes } = layoutOf({ ...EMPTY_DRAWING, root: drawn(LARGE) });

describe.skipIf(!hasChromium)("a drawing of 500 tasks", () => {
  const app = useApp();
  const hand = draftsman(app);

  async function openLarge(): Promise<void> {
    await hand.open();
    await hand.bring(LARGE);
    await app.page.locator(".far").waitFor({ state: "attached" });
  }

  /** Where the middle of a task is on the screen while all are one picture. */
  function onScreen(step: number, lane: number): Promise<{ x: number; y: number }> {
    const box = boxes[step * LANES + lane];

    return app.page.locator(".far").evaluate(
      (picture: SVGSVGElement, [x, y]) => {
        const { x: left, y: top } = new DOMPoint(x, y).matrixTransform(
          picture.getScreenCTM() ?? undefined,
        );

        return { x: left, y: top };
      },
      [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2] as const,
    );
  }

  it("is one picture from afar, whose parts are selected by a click", async () => {
    await openLarge();
    expect(await app.page.locator(".react-flow__node").count()).toBe(1);

    const third = await onScreen(7, 3);
    await app.page.mouse.click(third.x, third.y);
    await app.page.getByRole("heading", { name: "add" }).waitFor();
    expect(await hand.field("x").inputValue()).toBe("3");

    const ninth = await onScreen(7, 9);
    await app.page.keyboard.down("Control");
    await app.page.mouse.click(ninth.x, ninth.y);
    await app.page.keyboard.up("Control");
    await app.page.getByRole("heading", { name: "2 selected" }).waitFor();
    expect(await app.page.locator(".far-selected").count()).toBe(2);
    expect(app.complaints).toEqual([]);
  });

  it("gives what a rectangle catches, and not the frame around it", async () => {
    await openLarge();
    const from = await onScreen(3, 4);
    const to = await onScreen(3, 7);
    await app.page.keyboard.down("Shift");
    await app.page.mouse.move(from.x, from.y);
    await app.page.mouse.down();
    await app.page.mouse.move(to.x + 2, to.y, { steps: 4 });
    await app.page.mouse.up();
    await app.page.keyboard.up("Shift");
    await app.page.getByRole("heading", { name: "4 selected" }).waitFor();
    expect(await app.page.locator(".far-selected").count()).toBe(4);
  });

  it("is nodes again as soon as names can be read", async () => {
    await openLarge();
    await hand.press("ArrowRight", "1");
    await app.page.locator(".far").waitFor({ state: "detached" });
    await hand.node("add", 5).waitFor();
    expect(await app.page.locator(".react-flow__node").count()).toBeLessThan(LANES * STEPS);
  });

  it("goes where its map is pressed, and nowhere when something is dragged across", async () => {
    await openLarge();
    await hand.press("1");
    await app.page.locator(".far").waitFor({ state: "detached" });
    const sheet = app.page.locator(".react-flow__viewport");
    const before = await sheet.getAttribute("style");
    await app.page.getByRole("img", { name: "Map" }).click({ position: { x: 180, y: 75 } });
    await expect.poll(() => sheet.getAttribute("style")).not.toBe(before);

    const there = await sheet.getAttribute("style");
    const map = await app.page.getByRole("img", { name: "Map" }).boundingBox();
    const task = await app.page.locator(".react-flow__node-box").evaluateAll((tasks) => {
      const places = tasks.map((each) => each.getBoundingClientRect());

      return places.find(({ x, y }) => x > 300 && x < 700 && y > 200 && y < 600);
    });
    await app.page.mouse.move((task?.x ?? 0) + 20, (task?.y ?? 0) + 20);
    await app.page.mouse.down();
    await app.page.mouse.move((map?.x ?? 0) + 20, (map?.y ?? 0) + 20, { steps: 8 });
    await app.page.locator(".react-flow__node.dragging").waitFor();
    expect(await sheet.getAttribute("style")).toBe(there);
    await app.page.mouse.up();
  });
});
