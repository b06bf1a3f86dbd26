import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";

import { DESKTOP, useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)(
  "the panels of the editor are as large as the hand makes them",
  () => {
    const app = useApp();
    const hand = draftsman(app);

    function edge(panel: string): Locator {
      return app.page.getByRole("separator", { name: `Size of the ${panel} panel` });
    }

    /** Where a panel is as wide or high as its edge says. */
    async function sizeOf(panel: string): Promise<number> {
      const box = await app.page.locator(panel).boundingBox();

      return Math.round((panel === ".code-panel" ? box?.height : box?.width) ?? 0);
    }

    it("by keys, and again after a reload", async () => {
      await hand.open();
      await hand.press("k");

      for (const [panel, outward, selector] of [
        ["palette", "ArrowRight", ".palette"],
        ["inspector", "ArrowLeft", ".inspector"],
        ["code", "ArrowUp", ".code-panel"],
      ] as const) {
        const before = await sizeOf(selector);
        await edge(panel).focus();
        await hand.press(outward, outward);
        expect(await sizeOf(selector)).toBe(before + 32);
        expect(await edge(panel).getAttribute("aria-valuenow")).toBe(String(before + 32));
      }

      const sizes = await Promise.all([".palette", ".inspector"].map(sizeOf));
      await app.page.reload();
      await app.page.locator(".inspector").waitFor();
      expect(await Promise.all([".palette", ".inspector"].map(sizeOf))).toEqual(sizes);

      await edge("inspector").focus();
      await hand.press("Enter");
      expect(await sizeOf(".inspector")).toBe(296);
      expect(app.complaints).toEqual([]);
    });

    it("and no larger than the window has room for, as their edges say", async () => {
      await hand.open();
      await hand.press("k");

      for (const panel of ["palette", "inspector", "code"]) {
        await edge(panel).focus();
        await hand.press("End");
      }

      const shown = async (): Promise<readonly number[]> =>
        Promise.all([".palette", ".inspector", ".code-panel"].map(sizeOf));
      const said = async (of: string): Promise<readonly number[]> =>
        Promise.all(
          ["palette", "inspector", "code"].map(async (panel) =>
            Number(await edge(panel).getAttribute(of)),
          ),
        );
      const atFirst = await shown();
      expect(await said("aria-valuenow")).toEqual(atFirst);
      expect(await said("aria-valuemax")).toEqual(atFirst);

      await app.page.setViewportSize({ width: 1080, height: 700 });
      await expect.poll(() => said("aria-valuenow")).not.toEqual(atFirst);
      const narrower = await shown();
      expect(await said("aria-valuenow")).toEqual(narrower);
      expect(await said("aria-valuemax")).toEqual(narrower);

      await edge("inspector").focus();
      await hand.press("ArrowRight");
      expect(await sizeOf(".inspector")).toBe((narrower[1] ?? 0) - 16);

      await app.page.setViewportSize(DESKTOP);
      await expect.poll(() => sizeOf(".palette")).toBe(atFirst[0]);
    });

    it("by dragging, the picture with what is left", async () => {
      await hand.open();
      const stage = await sizeOf(".editor-stage");
      const box = await edge("inspector").boundingBox();
      const at = { x: (box?.x ?? 0) + 4, y: 400 };
      await app.page.mouse.move(at.x, at.y);
      await app.page.mouse.down();
      await app.page.mouse.move(at.x - 60, at.y, { steps: 4 });
      await app.page.mouse.up();
      await app.page.mouse.move(at.x - 300, at.y);

      expect(await sizeOf(".inspector")).toBeCloseTo(356, -1);
      expect(await sizeOf(".editor-stage")).toBe(stage - ((await sizeOf(".inspector")) - 296));
      await edge("inspector").dblclick();
      expect(await sizeOf(".inspector")).toBe(296);
    });
  },
);
