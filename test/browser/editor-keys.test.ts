import { describe, expect, it } from "vitest";

import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("by keys alone one draws, runs and reads the result of", () => {
  const app = useApp();
  const hand = draftsman(app);

  async function runs(): Promise<void> {
    await hand.press("Control+Enter");
    expect(await hand.end()).toBe("SUCCESS");
    expect(app.complaints).toEqual([]);
  }

  it("a chain", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("2", "3");
    await hand.type("mul");
    await hand.fill("4");

    await runs();
    await expect.poll(() => hand.states()).toEqual(["SUCCESS", "SUCCESS"]);
    await hand.press("r");
    expect(await hand.result()).toBe(20);
  });

  it("a group, whose lanes the arrows go along", async () => {
    await hand.open();
    await hand.type("group");
    await hand.type("add");
    await hand.fill("1", "1");
    await hand.press("ArrowDown");
    await hand.type("mul");
    await hand.fill("3", "3");

    await runs();
    await hand.press("r");
    expect(await hand.result()).toBe(9);
    await hand.press("ArrowUp");
    await app.page.getByRole("heading", { name: "add", exact: true }).waitFor();
    expect(await hand.result()).toBe(2);
  });

  it("a chord, begun with its frame", async () => {
    await hand.open();
    await hand.type("chord");
    await hand.type("add");
    await hand.fill("1", "2");
    await hand.press("ArrowDown");
    await hand.type("mul");
    await hand.fill("4", "5");
    await hand.press("ArrowRight");
    await hand.type("xsum");

    await runs();
    await app.page.getByText("⋈ 2 / 2").waitFor();
    await hand.press("r");
    expect(await hand.result()).toBe(23);
  });

  it("a chord, made of tasks that were drawn one by one", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("1", "2");
    await hand.press("p");
    await hand.write("add");
    await hand.fill("3", "4");
    await hand.press("Shift+ArrowUp", "j");
    await hand.write("xsum");

    await runs();
    await hand.press("r");
    expect(await hand.result()).toBe(10);
  });

  it("a chord in a chain", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("1", "2");
    await hand.type("mul");
    await hand.fill("10");
    await hand.press("g", "ArrowRight", "d", "ArrowLeft", "j");
    await hand.write("xsum");
    await hand.type("add");
    await hand.fill("5");

    await runs();
    await expect.poll(() => hand.states()).toEqual(Array.from({ length: 5 }, () => "SUCCESS"));
    await hand.press("r");
    expect(await hand.result()).toBe(65);
  });

  it("a chord whose header holds a chord", async () => {
    await hand.open();
    await hand.type("chord");
    await hand.type("chord");
    await hand.type("add");
    await hand.fill("1", "2");
    await hand.press("ArrowDown");
    await hand.type("add");
    await hand.fill("3", "4");
    await hand.press("ArrowRight");
    await hand.type("xsum");
    await hand.press("ArrowDown");
    await hand.type("mul");
    await hand.fill("5", "5");
    await hand.press("ArrowRight");
    await hand.type("xsum");

    await runs();
    await hand.press("r");
    expect(await hand.result()).toBe(35);
  });

  it("an each over a list that only the run knows", async () => {
    await hand.open();
    await hand.type("echo");
    await hand.fill("[[1, 2, 3]]");
    await hand.type("each");
    await hand.type("add");
    await hand.fill("10");
    await hand.type("xsum");

    await runs();
    await hand.press("r");
    expect(await hand.result()).toBe(36);
  });
});
