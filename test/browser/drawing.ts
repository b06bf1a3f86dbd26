/** Drawing in the editor, as a hand and as a keyboard does it. */
import type { Locator } from "playwright-core";

import type { Signature } from "../../shared/canvas/signature.ts";
import type { App } from "./app.ts";

export interface Draftsman {
  /** Opens the editor with nothing drawn. */
  open(): Promise<void>;
  /** Puts a canvas in place of what is drawn, by its JSON. */
  bring(canvas: Signature): Promise<void>;
  /** The node that is called so, from left to right and top to bottom. */
  node(name: string, index?: number): Locator;
  /** The button in the palette. */
  pick(name: string): Locator;
  /** Adds by keys, after what is selected: `N`, the name, Enter. */
  type(name: string): Promise<void>;
  /** Picks by its name from the list that is open, by keys. */
  write(name: string): Promise<void>;
  /** Drags from the palette to a place in the picture, or onto a node. */
  drag(
    name: string,
    to: { readonly x: number; readonly y: number } | Locator,
    side?: Side,
  ): Promise<void>;
  /** Drags a node onto another one, and with it all that is selected. */
  carry(node: Locator, to: Locator): Promise<void>;
  /** Draws a wire with the mouse. */
  wire(from: Locator, to: Locator): Promise<void>;
  /** Presses one key after another. */
  press(...keys: readonly string[]): Promise<void>;
  /** Goes with the mouse to the middle of the wire between two nodes that stand side by side. */
  hoverWire(from: Locator, to: Locator): Promise<void>;
  /** Fills the fields of what is selected, by keys alone. */
  fill(...values: readonly string[]): Promise<void>;
  /** A field of what is selected. */
  field(name: string): Locator;
  /** Fills a field by its name, with the mouse. */
  set(name: string, value: string): Promise<void>;
  /** What is said of the run that is laid over the drawing. */
  overlay(): Locator;
  /** Waits for the end of that run; answers its state. */
  end(): Promise<string | null>;
  /** What became of what is selected in the run, once it is shown. */
  result(): Promise<unknown>;
  /** The words for the states of all nodes, in the order of the picture. */
  states(): Promise<readonly string[]>;
}

type Side = "on" | "after" | "below";

const SIDES: Readonly<Record<Side, { readonly x: number; readonly y: number }>> = {
  on: { x: 92, y: 20 },
  after: { x: 178, y: 28 },
  below: { x: 92, y: 50 },
};

export function draftsman(app: App): Draftsman {
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) {
      await app.page.keyboard.press(key);
    }
  };

  return {
    async open() {
      await app.page.emulateMedia({ reducedMotion: "reduce" });
      await app.page.goto(`${app.origin}/editor`);
      await app.page.getByRole("heading", { name: "Draw a workflow" }).waitFor();
    },
    async bring(canvas) {
      await app.page.getByRole("button", { name: "Import", exact: true }).click();
      await app.page.getByRole("textbox", { name: "Celery JSON" }).fill(JSON.stringify(canvas));
      await app.page.getByRole("button", { name: "Import", exact: true }).last().click();
      await app.page.getByRole("dialog").waitFor({ state: "detached" });
    },
    node(name, index = 0) {
      return app.page
        .locator(".react-flow__node:not(.react-flow__node-frame)")
        .filter({ has: app.page.getByText(name, { exact: true }) })
        .nth(index);
    },
    pick(name) {
      return app.page
        .getByRole("complementary", { name: "Palette" })
        .getByRole("button", { name, exact: true });
    },
    press: keys,
    async type(name) {
      await keys("n");
      await this.write(name);
    },
    async write(name) {
      await app.page.getByRole("combobox").waitFor();
      await app.page.keyboard.type(name);
      await keys("Enter");
      await app.page.getByRole("combobox").waitFor({ state: "detached" });
    },
    async drag(name, to, side = "on") {
      const isPlace = "x" in to;
      const target = isPlace ? app.page.locator(".stage") : to;
      await this.pick(name).dragTo(target, { targetPosition: isPlace ? to : SIDES[side] });
    },
    async carry(node, to) {
      await pull(app, node, to);
    },
    async wire(from, to) {
      await pull(app, from.locator(".port-out"), to.locator(".port-in"));
    },
    async hoverWire(from, to) {
      await settled(app);
      const start = await middle(from.locator(".port-out"));
      const end = await middle(to.locator(".port-in"));
      await app.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2 + 4);
    },
    async fill(...values) {
      await keys("Enter");

      for (const [index, value] of values.entries()) {
        await app.page.keyboard.type(value);
        await keys(index === values.length - 1 ? "Escape" : "Tab");
      }
    },
    field(name) {
      return app.page
        .getByRole("complementary", { name: "Inspector" })
        .getByRole("textbox", { name: new RegExp(`^${name}\\b`, "u") });
    },
    async set(name, value) {
      await this.field(name).fill(value);
    },
    overlay() {
      return app.page.getByRole("region", { name: "The run of this drawing" });
    },
    async end() {
      await this.overlay().getByText("Final", { exact: true }).waitFor();

      return this.overlay().locator(".state-badge").textContent();
    },
    async result() {
      return JSON.parse(
        (await app.page.getByLabel("Result", { exact: true }).textContent()) ?? "null",
      );
    },
    async states() {
      return app.page.locator(".node .node-fact > b").allTextContents();
    },
  };
}

/** With the mouse, from the middle of one thing to that of another. */
async function pull(app: App, from: Locator, to: Locator): Promise<void> {
  await settled(app);
  const start = await middle(from);
  const end = await middle(to);
  await app.page.mouse.move(start.x, start.y);
  await app.page.mouse.down();
  await app.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 6 });
  await app.page.mouse.move(end.x, end.y, { steps: 6 });
  await app.page.mouse.up();
}

/** The picture has followed the last edit: React Flow takes a frame for that, the browser another. */
async function settled(app: App): Promise<void> {
  await app.page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
}

async function middle(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();

  if (box === null) {
    throw new Error("Expected it in sight, and it is not.");
  }

  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
