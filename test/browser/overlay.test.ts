import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { Signature } from "../../shared/canvas/signature.ts";
import { chain, s, si } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

const PATIENCE_MS = 100_000;

describe.skipIf(!hasChromium)("a run that is laid over its drawing", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("has each result on the wire that it went along, which leads to the whole of it", async () => {
    await run(chain(s("add", 1, 2), s("echo", [4, 5]), s("echo")));
    expect(await hand.end()).toBe("SUCCESS");

    await chip("3").click();
    await app.page.getByRole("heading", { name: "add", exact: true }).waitFor();
    await chip("list[2]").click();
    await app.page.getByRole("heading", { name: "echo", exact: true }).waitFor();
    expect(await app.page.getByLabel("Result", { exact: true }).textContent()).toBe("[3, [4, 5]]");

    await zoomOut();
    await chip("3").waitFor({ state: "hidden" });
    await hand.node("add").getByText("SUCCESS").waitFor({ state: "hidden" });
    await hand.node("add").getByText("add").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("is played again at any of its moments", async () => {
    await run(chain(s("add", 1, 1), si("sleep", 4), si("add", 20, 22)));
    await hand.node("sleep").getByText("STARTED").waitFor();
    expect(await hand.end()).toBe("SUCCESS");

    await moment().fill("0");
    await hand.node("sleep").getByText("PENDING").waitFor();
    await moment().fill("500");
    await hand.node("sleep").getByText("STARTED").waitFor();
    await app.page.getByRole("button", { name: "End", exact: true }).click();
    await hand.node("sleep").getByText("SUCCESS").waitFor();
    await app.page.getByRole("button", { name: "Play the run again" }).click();
    await hand.node("sleep").getByText("STARTED").waitFor();
    await hand.node("sleep").getByText("SUCCESS").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("is run again from one of its tasks, once it was said which run again with it", async () => {
    await run(chain(s("add", 1, 2), s("mul", 10), s("echo")));
    expect(await hand.end()).toBe("SUCCESS");
    await hand.node("mul").click();
    await app.page.getByRole("button", { name: "This run" }).click();
    await app.page
      .getByText("Runs again: mul and what is behind it: echo. The other task keeps its result.")
      .waitFor();

    await app.page.getByRole("button", { name: "Run from here" }).click();
    await hand.node("mul").getByText(/try 2/u).waitFor();
    await hand.node("echo").getByText(/try 2/u).waitFor();
    expect(await hand.end()).toBe("SUCCESS");
    expect(await hand.node("add").getByText(/try/u).count()).toBe(0);
    expect(app.complaints).toEqual([]);
  });

  it("says that it is of an older drawing as long as what is drawn is another, and goes and comes with its own", async () => {
    await run(chain(s("add", 1, 2), s("mul", 10)));
    expect(await hand.end()).toBe("SUCCESS");
    const mark = hand.overlay().getByText("Edited since");
    expect(await mark.count()).toBe(0);

    await hand.node("add").click();
    await hand.set("x", "5");
    await mark.waitFor();
    await hand.node("add").getByText("Edited since it ran").waitFor({ state: "attached" });
    expect(await hand.node("mul").getByText("Edited since it ran").count()).toBe(0);
    await app.page.getByRole("button", { name: "This run" }).click();
    await app.page.getByText("the run as it was posted").waitFor();
    await app.page.keyboard.press("Control+z");
    await mark.waitFor({ state: "detached" });

    await hand.bring(s("echo", 1));
    await hand.node("echo").waitFor();
    expect(await hand.overlay().count()).toBe(0);
    await app.page.getByRole("button", { name: "Undo: import" }).click();
    expect(await hand.end()).toBe("SUCCESS");
    await expect.poll(() => hand.states()).toEqual(["SUCCESS", "SUCCESS"]);
  });

  it("is there again after a reload in the middle, and after its end", async () => {
    await run(chain(s("sleep", 10), si("add", 20, 22)));
    await hand.node("sleep").getByText("STARTED").waitFor();
    await app.page.reload();
    await hand.node("sleep").getByText("STARTED").waitFor();
    expect(await hand.end()).toBe("SUCCESS");

    await app.page.reload();
    expect(await hand.end()).toBe("SUCCESS");
    await expect.poll(() => hand.states()).toEqual(["SUCCESS", "SUCCESS"]);
    await hand.overlay().getByRole("button", { name: "Hide the run" }).click();
    await app.page.reload();
    await hand.node("sleep").waitFor();
    expect(await hand.overlay().count()).toBe(0);
    expect(app.complaints).toEqual([]);
  });

  it("goes on when the server is started again, and tells meanwhile since when it is stale", async () => {
    await run(chain(s("add", 1, 1), si("sleep", 4), si("add", 20, 22)));
    await hand.node("sleep").getByText("STARTED").waitFor();
    const stale = hand
      .overlay()
      .getByText(/^(Reconnecting|Offline), stale since \d/u)
      .waitFor();
    await app.restart();
    await stale;

    // What the local queues held is gone with the server: it is sent again once that is certain.
    await hand.overlay().getByText("Final", { exact: true }).waitFor({ timeout: PATIENCE_MS });
    await expect.poll(() => hand.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
  });

  it("stops the clock of a task beside the drawing while nobody knows whether it goes on", async () => {
    await app.page.clock.install();
    await run(chain(si("sleep", 20)));
    await hand.node("sleep").getByText("STARTED").waitFor();
    await hand.node("sleep").click();
    await app.page.getByRole("button", { name: "This run" }).click();
    const elapsed = app.page
      .getByRole("complementary", { name: "Inspector" })
      .locator(".state-badge + .meta");
    const begun = await elapsed.textContent();
    await app.page.clock.runFor(60_000);
    expect(await elapsed.textContent()).not.toBe(begun);

    await app.page.context().setOffline(true);
    await app.page.clock.runFor(120_000);
    await hand
      .overlay()
      .getByText(/^(Reconnecting|Offline), stale since \d/u)
      .waitFor();
    const known = await elapsed.textContent();
    await app.page.clock.runFor(120_000);
    expect(await elapsed.textContent()).toBe(known);
    await app.page.context().setOffline(false);
  });

  it("is followed in two tabs, through a retry in one of them", async () => {
    await run(chain(s("add", 1, 1), si("sleep", 4), si("add", 20, 22)));
    const link = await hand.overlay().getByRole("link", { name: "Open run" }).getAttribute("href");
    const other = await app.page.context().newPage();
    await other.goto(app.origin + link);
    await other.getByText("Final", { exact: true }).waitFor();
    expect(await hand.end()).toBe("SUCCESS");

    await hand.node("sleep").click();
    await app.page.getByRole("button", { name: "This run" }).click();
    const live = other.getByRole("status").filter({ hasText: "Live" }).waitFor();
    await app.page.getByRole("button", { name: "Run from here" }).click();
    await live;
    await other.getByText("Final", { exact: true }).waitFor();
    await other.getByText(/try 2/u).first().waitFor();
    expect(await hand.end()).toBe("SUCCESS");
    await hand.node("sleep").getByText(/try 2/u).waitFor();
    expect(app.complaints).toEqual([]);
  });

  async function run(canvas: Signature): Promise<void> {
    await hand.open();
    await hand.bring(canvas);
    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    await hand.overlay().waitFor();
  }

  function chip(text: string): Locator {
    return app.page.locator(".result-chip").filter({ hasText: text });
  }

  function moment(): Locator {
    return app.page.getByRole("slider", { name: "Moment of the run" });
  }

  /** Until names are all that can be read. */
  async function zoomOut(): Promise<void> {
    for (let step = 0; step < 4; step += 1) {
      await app.page.getByRole("button", { name: "Zoom out" }).click();
    }
  }
});
