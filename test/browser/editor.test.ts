import { describe, expect, it } from "vitest";

import { chord, s } from "../reference/signatures.ts";
import { DESKTOP, useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("a drawing", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("is run as it stands at that moment, however fast the keys come", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("2");
    await hand.field("y").evaluate((field: HTMLInputElement) => {
      // One turn of the browser for both: it draws nothing in between.
      field.setRangeText("3");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }),
      );
    });

    expect(await hand.end()).toBe("SUCCESS");
    expect(app.complaints).toEqual([]);
  });

  it("is edited in the outline too, which says what the picture shows", async () => {
    await hand.open();
    await hand.type("chord");
    await app.page.keyboard.press("o");
    const tree = app.page.getByRole("tree", { name: "Workflow" });

    await tree.getByRole("treeitem", { selected: true }).focus();
    await hand.type("add");
    await app.page.keyboard.press("Control+k");
    await app.page.keyboard.type("side by side");
    await app.page.keyboard.press("Enter");
    await app.page.keyboard.type("mul");
    await app.page.keyboard.press("Enter");

    await tree.getByRole("treeitem", { name: /^mul lane 1\b/u }).waitFor();
    await expect
      .poll(() => tree.getByRole("treeitem").allTextContents())
      .toEqual([
        expect.stringMatching(/^chord header.*∥ 3/u),
        expect.stringMatching(/^addlane 0.*missing/u),
        expect.stringMatching(/^mullane 1.*missing/u),
        expect.stringMatching(/^choose a tasklane 2/u),
        expect.stringMatching(/^choose a taskthen, with the list/u),
      ]);

    // Escape leads from what is beside the tree back to it, and leaves selected what is.
    await app.page.keyboard.press("ArrowUp");
    await app.page.keyboard.press("Enter");
    await hand.field("x").press("Escape");
    await app.page.keyboard.press("ArrowUp");
    await tree.getByRole("treeitem", { name: /^chord/u, selected: true }).waitFor();
    await app.page.keyboard.press("Enter");
    await app.page.locator(".inspector button:focus").press("Escape");
    await app.page.keyboard.press("ArrowDown");
    await tree.getByRole("treeitem", { name: /^add/u, selected: true }).waitFor();
  });

  it("is not run while something is wrong with it, and says what and where", async () => {
    await hand.open();
    await hand.type("add");
    await app.page.keyboard.press("Control+Enter");

    const dialog = app.page.getByRole("dialog", { name: "Problems" });
    await dialog.getByRole("button", { name: /add.*missing 2 required/u }).click();
    await app.page.getByRole("heading", { name: "add", exact: true }).waitFor();

    await hand.set("x", "1");
    await hand.set("y", "12");
    await hand.set("y", "12,");
    await app.page.keyboard.press("Control+Enter");
    await app.page.getByText("What is typed for y cannot be read").waitFor();
    await app.page.getByRole("button", { name: "Undo: y of add" }).click();
    expect(await hand.field("y").inputValue()).toBe("");
    expect(await app.page.getByText("Expected JSON").count()).toBe(0);

    await hand.set("y", "2");
    await app.page.getByRole("button", { name: "Options", exact: true }).click();
    await app.page.keyboard.press("Control+Enter");
    expect(await hand.end()).toBe("SUCCESS");

    await hand.press("Escape", "Control+k");
    await hand.write("chunks");
    await hand.set("it", "[[1, 2]]");
    await hand.set("it", "5");
    await app.page.getByText("Expected a list").waitFor();
    await hand.set("n", "2.5");
    await app.page.getByText("Expected a whole number above 0").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("is there again after a reload, and every step can be taken back and done again", async () => {
    await hand.open();
    await hand.type("add");
    await hand.type("mul");
    await app.page.keyboard.press("Control+z");
    await hand.node("mul").waitFor({ state: "detached" });
    await app.page.keyboard.press("Control+Shift+z");
    await hand.node("mul").waitFor();

    await app.page.reload();
    await hand.node("mul").waitFor();
    await expect
      .poll(() => app.page.locator(".node-name").allTextContents())
      .toEqual(["add", "mul"]);
  });

  it("is taken from Celery's JSON and given back as it was, and garbage is refused without harm", async () => {
    await app.reopen({ viewport: DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
    await hand.open();
    const canvas = JSON.stringify(chord([s("add", 1, 1), s("add", 2, 2)], s("xsum")));

    await app.page.getByRole("button", { name: "Import", exact: true }).click();
    await app.page.getByRole("textbox", { name: "Celery JSON" }).fill('{"task": 3}');
    await app.page.getByRole("button", { name: "Import", exact: true }).last().click();
    await app.page.getByText("This is no canvas").waitFor();
    await app.page.getByRole("textbox", { name: "Celery JSON" }).fill(canvas);
    await app.page.getByRole("button", { name: "Import", exact: true }).last().click();
    await hand.node("xsum").waitFor();

    await app.page.keyboard.press("k");
    await app.page.getByRole("button", { name: "JSON", exact: true }).click();
    await app.page.getByRole("button", { name: "Copy the code" }).click();
    await app.page.getByText("Copied", { exact: true }).waitFor();
    const copied = await app.page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toEqual(JSON.parse(canvas));
  });
});
