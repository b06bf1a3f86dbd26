import { describe, expect, it } from "vitest";

import { chord, s } from "../reference/signatures.ts";
import { DESKTOP, useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("by keys alone one draws and runs", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("a chain, and reads its result beside the task", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("2", "3");
    await hand.type("mul");
    await hand.fill("4");
    await app.page.keyboard.press("Control+Enter");

    expect(await hand.end()).toBe("SUCCESS");
    expect(await hand.states()).toEqual(["SUCCESS", "SUCCESS"]);
    await app.page.getByRole("button", { name: "This run" }).click();
    expect(await app.page.getByLabel("Result", { exact: true }).textContent()).toBe("20");
    expect(app.complaints).toEqual([]);
  });

  it("what stands there at that moment, however fast the keys come", async () => {
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

  it("a group, whose lanes the arrows go along", async () => {
    await hand.open();
    await hand.type("group");
    await hand.type("add");
    await hand.fill("1", "1");
    await app.page.keyboard.press("ArrowDown");
    await hand.type("mul");
    await hand.fill("3", "3");
    await app.page.keyboard.press("Control+Enter");

    expect(await hand.end()).toBe("SUCCESS");
    expect(await hand.states()).toEqual(["SUCCESS", "SUCCESS"]);
    expect(app.complaints).toEqual([]);
  });

  it("a chord in a chain, with a join and a wrap", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("1", "2");
    await hand.type("mul");
    await hand.fill("10");
    await app.page.keyboard.press("g");
    await app.page.keyboard.press("ArrowRight");
    await app.page.keyboard.press("d");
    await app.page.keyboard.press("ArrowLeft");
    await app.page.keyboard.press("j");
    await app.page.keyboard.type("xsum");
    await app.page.keyboard.press("Enter");
    await app.page.keyboard.press("Control+Enter");

    expect(await hand.end()).toBe("SUCCESS");
    expect(await hand.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"]);
    await app.page.getByText("⋈ 2 / 2").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("an each over a list that only the run knows", async () => {
    await hand.open();
    await hand.type("echo");
    await hand.fill("[[1, 2, 3]]");
    await hand.type("each");
    await hand.type("add");
    await hand.fill("10");
    await hand.type("xsum");
    await app.page.keyboard.press("Control+Enter");

    expect(await hand.end()).toBe("SUCCESS");
    await app.page.getByRole("button", { name: "This run" }).click();
    expect(await app.page.getByLabel("Result", { exact: true }).textContent()).toBe("36");
    expect(app.complaints).toEqual([]);
  });

  it("in the outline, which says what the picture shows", async () => {
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

    await tree.getByRole("treeitem", { name: /^mul lane 1:/u }).waitFor();
    expect(await tree.getByRole("treeitem").allTextContents()).toEqual([
      expect.stringMatching(/^chord header.*∥ 3/u),
      expect.stringMatching(/^addlane 0:.*missing/u),
      expect.stringMatching(/^mullane 1:.*missing/u),
      expect.stringMatching(/^choose a tasklane 2:/u),
      expect.stringMatching(/^choose a taskthen, with the list:/u),
    ]);
  });
});

describe.skipIf(!hasChromium)("with the mouse one draws and runs", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("a chain by dropping, a branch by dropping below, a chord by drawing wires", async () => {
    await hand.open();
    await hand.drag("add", { x: 200, y: 300 });
    await hand.set("x", "1");
    await hand.set("y", "2");
    await hand.drag("mul", hand.node("add"), "after");
    await hand.set("y", "10");
    await hand.drag("mul", hand.node("mul"), "below");
    await hand.set("y", "100");
    await hand.drag("xsum", { x: 200, y: 600 });
    await hand.wire(hand.node("mul", 0), hand.node("xsum"));
    await hand.wire(hand.node("mul", 1), hand.node("xsum"));
    await app.page.getByText("⋈ list[2]").waitFor();
    await app.page.getByRole("button", { name: "Run", exact: true }).click();

    expect(await hand.end()).toBe("SUCCESS");
    await hand.node("xsum").click();
    await app.page.getByRole("button", { name: "This run" }).click();
    expect(await app.page.getByLabel("Result", { exact: true }).textContent()).toBe("330");
    expect(app.complaints).toEqual([]);
  });

  it("a composition, whose open places take what is dropped on them", async () => {
    await hand.open();
    await hand.drag("chord", { x: 300, y: 300 });

    for (const task of ["add", "add", "xsum"]) {
      await hand.drag(task, hand.node("choose a task"));
    }

    for (const lane of [0, 1]) {
      await hand.node("add", lane).click();
      await hand.set("x", "1");
      await hand.set("y", "1");
    }

    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await hand.end()).toBe("SUCCESS");
    expect(await hand.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
  });

  it("what no canvas can say, as a graph, once it was told why", async () => {
    await hand.open();

    for (const task of ["add", "mul", "xsum", "sleep"]) {
      await hand.drag(task, { x: 700, y: 640 });
    }

    for (const task of ["add", "mul"]) {
      await hand.node(task).click();
      await hand.set("x", "0");
      await hand.set("y", "1");
    }

    await hand.wire(hand.node("add"), hand.node("xsum"));
    await hand.wire(hand.node("mul"), hand.node("xsum"));
    await hand.wire(hand.node("mul"), hand.node("sleep"));
    await app.page.getByText(/cannot make .* wait for .* while .* waits for/u).waitFor();
    await app.page.getByRole("button", { name: "Run as a graph" }).click();
    await app.page.getByRole("button", { name: "Run", exact: true }).click();

    expect(await hand.end()).toBe("SUCCESS");
    expect(await hand.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(app.complaints).toEqual([]);
  });
});

describe.skipIf(!hasChromium)("a drawing", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("shows a failure where it is, and what it stopped", async () => {
    await hand.open();
    await hand.type("fail");
    await hand.type("mul");
    await hand.fill("2");
    await app.page.keyboard.press("Control+Enter");

    expect(await hand.end()).toBe("FAILURE");
    expect(await hand.states()).toEqual(["FAILURE", "FAILURE"]);
    await hand.node("fail").click();
    await app.page.getByRole("button", { name: "This run" }).click();
    await app.page.getByText("boom", { exact: true }).waitFor();
  });

  it("is not run while something is wrong with it, and says what and where", async () => {
    await hand.open();
    await hand.type("add");
    await app.page.keyboard.press("Control+Enter");

    const dialog = app.page.getByRole("dialog", { name: "Problems" });
    await dialog.getByRole("button", { name: /add.*missing 2 required/u }).click();
    await app.page.getByRole("heading", { name: "add", exact: true }).waitFor();
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
    expect(await app.page.locator(".node-name").allTextContents()).toEqual(["add", "mul"]);
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
