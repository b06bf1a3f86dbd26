import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("a drawing that is not saved", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("is kept for each tab, and neither overwrites the other's", async () => {
    await hand.open();
    await hand.type("add");
    const other = await app.page.context().newPage();
    await other.goto(`${app.origin}/editor`);
    await other.locator(".node-name").getByText("add", { exact: true }).waitFor();
    await other.keyboard.press("Control+k");
    await other.keyboard.type("New drawing");
    await other.keyboard.press("Enter");
    await other.getByRole("heading", { name: "Draw a workflow" }).waitFor();
    await other.keyboard.press("n");
    await other.keyboard.type("echo");
    await other.keyboard.press("Enter");
    await other.locator(".node-name").getByText("echo", { exact: true }).waitFor();

    await app.page.bringToFront();
    await hand.type("mul");
    await other.reload();
    await app.page.reload();
    await hand.node("mul").waitFor();
    await other.locator(".node-name").getByText("echo", { exact: true }).waitFor();
    await expect
      .poll(() => app.page.locator(".node-name").allTextContents())
      .toEqual(["add", "mul"]);
    await expect.poll(() => other.locator(".node-name").allTextContents()).toEqual(["echo"]);
  });

  it("is found again among those that the browser keeps, when another took its place", async () => {
    await hand.open();
    await hand.type("add");
    await app.page.keyboard.press("Control+k");
    await app.page.keyboard.type("New drawing");
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("heading", { name: "Draw a workflow" }).waitFor();
    await app.page.reload();
    await app.page.getByRole("heading", { name: "Draw a workflow" }).waitFor();

    await app.page.keyboard.press("Control+o");
    const kept = app.page.getByRole("region", { name: "Kept in this browser" });
    await kept.getByRole("button", { name: /^Untitled workflow 1 block, drawn/u }).click();
    await hand.node("add").waitFor();
    await app.page.keyboard.press("Control+o");
    await app.page.getByText("Nothing is saved yet").waitFor();
    expect(await kept.count()).toBe(0);
  });

  it("is kept nowhere in a browser that refuses to, and that is said once", async () => {
    await app.page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("no room", "QuotaExceededError");
      };
    });
    await hand.open();
    await hand.type("add");
    await app.page.getByText(/^This browser keeps no copy of the drawing/u).waitFor();
    await app.page.getByRole("button", { name: "Close this message" }).click();
    await hand.type("mul");
    await app.page.keyboard.press("Control+s");
    await app.page.getByRole("textbox", { name: "Name", exact: true }).fill("refuge");
    await app.page.keyboard.press("Enter");

    await app.page.getByRole("button", { name: "Version 1" }).waitFor();
    await app.page.reload();
    await hand.node("mul").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("and cannot be read any more is set aside, told of and given out as it is", async () => {
    await hand.open();
    await hand.type("add");
    await app.page.goto(app.origin);
    await app.page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith("lovage-dr"))) {
        localStorage.setItem(key, "half a draw");
      }
    });

    await app.page.goto(`${app.origin}/editor`);
    const dialog = app.page.getByRole("dialog", { name: "Drawings that cannot be read" });
    const download = app.page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download" }).click();
    expect(await readFile(await (await download).path(), "utf8")).toBe("half a draw");

    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "detached" });
    await hand.type("mul");
    await app.page.reload();
    await hand.node("mul").waitFor();
    await app.page.keyboard.press("Control+k");
    await app.page.keyboard.type("cannot be read");
    await app.page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Throw away" }).click();
    await app.page.getByRole("button", { name: "Throw it away" }).click();
    await dialog.getByText("Everything that this browser kept can be read.").waitFor();
  });
});
