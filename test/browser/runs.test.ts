import { describe, expect, it } from "vitest";

import type { Signature } from "../../shared/canvas/signature.ts";
import { apiAt } from "../edge/api.ts";
import { chain, s, si } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

const RUNS_PER_PAGE = 100;

describe.skipIf(!hasChromium)("the list of the runs", () => {
  const app = useApp();

  it("says that there is nothing yet, and then shows what starts without a reload", async () => {
    await open();
    await app.page.getByText("No runs yet").waitFor();

    await submit(chain(s("add", 1, 1), s("mul", 3)), "first of all");
    await row("first of all").getByText("SUCCESS").waitFor();
    await row("first of all").getByText("2 of 2").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("shows only what a filter lets through, keeps it in the address, and clears it", async () => {
    await submit(s("add", 1, 1));
    await submit(chain(s("fail"), s("mul", 3)), "orders that failed");
    await submit(chain(s("add", 1, 1), s("mul", 3)), "orders that went well");
    await open();

    await app.page.getByLabel("State of the run").selectOption("FAILURE");
    await app.page.getByRole("button", { name: "Canvases" }).click();
    await app.page.getByLabel("Name or id of a run").fill("ORDERS");
    await app.page.waitForURL(`${app.origin}/runs?state=FAILURE&kind=canvas&q=ORDERS`);
    await app.page.getByText("1 run", { exact: true }).waitFor();

    await app.page.reload();
    await app.page.getByText("1 run", { exact: true }).waitFor();
    await row("orders that failed").waitFor();
    expect(await row("orders that went well").count()).toBe(0);

    await app.page.getByRole("button", { name: "Clear" }).click();
    await row("orders that went well").waitFor();
    expect(new URL(app.page.url()).search).toBe("");
    expect(await app.page.getByLabel("Name or id of a run").inputValue()).toBe("");
    expect(app.complaints).toEqual([]);
  });

  it("says when a filter lets nothing through", async () => {
    await app.page.goto(`${app.origin}/runs?q=there+is+none+like+this`);

    await app.page.getByText("No run is like that").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("loads older runs as one goes down, and holds only those in sight", async () => {
    const api = apiAt(app);
    const oldest = await api.submit(si("add", 1, 1), { name: "the oldest of many" });
    await Promise.all(Array.from({ length: RUNS_PER_PAGE + 20 }, () => api.submit(s("echo", 1))));
    await app.page.goto(`${app.origin}/runs?kind=task`);
    await row("echo").first().waitFor();

    await app.page.mouse.move(600, 600);

    while ((await row("the oldest of many").count()) === 0) {
      await app.page.mouse.wheel(0, 2_000);
    }

    expect(await app.page.getByRole("row").count()).toBeLessThan(RUNS_PER_PAGE);
    await row("the oldest of many").click();
    await app.page.waitForURL(`${app.origin}/runs/${oldest}`);
    await app.end();
    expect(app.complaints).toEqual([]);
  });

  it("is gone through with the arrow keys", async () => {
    await submit(s("add", 1, 1), "below");
    await submit(s("add", 2, 2), "above");
    await open();

    await row("above").getByRole("link").focus();
    await app.page.keyboard.press("ArrowDown");
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("heading", { name: /below/u }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("says that it is not live while the server does not answer, and that it is again", async () => {
    await submit(s("add", 1, 1), "seen before");
    await open();
    await app.page.getByText("Live", { exact: true }).waitFor();

    await app.page.route("**/api/**", (route) => route.abort());
    await app.page.getByText(/^Reconnecting, stale since \d/u).waitFor();
    await expect.poll(() => row("seen before").count()).toBe(1);

    await app.page.unroute("**/api/**");
    await app.page.getByText("Live", { exact: true }).waitFor();
  });

  it("stands still while it is paused", async () => {
    await open();
    await app.page.getByRole("button", { name: "Pause" }).click();
    await app.page.getByText(/^Paused, as of \d/u).waitFor();
    await submit(s("add", 1, 1), "started during the pause");

    expect(await row("started during the pause").count()).toBe(0);
    await app.page.getByRole("button", { name: "Go on" }).click();
    await row("started during the pause").waitFor();
  });

  async function open(): Promise<void> {
    await app.page.getByRole("navigation").getByRole("link", { name: "Runs" }).click();
    await app.page.getByRole("heading", { name: "Runs" }).waitFor();
  }

  function row(name: string): ReturnType<typeof app.page.getByRole> {
    return app.page.getByRole("row").filter({ hasText: name });
  }

  async function submit(canvas: Signature, name?: string): Promise<void> {
    const api = apiAt(app);
    await api.finish(await api.submit(canvas, name === undefined ? {} : { name }));
  }
});
