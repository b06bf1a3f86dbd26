import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

import type { Signature } from "../../shared/canvas/signature.ts";
import { type BuiltWorker, startBuiltWorker } from "../edge/built-worker.ts";
import { launchChromium } from "./launch.ts";

/** A slow machine is no failure; what never comes is ended before the test is. */
const PATIENCE_MS = 90_000;

export const DESKTOP = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844 };

/** The app as a test meets it: the built system, and a page of a browser that shows its first page. */
export interface App {
  readonly page: Page;
  readonly origin: string;
  /** What the browser complained of in this test: errors, warnings and what was thrown. */
  readonly complaints: readonly string[];
  /** Begins again in a browser of another kind. */
  reopen(options: BrowserContextOptions): Promise<void>;
  /** Runs an example by its name, or a canvas, from the box; the tasks of the run are shown as a table. */
  post(canvas: string | Signature): Promise<void>;
  /** The row of the task with this name. */
  row(name: string): Locator;
  /** The words for the states of all rows, from top to bottom. */
  states(): Promise<string[]>;
  /** The result of the run as it is shown. */
  result(): Promise<string | null>;
  /** Waits for the end of the run. */
  end(): Promise<void>;
  /** Kills the server and starts it again on what it had stored. The page stays open. */
  restart(): Promise<void>;
}

/** Serves the system for the tests of a file and opens the app anew for each of them. `settings` as in `startBuiltWorker`. */
export function useApp(settings?: Readonly<Record<string, string>>): App {
  let worker: BuiltWorker;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    worker = await startBuiltWorker(settings);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await worker.stop();
  });

  beforeEach(async () => {
    await open({ viewport: DESKTOP });
  });

  afterEach(async () => {
    await context.close();
  });

  async function open(options: BrowserContextOptions): Promise<void> {
    complaints = [];
    context = await browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        complaints.push(message.text());
      }
    });
    await page.goto(worker.origin);
  }

  return {
    get page() {
      return page;
    },
    get origin() {
      return worker.origin;
    },
    get complaints() {
      return complaints;
    },
    async reopen(options) {
      await context.close();
      await open(options);
    },
    async post(canvas) {
      await (typeof canvas === "string"
        ? page.getByRole("button", { name: canvas, exact: true }).click()
        : page.getByRole("textbox", { name: /^Canvas/u }).fill(JSON.stringify(canvas)));
      await page.getByRole("button", { name: "Run", exact: true }).click();
      // A run is shown as a graph first; tests read its table.
      const table = page.getByRole("button", { name: "Tasks", exact: true });
      await table.or(page.getByRole("alert")).first().waitFor();

      if (await table.isVisible()) {
        await table.click();
      }
    },
    row(name) {
      const cell = page.getByRole("cell", { name, exact: true });

      return page.getByRole("row").filter({ has: cell });
    },
    states() {
      return page.locator("td .state-badge").allTextContents();
    },
    result() {
      const region = page.getByRole("region", { name: "Result" });

      return region.getByLabel("Result", { exact: true }).textContent();
    },
    async end() {
      await page.getByText("Final", { exact: true }).waitFor();
    },
    async restart() {
      await worker.restart();
    },
  };
}
