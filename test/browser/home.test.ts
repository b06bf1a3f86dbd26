import { spawnSync } from "node:child_process";

import { describe, expect, it } from "vitest";

import { chain, s } from "../reference/signatures.ts";
import { DESKTOP, PHONE, useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

/** Since 7.82. */
const hasCurl = spawnSync("curl", ["--json", "{}", "--version"]).status === 0;

describe.skipIf(!hasChromium)("the first page", () => {
  const app = useApp();

  it("says where a text stops being JSON and posts nothing", async () => {
    await app.page.getByRole("textbox", { name: /^Canvas/u }).fill('{"task": "add",}');
    await app.page.getByRole("button", { name: "Run", exact: true }).click();

    const alert = app.page.getByRole("alert");
    expect(await alert.textContent()).toMatch(/The canvas is not JSON.*canvas.*position 15/su);
    expect(new URL(app.page.url()).pathname).toBe("/");
    expect(app.complaints).toEqual([]);
  });

  it("shows the path and the message of each thing that is wrong with a canvas", async () => {
    await app.post(chain(s("add", 1, 1), s("no_such_task")));

    const alert = app.page.getByRole("alert");
    await alert.getByText("canvas.kwargs.tasks[1].task").waitFor();
    expect(await alert.textContent()).toContain("no_such_task");
    // The browser itself reports every answer of 400 and above.
    expect(app.complaints).toEqual([expect.stringContaining("422")]);
  });

  it("lists the run that was just posted, and leads back to it", async () => {
    await app.page.getByRole("textbox", { name: /^Name of the run/u }).fill("orders of today");
    await app.post("Chain");
    await app.page.getByRole("heading", { name: /orders of today/u }).waitFor();

    await app.page.goBack();
    await app.page.getByRole("link", { name: /SUCCESS orders of today.*3 of 3/u }).click();
    await app.page.getByRole("heading", { name: /orders of today/u }).waitFor();
    expect(await app.result()).toBe("64");
    expect(app.complaints).toEqual([]);
  });

  it.skipIf(!hasCurl).each(["Copy the command", "Copy as curl"])(
    "gives a command that starts a run when a shell runs it: %s",
    async (button) => {
      await app.reopen({ viewport: DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
      await app.page.getByRole("button", { name: button }).click();
      await app.page.getByText("Copied", { exact: true }).waitFor();
      const command = await app.page.evaluate(() => navigator.clipboard.readText());

      const { run_id: runId } = JSON.parse(
        spawnSync("sh", ["-c", command], { encoding: "utf8" }).stdout,
      ) as { readonly run_id: string };

      await app.page.goto(`${app.origin}/runs/${runId}`);
      await app.end();
      expect(await app.result()).toBe(button === "Copy the command" ? "4" : "20");
    },
  );

  it("keeps the theme that was chosen, and follows the system until then", async () => {
    await app.reopen({ viewport: DESKTOP, colorScheme: "dark" });
    const dark = await paper();

    await app.page.getByRole("button", { name: "Switch to the light theme" }).click();
    const light = await paper();
    await app.page.reload();

    expect(await paper()).toBe(light);
    expect(light).not.toBe(dark);
  });

  it.each([
    ["light", DESKTOP],
    ["dark", DESKTOP],
    ["light", PHONE],
    ["dark", PHONE],
  ] as const)(
    "and the page of a run fit into the window without a complaint of the browser: %s, %j",
    async (colorScheme, viewport) => {
      await app.reopen({ viewport, colorScheme });
      await app.page.getByText("xsum").first().waitFor();
      expect(await overflow()).toBe(0);

      await app.page
        .getByLabel("Name of the run")
        .fill("a-run-with-a-name-that-is-much-longer-than-any-window-of-a-phone-could-be-wide");
      await app.post("Failure");
      await app.end();
      expect(await overflow()).toBe(0);

      await app.page.getByRole("link", { name: "fail" }).click();
      await app.page.getByRole("region", { name: "Arguments" }).waitFor();
      expect(await overflow()).toBe(0);
      expect(app.complaints).toEqual([]);
    },
  );

  function paper(): Promise<string> {
    return app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  }

  /** By how many pixels the page is wider than the window. */
  function overflow(): Promise<number> {
    return app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }
});
