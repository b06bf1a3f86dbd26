import { describe, expect, it } from "vitest";

import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("a failure is seen on the drawing, and mended", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("by keys alone: told why, given other arguments, run again", async () => {
    await hand.open();
    await hand.type("flaky");
    await hand.fill("2");
    await hand.press("s");
    await hand.field("max_retries").waitFor();
    await hand.fill("", "", "", "", "", "1");
    await hand.press("s");
    await hand.type("mul");
    await hand.fill("21");
    await hand.press("Control+Enter");

    expect(await hand.end()).toBe("FAILURE");
    await expect.poll(() => hand.states()).toEqual(["FAILURE", "FAILURE"]);
    await hand.press("ArrowLeft", "r");
    await app.page.getByText("failure 2 of 2", { exact: true }).waitFor();

    await hand.press("Enter");
    await hand.press("Control+a");
    await app.page.keyboard.type("1");
    await hand.press("Control+Enter");
    await app.page.locator('.node[data-state="SUCCESS"]').nth(1).waitFor();
    await hand.press("Escape", "ArrowRight", "r");
    expect(await hand.result()).toBe(21);
    expect(app.complaints).toEqual([]);
  });

  it("with the mouse: the same run goes on with other arguments, and with it what waited", async () => {
    await hand.open();
    await hand.drag("flaky", { x: 200, y: 300 });
    await hand.set("failures", "1");
    await app.page.getByRole("button", { name: "Options" }).click();
    await hand.set("max_retries", "0");
    await hand.drag("add", hand.node("flaky"), "after");
    await app.page.getByRole("button", { name: "Arguments" }).click();
    await hand.set("y", "41");
    await app.page.getByRole("button", { name: "Run", exact: true }).click();

    expect(await hand.end()).toBe("FAILURE");
    await expect.poll(() => hand.states()).toEqual(["FAILURE", "FAILURE"]);
    await app.page.getByRole("link", { name: "Open run" }).click();
    await app.page.getByRole("button", { name: "Tasks", exact: true }).click();
    await app.page.getByRole("link", { name: "flaky" }).click();
    await app.page.getByRole("button", { name: "Retry with…" }).click();
    await app.page.getByRole("textbox", { name: "Arguments", exact: true }).fill("[0]");
    await app.page.getByRole("button", { name: "Retry", exact: true }).click();

    await app.row("add").getByText("SUCCESS").waitFor();
    await app.end();
    await expect.poll(() => app.states()).toEqual(["SUCCESS", "SUCCESS"]);
    expect(await app.row("add").textContent()).toContain("41");
    expect(app.complaints).toEqual([]);
  });
});
