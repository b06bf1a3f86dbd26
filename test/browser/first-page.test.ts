import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { hasChromium, launchChromium } from "./launch.ts";
import { serve, type Server } from "./server.ts";

const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(!hasChromium)("the app in a browser", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[] = [];

  beforeAll(async () => {
    server = await serve();
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  beforeEach(async () => {
    complaints = [];
    await open({ viewport: DESKTOP });
  });

  afterEach(async () => {
    await context.close();
  });

  it("runs a chord from the box: every task reaches SUCCESS live and the result is shown", async () => {
    await page.goto(server.origin);
    await post("Chord");

    await page.waitForURL(/\/runs\//u);
    await row("xsum").getByText("SUCCESS").waitFor();
    expect(await states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(await result()).toBe("20");
    await page.getByText("Final", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("shows a task that waits as started, then as done, without a reload", async () => {
    await page.goto(server.origin);
    await post(
      chain([
        task("add", [2, 2]),
        task("sleep", [2], { immutable: true }),
        task("add", [1, 1], { immutable: true }),
      ]),
    );

    await row("sleep").getByText("STARTED").waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
    await page.getByText("Final", { exact: true }).waitFor();
    expect(await states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(complaints).toEqual([]);
  });

  it("shows the same run after a reload in the middle and one after the end", async () => {
    await page.goto(server.origin);
    await post(chain([task("sleep", [2]), task("add", [20, 22], { immutable: true })]));
    await row("sleep").getByText("STARTED").waitFor();

    await page.reload();
    await page.getByText("Final", { exact: true }).waitFor();
    expect(await result()).toBe("42");

    await page.reload();
    await page.getByText("Final", { exact: true }).waitFor();
    expect(await states()).toEqual(["SUCCESS", "SUCCESS"]);
    expect(await result()).toBe("42");
    expect(complaints).toEqual([]);
  });

  it("shows the error of a failed canvas with its traceback, and which task raised it", async () => {
    await page.goto(server.origin);
    await post("Failure");

    const error = page.getByRole("region", { name: "Error" });
    await error.getByText("Raised by task 1.").waitFor();
    expect(await error.getByLabel("Traceback", { exact: true }).textContent()).toMatch(
      /^ValueError: no such order\s+at /u,
    );
    expect(await states()).toEqual(["SUCCESS", "FAILURE", "FAILURE"]);
    await row("mul").getByText("of task 1, did not run").waitFor();
    expect(complaints).toEqual([]);
  });

  it("shows a large group as one row, and its members page by page", async () => {
    await page.goto(server.origin);
    await post("Large chord");

    await page.getByText("Final", { exact: true }).waitFor();
    const group = page.getByRole("row", { name: /Group of 250/u });
    expect(await group.textContent()).toContain("250 succeeded");
    expect(await page.getByRole("row").count()).toBe(3);

    await page.getByRole("button", { name: "All 251" }).click();
    await page.getByRole("table", { name: "All tasks" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(201);
    await page.getByRole("button", { name: "Show more" }).click();
    await page.getByText("251 shown.").waitFor();
    expect(complaints).toEqual([]);
  });

  it("revokes a run only after it was confirmed", async () => {
    await page.goto(server.origin);
    await post(chain([task("sleep", [6]), task("add", [1, 1], { immutable: true })]));
    await row("sleep").getByText("STARTED").waitFor();

    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByRole("button", { name: "Keep running" }).click();
    expect(await states()).toEqual(["STARTED", "PENDING"]);

    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByRole("button", { name: "Revoke 2 tasks" }).click();
    await page.getByText("The run was revoked, so it gave no result.").waitFor();
    expect(await states()).toEqual(["REVOKED", "REVOKED"]);
    expect(await page.getByRole("button", { name: "Revoke", exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("says where a text stops being JSON and posts nothing", async () => {
    await page.goto(server.origin);
    await post('{"task": "add",}');

    const alert = page.getByRole("alert");
    expect(await alert.textContent()).toMatch(/The canvas is not JSON.*canvas.*position 15/su);
    expect(new URL(page.url()).pathname).toBe("/");
    expect(complaints).toEqual([]);
  });

  it("shows the path and the message of each thing that is wrong with a canvas", async () => {
    await page.goto(server.origin);
    await post(chain([task("add", [1, 1]), task("no_such_task", [])]));

    const alert = page.getByRole("alert");
    await alert.getByText("canvas.kwargs.tasks[1].task").waitFor();
    expect(await alert.textContent()).toContain("no_such_task");
    // The browser itself reports every answer of 400 and above.
    expect(complaints).toEqual([expect.stringContaining("422")]);
  });

  it("lists the run that was just posted, and leads back to it", async () => {
    await page.goto(server.origin);
    await page.getByRole("textbox", { name: /^Name of the run/u }).fill("orders of today");
    await post("Chain");
    await page.getByRole("heading", { name: /orders of today/u }).waitFor();

    await page.goBack();
    await page.getByRole("link", { name: /SUCCESS orders of today.*3 of 3/u }).click();
    await page.getByRole("heading", { name: /orders of today/u }).waitFor();
    expect(await result()).toBe("64");
    expect(complaints).toEqual([]);
  });

  it("says so when a run does not exist", async () => {
    await page.goto(`${server.origin}/runs/nothing`);

    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("There is no such run");
  });

  it("keeps the theme that was chosen, and follows the system until then", async () => {
    await open({ viewport: DESKTOP, colorScheme: "dark" });
    await page.goto(server.origin);
    const dark = await paper();

    await page.getByRole("button", { name: "Switch to the light theme" }).click();
    const light = await paper();
    await page.reload();

    expect(await paper()).toBe(light);
    expect(light).not.toBe(dark);
  });

  it.each([
    ["light", DESKTOP],
    ["dark", DESKTOP],
    ["light", PHONE],
    ["dark", PHONE],
  ] as const)(
    "fits its pages into the window without a complaint of the browser: %s, %j",
    async (colorScheme, viewport) => {
      await open({ viewport, colorScheme });
      await page.goto(server.origin);
      await page.getByText("xsum").first().waitFor();
      expect(await overflow()).toBe(0);

      await page
        .getByLabel("Name of the run")
        .fill("a-run-with-a-name-that-is-much-longer-than-any-window-of-a-phone-could-be-wide");
      await post("Failure");
      await page.getByRole("button", { name: /ValueError no such order/u }).click();
      await page.getByText("Final", { exact: true }).waitFor();
      expect(await overflow()).toBe(0);
      expect(complaints).toEqual([]);
    },
  );

  /** A page in a context of its own, whose complaints are gathered. */
  async function open(options: Parameters<Browser["newContext"]>[0]): Promise<void> {
    await context?.close();
    context = await browser.newContext(options);
    page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        complaints.push(message.text());
      }
    });
  }

  /** An example by its name, or a canvas as text. */
  async function post(canvas: string): Promise<void> {
    const example = page.getByRole("button", { name: canvas, exact: true });

    await (canvas.startsWith("{")
      ? page.getByRole("textbox", { name: /^Canvas/u }).fill(canvas)
      : example.click());
    await page.getByRole("button", { name: "Run", exact: true }).click();
  }

  function row(name: string): ReturnType<Page["getByRole"]> {
    return page.getByRole("row").filter({ has: page.getByRole("cell", { name, exact: true }) });
  }

  function states(): Promise<string[]> {
    return page.locator("td .state-badge").allTextContents();
  }

  async function result(): Promise<string | null> {
    return page
      .getByRole("region", { name: "Result" })
      .getByLabel("Result", { exact: true })
      .textContent();
  }

  function paper(): Promise<string> {
    return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  }

  /** By how many pixels the page is wider than the window. */
  function overflow(): Promise<number> {
    return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }
});

function task(name: string, args: readonly unknown[], { immutable = false } = {}): object {
  return { task: name, args, kwargs: {}, options: {}, subtask_type: null, immutable };
}

function chain(tasks: readonly object[]): string {
  return JSON.stringify({
    task: "celery.chain",
    args: [],
    kwargs: { tasks },
    options: {},
    subtask_type: "chain",
    immutable: false,
  });
}
