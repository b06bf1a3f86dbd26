import { readFile } from "node:fs/promises";

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { z } from "zod";

import { apiAt } from "../edge/api.ts";
import { chain, s } from "../reference/signatures.ts";
import { DESKTOP, useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("a saved workflow", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("is saved by keys alone, is there again under its address, and gets a version with each save", async () => {
    await hand.open();
    await hand.type("add");
    await save("by keys");
    await shows(app.page, "Version 1");
    expect(new URL(app.page.url()).pathname).toBe("/editor/by%20keys");

    await hand.type("mul");
    await shows(app.page, "Version 1 · unsaved changes");
    await app.page.keyboard.press("Control+z");
    await shows(app.page, "Version 1");
    await hand.type("mul");
    await app.page.keyboard.press("Control+s");
    await shows(app.page, "Version 2");

    const link = app.page.url();
    await app.reopen({ viewport: DESKTOP });
    await app.page.goto(link);
    await hand.node("mul").waitFor();
    await shows(app.page, "Version 2");
    expect(app.complaints).toEqual([]);
  });

  it("keeps over a reload what was drawn since, and which version that was drawn on", async () => {
    await hand.open();
    await hand.type("add");
    await save("kept");
    await hand.type("mul");
    await shows(app.page, "Version 1 · unsaved changes");

    await app.page.reload();
    await hand.node("mul").waitFor();
    await shows(app.page, "Version 1 · unsaved changes");
    await app.page.keyboard.press("Control+s");
    await shows(app.page, "Version 2");
    expect(await tasksOf("kept")).toEqual(["add", "mul"]);
  });

  it("that somebody else has saved meanwhile is not overwritten: mine becomes the newer version, or a copy", async () => {
    await saveByApi("raced", chain(s("add", 1, 2)));
    const theirs = await openTab("/editor/raced");
    await app.page.goto(`${app.origin}/editor/raced`);
    await hand.node("add").waitFor();
    await hand.type("mul");
    await add(theirs, "xsum");
    await theirs.keyboard.press("Control+s");
    await shows(theirs, "Version 2");

    await app.page.keyboard.press("Control+s");
    const dialog = app.page.getByRole("dialog", { name: "There is a newer version" });
    await dialog.getByRole("button", { name: "Save mine as a copy" }).click();
    await app.page.keyboard.press("Enter");
    await shows(app.page, "Version 1");
    expect(await tasksOf("raced copy")).toEqual(["add", "mul"]);
    expect(await tasksOf("raced")).toEqual(["add", "xsum"]);

    await add(theirs, "sleep");
    await saveByApi("raced", chain(s("fail")), 2);
    await theirs.keyboard.press("Control+s");
    await theirs.getByRole("button", { name: "Save mine as version 4" }).click();
    await shows(theirs, "Version 4");
    expect(await tasksOf("raced")).toEqual(["add", "xsum", "sleep"]);
    expect(await tasksOf("raced", 3)).toEqual(["fail"]);
  });

  it("gets another name with all its versions, and a name that is taken is refused", async () => {
    await saveByApi("taken", s("add", 1, 2));
    await saveByApi("before", s("add", 1, 2));
    await app.page.goto(`${app.origin}/editor/before`);
    await hand.node("add").waitFor();

    await app.page.getByRole("textbox", { name: "Name of the workflow" }).fill("taken");
    await app.page.keyboard.press("Control+s");
    await app.page.getByRole("button", { name: "Rename “before” and save" }).click();
    await app.page.getByRole("alert").getByText("There is a workflow of this name").waitFor();

    await app.page.getByRole("textbox", { name: "Name", exact: true }).fill("after");
    await app.page.getByRole("button", { name: "Rename “before” and save" }).click();
    await shows(app.page, "Version 2");
    expect(new URL(app.page.url()).pathname).toBe("/editor/after");
    expect(await tasksOf("after", 1)).toEqual(["add"]);
    expect((await apiAt(app).get("/api/workflows/before")).status).toBe(404);
  });

  it("that is not there is told of, and what was drawn stays", async () => {
    await hand.open();
    await hand.type("add");
    await app.page.goto(`${app.origin}/editor/nowhere`);

    await app.page.getByText(/There is no workflow .nowhere./u).waitFor();
    await hand.node("add").waitFor();
    expect(new URL(app.page.url()).pathname).toBe("/editor");
  });

  /** By keys: the first time it asks for a name. */
  async function save(name: string): Promise<void> {
    await app.page.keyboard.press("Control+s");
    await app.page.getByRole("dialog", { name: "Save the workflow" }).waitFor();
    await app.page.keyboard.type(name);
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
  }

  async function saveByApi(name: string, canvas: unknown, version?: number): Promise<void> {
    const api = apiAt(app);
    const { status } = await (version === undefined
      ? api.post("/api/workflows", { name, canvas })
      : api.send("PUT", `/api/workflows/${name}`, { canvas, version }));

    expect([200, 201]).toContain(status);
  }

  async function openTab(path: string): Promise<Page> {
    const page = await app.page.context().newPage();
    await page.goto(app.origin + path);
    await page.locator(".react-flow__node").first().waitFor();

    return page;
  }

  /** What a saved chain, or a lone task, is made of. */
  async function tasksOf(name: string, version?: number): Promise<readonly string[]> {
    const query = version === undefined ? "" : `?version=${version}`;
    const { body } = await apiAt(app).get(`/api/workflows/${encodeURIComponent(name)}${query}`);
    const { canvas } = z.object({ canvas: z.unknown() }).parse(body);

    return [...JSON.stringify(canvas).matchAll(/"task":"(\w+)"/gu)].map(([, task = ""]) => task);
  }
});

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
    expect(await app.page.locator(".node-name").allTextContents()).toEqual(["add", "mul"]);
    expect(await other.locator(".node-name").allTextContents()).toEqual(["echo"]);
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
    await hand.type("mul");
    await app.page.reload();
    await hand.node("mul").waitFor();
    await app.page.keyboard.press("Control+k");
    await app.page.keyboard.type("cannot be read");
    await app.page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Throw away" }).click();
    await dialog.getByText("Everything that this browser kept can be read.").waitFor();
  });
});

async function shows(page: Page, words: string): Promise<void> {
  await page.locator(".editor-head").getByText(words, { exact: true }).waitFor();
}

async function add(page: Page, task: string): Promise<void> {
  await page.bringToFront();
  await page.keyboard.press("n");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.type(task);
  await page.keyboard.press("Enter");
  await page.locator(".node-name").getByText(task, { exact: true }).waitFor();
}
