import { describe, expect, it } from "vitest";

import { chain, s } from "../reference/signatures.ts";
import { DESKTOP, useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

/** A small call with a result of 1.4 MB: 512 x 512 RGBA pixels as base64. */
const BIG_IMAGE = '{"width": 1, "height": 1, "rgba": "AAAAAA=="}';
const SHOWN_CHARS = 20_000;

describe.skipIf(!hasChromium)("nothing that was drawn is lost when", () => {
  const app = useApp();
  const hand = draftsman(app);

  async function names(): Promise<readonly string[]> {
    return app.page.locator(".node-name").allTextContents();
  }

  /** The way back is whole: each step can be undone and done again. */
  async function undoesAndRedoes(steps: number): Promise<void> {
    const drawn = await names();

    for (let step = 0; step < steps; step += 1) {
      await hand.press("Control+z");
    }

    await app.page.getByRole("heading", { name: "Draw a workflow" }).waitFor();

    for (let step = 0; step < steps; step += 1) {
      await hand.press("Control+Shift+z");
    }

    await app.page
      .locator(".node-name")
      .nth(drawn.length - 1)
      .waitFor();
    expect(await names()).toEqual(drawn);
  }

  it.each([
    ["prose", "what the author had in mind", /not JSON/u],
    ["half of a canvas", '{"task": "celery.chain", "kwargs": {"tasks": [', /not JSON/u],
    ["a signature without a name", '{"args": [1, 2]}', /no signature.*task/u],
    ["a number", "42", /no signature/u],
    ["nesting without end", `${"[".repeat(500)}${"]".repeat(500)}`, /no signature/u],
  ])("garbage is pasted: %s", async (_, garbage, reason) => {
    await app.reopen({ viewport: DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
    await hand.open();
    await hand.type("add");
    await hand.type("mul");
    await app.page.evaluate((text) => navigator.clipboard.writeText(text), garbage);
    await hand.press("Control+v");

    await app.page.getByText(reason).waitFor();
    expect(await names()).toEqual(["add", "mul"]);
    await undoesAndRedoes(2);
    expect(app.complaints).toEqual([]);
  });

  it("a canvas names tasks that are not there: they are drawn and flagged, and the others run without them", async () => {
    await hand.open();
    await app.page.getByRole("button", { name: "Import", exact: true }).click();
    await app.page
      .getByRole("textbox", { name: "Celery JSON" })
      .fill(JSON.stringify(chain(s("add", 2, 3), s("no_such_task", 1), s("mul", 4))));
    await app.page.getByRole("button", { name: "Import", exact: true }).last().click();
    await hand.node("no_such_task").waitFor();
    expect(await names()).toEqual(["add", "no_such_task", "mul"]);
    await app.page.locator('.node[data-flaw="problem"]').getByText("no_such_task").waitFor();
    await expect.poll(() => app.page.locator('.node[data-flaw="problem"]').count()).toBe(1);

    await hand.press("Control+Enter");
    await app.page
      .getByRole("dialog", { name: "Problems" })
      .getByRole("button", { name: /no_such_task/u })
      .click();
    await app.page.getByRole("heading", { name: "no_such_task", exact: true }).waitFor();
    await hand.press("Delete");
    await hand.node("no_such_task").waitFor({ state: "detached" });
    await hand.press("Control+Enter");
    expect(await hand.end()).toBe("SUCCESS");
    await hand.press("Control+z");
    await hand.node("no_such_task").waitFor();
    await undoesAndRedoes(1);
  });

  it("the server is gone while one draws and runs", async () => {
    const context = app.page.context();
    await hand.open();
    await hand.type("add");
    await hand.fill("2", "3");
    await context.setOffline(true);
    await hand.type("mul");
    await hand.fill("4");
    await hand.press("Control+Enter");
    await app.page.getByText(/The server could not be reached/u).waitFor();
    expect(await names()).toEqual(["add", "mul"]);
    await undoesAndRedoes(5);

    await context.setOffline(false);
    await hand.press("Control+Enter");
    expect(await hand.end()).toBe("SUCCESS");
  });

  it("the server is killed in the middle of a run: what is shown says so, and then goes on", async () => {
    await hand.open();
    await hand.type("count_to");
    await hand.fill("2", "2");
    await hand.type("add");
    await hand.fill("40");
    await hand.press("Control+Enter");
    await app.page.locator('.node[data-state="STARTED"]').waitFor();

    const restarted = app.restart();
    await app.page.getByText(/^Reconnecting/u).waitFor();
    await restarted;
    expect(await hand.end()).toBe("SUCCESS");
    await expect.poll(() => hand.states()).toEqual(["SUCCESS", "SUCCESS"]);
    await hand.press("Control+z");
    await app.page.getByText("Undo: y of add").waitFor({ state: "detached" });
  });

  it("a run yields 10 MB: the page stays usable, and shows how it begins", async () => {
    await hand.open();
    await app.page.getByRole("button", { name: "Import", exact: true }).click();
    const image = s("resize_image", JSON.parse(BIG_IMAGE), 512, 512);
    await app.page.getByRole("textbox", { name: "Celery JSON" }).fill(
      JSON.stringify({
        ...s("celery.group"),
        subtask_type: "group",
        kwargs: { tasks: Array.from({ length: 8 }, () => image) },
      }),
    );
    await app.page.getByRole("button", { name: "Import", exact: true }).last().click();
    await hand.press("Control+Enter");
    expect(await hand.end()).toBe("SUCCESS");
    await hand.node("resize_image").click();
    await hand.press("d");
    await hand.node("resize_image", 8).waitFor();
    await hand.press("Control+z");
    await hand.node("resize_image", 8).waitFor({ state: "detached" });

    await app.page.getByRole("link", { name: "Open run" }).click();
    const head = app.page
      .getByRole("region", { name: "Result" })
      .getByLabel("Result", { exact: true });
    expect(await head.textContent()).toHaveLength(SHOWN_CHARS + 2);
    const arrival = app.page.waitForEvent("download");
    await app.page.getByRole("link", { name: "Download it" }).click();
    const file = await (await arrival).createReadStream();
    let size = 0;

    for await (const chunk of file) {
      size += chunk.length;
    }

    expect(size).toBeGreaterThan(10_000_000);
    expect(app.complaints).toEqual([]);
  });
});
