import type { Locator, Page } from "playwright-core";
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
    expect(await isCut(app.page.locator(".save-status > span"))).toBe(false);
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
    await dialog.getByRole("button", { name: 'changed mul task: "xsum" → "mul"' }).waitFor();
    await dialog.getByRole("button", { name: "Save mine as a copy" }).click();
    await app.page.keyboard.press("Enter");
    await shows(app.page, "Version 1");
    expect(await tasksOf("raced copy")).toEqual(["add", "mul"]);
    expect(await tasksOf("raced")).toEqual(["add", "xsum"]);

    await add(theirs, "sleep");
    // Without ids: what is alike in both is found all the same.
    await saveByApi("raced", chain(s("echo", 1), s("add", 1, 2), s("xsum")), 2);
    await theirs.keyboard.press("Control+s");
    const changes = theirs.getByRole("region", { name: "Changes" }).getByRole("button");
    await changes.first().waitFor();
    expect(await changes.allTextContents()).toEqual([
      "addedsleepStep 3 of 3",
      "removedechoStep 1 of 3",
    ]);
    await theirs.getByRole("button", { name: "Save mine as version 4" }).click();
    await shows(theirs, "Version 4");
    expect(await tasksOf("raced")).toEqual(["add", "xsum", "sleep"]);
    expect(await tasksOf("raced", 3)).toEqual(["echo", "add", "xsum"]);
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

  it("is found and opened by keys, as a step that can be undone", async () => {
    await saveByApi("invoices", s("add", 1, 2));
    await saveByApi("reports", s("mul", 1, 2));
    await hand.open();
    await hand.type("echo");
    await app.page.keyboard.press("Control+o");
    const dialog = app.page.getByRole("dialog", { name: "Open a workflow" });
    await dialog.getByRole("button", { name: /^reports version 1, saved/u }).waitFor();
    await app.page.keyboard.type("invo");
    await dialog.getByRole("button", { name: /^reports/u }).waitFor({ state: "detached" });
    await app.page.keyboard.press("Enter");

    await hand.node("add").waitFor();
    await shows(app.page, "Version 1");
    expect(new URL(app.page.url()).pathname).toBe("/editor/invoices");
    await app.page.keyboard.press("Control+z");
    await hand.node("echo").waitFor();
    await shows(app.page, "Not saved");
    await expect.poll(() => new URL(app.page.url()).pathname).toBe("/editor");
  });

  it("shows what is different in two of its versions, on the picture and in words, and brings one back", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("1", "2");
    await hand.type("mul");
    await hand.fill("3");
    await save("compared");
    await shows(app.page, "Version 1");
    await hand.set("y", "4");
    await hand.node("add").click();
    await hand.type("echo");
    await app.page.keyboard.press("Control+s");
    await shows(app.page, "Version 2");

    await app.page.keyboard.press("v");
    const dialog = app.page.getByRole("dialog", { name: "Versions" });
    const changes = dialog.getByRole("region", { name: "Changes" });
    await changes.getByText("2 changes").waitFor();
    await expect
      .poll(() => changes.getByRole("button").allTextContents())
      .toEqual(["addedechoStep 2 of 3", "changedmulargument 1: 3 → 4"]);
    const [before, after] = ["Version 1", "Version 2"].map((name) =>
      dialog.getByRole("region", { name, exact: true }).locator(".diff-node"),
    );
    await expect.poll(() => before?.allTextContents()).toEqual(["add1, 2", "mul3changed"]);
    await expect
      .poll(() => after?.allTextContents())
      .toEqual(["add1, 2", "echoadded", "mul4changed"]);

    await dialog.getByRole("button", { name: /^Version 1/u }).click();
    await dialog.getByRole("button", { name: "Restore this version" }).click();
    await hand.node("echo").waitFor({ state: "detached" });
    await shows(app.page, "Version 2 · unsaved changes");
    await app.page.keyboard.press("Control+s");
    await shows(app.page, "Version 3");
    expect(await tasksOf("compared")).toEqual(["add", "mul"]);
    expect(app.complaints).toEqual([]);
  });

  it("is deleted once that was confirmed, and what is drawn of it stays", async () => {
    await saveByApi("doomed", s("add", 1, 2));
    await app.page.goto(`${app.origin}/editor/doomed`);
    await shows(app.page, "Version 1");
    await app.page.keyboard.press("Control+o");
    await app.page.getByRole("button", { name: "Delete doomed" }).click();
    await app.page.getByRole("button", { name: "Delete the workflow" }).click();
    await app.page.getByRole("button", { name: /^doomed version/u }).waitFor({ state: "detached" });
    await app.page.keyboard.press("Escape");

    await shows(app.page, "Not saved");
    await hand.node("add").waitFor();
    expect((await apiAt(app).get("/api/workflows/doomed")).status).toBe(404);
  });

  it("that was saved as a graph is drawn, and runs as one", async () => {
    const tasks = [
      ["a", 1],
      ["b", 20],
    ] as const;
    await apiAt(app).post("/api/workflows", {
      name: "crossed",
      graph: {
        nodes: [
          ...tasks.map(([id, x]) => ({ id, task: "add", args: [x, 1] })),
          { id: "both", task: "xsum" },
          { id: "one", task: "mul", args: [2] },
        ],
        edges: ["a both", "b both", "b one"].map((edge) => {
          const [from, to] = edge.split(" ");

          return { from, to };
        }),
      },
    });
    await app.page.goto(`${app.origin}/editor/crossed`);
    await hand.node("both").waitFor();
    await shows(app.page, "Version 1");

    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await hand.end()).toBe("SUCCESS");
    await hand.node("both").click();
    await app.page.getByRole("button", { name: "This run" }).click();
    expect(await hand.result()).toBe(23);
    await hand.node("one").click();
    expect(await hand.result()).toBe(42);
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

async function shows(page: Page, words: string): Promise<void> {
  await page.locator(".editor-head").getByText(words, { exact: true }).waitFor();
}

async function isCut(words: Locator): Promise<boolean> {
  return words.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
}

async function add(page: Page, task: string): Promise<void> {
  await page.bringToFront();
  await page.keyboard.press("n");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.type(task);
  await page.keyboard.press("Enter");
  await page.locator(".node-name").getByText(task, { exact: true }).waitFor();
}
