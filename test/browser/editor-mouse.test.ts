import { describe, expect, it } from "vitest";

import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("with the mouse one draws, runs and reads the result of", () => {
  const app = useApp();
  const hand = draftsman(app);

  async function runs(): Promise<void> {
    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await hand.end()).toBe("SUCCESS");
    expect(app.complaints).toEqual([]);
  }

  /** The result of a task, read beside the picture. */
  async function resultOf(name: string, index = 0): Promise<unknown> {
    await hand.node(name, index).click();
    await app.page.getByRole("button", { name: "This run" }).click();

    return hand.result();
  }

  async function addTo(place: number, task: string, x: string, y: string): Promise<void> {
    await hand.drag(task, hand.node("choose a task", place));
    await hand.set("x", x);
    await hand.set("y", y);
  }

  /** (2 + 3) · 4 */
  async function drawProduct(): Promise<void> {
    await hand.open();
    await hand.drag("add", { x: 200, y: 300 });
    await hand.set("x", "2");
    await hand.set("y", "3");
    await hand.drag("mul", hand.node("add"), "after");
    await hand.set("y", "4");
  }

  it("a chain, by dropping one step after the other", async () => {
    await drawProduct();

    await runs();
    expect(await resultOf("mul")).toBe(20);
  });

  it("a group, by dropping one task below the other", async () => {
    await hand.open();
    await hand.drag("add", { x: 200, y: 300 });
    await hand.set("x", "1");
    await hand.set("y", "1");
    await hand.drag("mul", hand.node("add"), "below");
    await hand.set("x", "3");
    await hand.set("y", "3");

    await runs();
    expect([await resultOf("add"), await resultOf("mul")]).toEqual([2, 9]);
  });

  it("a chord, whose open places take what is dropped on them", async () => {
    await hand.open();
    await hand.drag("chord", { x: 300, y: 300 });
    await addTo(0, "add", "1", "2");
    await addTo(0, "mul", "4", "5");
    await hand.drag("xsum", hand.node("choose a task"));

    await runs();
    await expect.poll(() => hand.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(await resultOf("xsum")).toBe(23);
  });

  it("a chord in a chain, by drawing wires", async () => {
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

    await runs();
    expect(await resultOf("xsum")).toBe(330);
  });

  it("a chord whose header holds a chord", async () => {
    await hand.open();
    await hand.drag("chord", { x: 300, y: 300 });
    await hand.drag("chord", hand.node("choose a task", 0));
    await hand.drag("xsum", hand.node("choose a task", 4));
    await hand.drag("xsum", hand.node("choose a task", 2));
    await addTo(0, "add", "1", "2");
    await addTo(0, "add", "3", "4");
    await addTo(0, "mul", "5", "5");

    await runs();
    expect(await resultOf("xsum", 1)).toBe(35);
  });

  it("an each over a list that only the run knows", async () => {
    await hand.open();
    await hand.drag("echo", { x: 200, y: 300 });
    await hand.set("values", "[[1, 2, 3]]");
    await hand.drag("each", hand.node("echo"), "after");
    await hand.drag("add", hand.node("choose a task"));
    await hand.set("y", "10");
    await hand.drag("xsum", hand.node("add"), "after");

    await runs();
    expect(await resultOf("xsum")).toBe(36);
  });

  it("a chain that a step is put into on its wire, and another wire of which is cut", async () => {
    await drawProduct();
    await hand.hoverWire(hand.node("add"), hand.node("mul"));
    await app.page.getByRole("button", { name: "Insert a task on this wire" }).click();
    await app.page.getByRole("option", { name: /^xsum/u }).click();
    await hand.hoverWire(hand.node("xsum"), hand.node("mul"));
    await app.page.getByRole("button", { name: "Cut this wire" }).click();
    await app.page.getByText("Shelf: not wired, will not run").waitFor();
    await app.page.getByRole("button", { name: "Undo: cut before mul" }).click();
    await hand.node("xsum").click();
    await app.page.getByRole("button", { name: "Delete", exact: true }).click();

    await runs();
    expect(await resultOf("mul")).toBe(20);
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

    await runs();
    expect(await resultOf("xsum")).toBe(1);
  });
});
