import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { DESKTOP, useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("several at once are", () => {
  const app = useApp();
  const hand = draftsman(app);

  function names(page: Page = app.page): Promise<readonly string[]> {
    return page.locator(".node-name").allTextContents();
  }

  function selected(): Promise<readonly string[]> {
    return app.page.locator(".react-flow__node.selected .node-name").allTextContents();
  }

  it("selected with Shift and the arrows, and wrapped in a group", async () => {
    await hand.open();

    for (const task of ["add", "mul", "xsum"]) {
      await hand.type(task);
    }

    await hand.press("ArrowLeft", "Shift+ArrowLeft");
    expect(await selected()).toEqual(["add", "mul"]);
    await hand.press("Shift+ArrowRight");
    expect(await selected()).toEqual(["mul"]);
    await hand.press("Shift+ArrowLeft", "g");
    await app.page.getByRole("heading", { name: "group" }).waitFor();
    await app.page.getByText("⋈ list[1]").waitFor();
  });

  it("caught with the mouse, and joined by a button", async () => {
    await hand.open();
    await hand.drag("add", { x: 200, y: 300 });
    await hand.drag("mul", hand.node("add"), "below");
    await app.page.keyboard.down("Shift");
    await app.page.mouse.move(210, 200);
    await app.page.mouse.down();
    await app.page.mouse.move(900, 780, { steps: 6 });
    await app.page.mouse.up();
    await app.page.keyboard.up("Shift");
    await app.page.getByRole("heading", { name: /selected$/u }).waitFor();

    await app.page.getByRole("button", { name: /^Join/u }).click();
    await app.page.getByRole("option", { name: /^xsum/u }).click();
    await app.page.getByText("⋈ list[2]").waitFor();
    expect(await names()).toEqual(["add", "mul", "xsum"]);
  });

  it("deleted, and there again, all as one step", async () => {
    await hand.open();
    await hand.type("add");
    await hand.type("mul");
    await hand.press("Control+a", "Delete");
    await app.page.getByRole("heading", { name: "Draw a workflow" }).waitFor();
    await hand.press("Control+z");
    await hand.node("mul").waitFor();
    expect(await names()).toEqual(["add", "mul"]);
  });

  it("duplicated, and dragged to an open place", async () => {
    await hand.open();
    await hand.type("add");
    await hand.type("mul");
    await hand.press("Control+a", "d");
    await hand.node("mul", 1).waitFor();
    expect(await names()).toEqual(["add", "mul", "add", "mul"]);

    await hand.press("Escape", "n");
    await hand.write("group");
    await hand.press("0");
    await hand.node("mul").click();
    await hand.node("add", 1).click({ modifiers: ["Shift"] });
    await hand.carry(hand.node("mul"), hand.node("choose a task"));
    await app.page.getByRole("button", { name: "Undo: move 2" }).waitFor();
    await hand.node("choose a task", 1).waitFor({ state: "detached" });
    expect(await selected()).toEqual(["mul", "add"]);
  });

  it("selected in the outline too", async () => {
    await hand.open();
    await hand.type("add");
    await hand.type("mul");
    await hand.press("o");
    const tree = app.page.getByRole("tree", { name: "Workflow" });
    await tree.getByRole("treeitem", { selected: true }).focus();
    await hand.press("Shift+ArrowUp");
    await expect.poll(() => tree.getByRole("treeitem", { selected: true }).count()).toBe(2);

    await tree.getByRole("treeitem").first().click();
    await expect.poll(() => tree.getByRole("treeitem", { selected: true }).count()).toBe(1);
    await tree
      .getByRole("treeitem")
      .last()
      .click({ modifiers: ["Control"] });
    await expect.poll(() => tree.getByRole("treeitem", { selected: true }).count()).toBe(2);
  });

  it("copied in one editor and pasted in another, cut and pasted back, by keys", async () => {
    await app.reopen({ viewport: DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
    await hand.open();
    const other = await app.page.context().newPage();
    await other.goto(`${app.origin}/editor`);
    await other.getByRole("heading", { name: "Draw a workflow" }).waitFor();
    await app.page.bringToFront();
    await hand.type("add");
    await hand.fill("2", "3");
    await hand.type("mul");
    await hand.fill("4");
    await app.page.getByLabel("Name in the drawing").fill("times four");
    await hand.press("Escape", "Control+a", "Control+c");
    await app.page.getByText("2 copied.").waitFor();

    await other.bringToFront();
    await other.keyboard.press("Control+v");
    await other.locator(".node-name").nth(1).waitFor();
    await other.keyboard.press("Control+v");
    await other.locator(".node-name").nth(3).waitFor();
    expect(await names(other)).toEqual(["add", "times four", "add", "times four"]);
    await other.keyboard.press("Control+z");
    await other.keyboard.press("Control+x");
    await other.getByRole("heading", { name: "Draw a workflow" }).waitFor();

    await app.page.bringToFront();
    await hand.press("Escape", "Control+v");
    await hand.node("times four", 1).waitFor();
    expect(await names()).toEqual(["add", "times four", "add", "times four"]);
    await hand.press("Control+z");
    await hand.node("times four", 1).waitFor({ state: "detached" });
    expect(app.complaints).toEqual([]);
  });
});
