import { describe, expect, it } from "vitest";

import { DESKTOP, PHONE, useApp } from "./app.ts";
import { violationsOf } from "./axe.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium).each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("in the editor on %s axe finds nothing to complain of, light or dark", (_, viewport) => {
  const app = useApp();
  const hand = draftsman(app);

  it("with nothing drawn, and with something wrong with every step", async () => {
    await app.reopen({ viewport });
    await hand.open();
    expect(await violationsOf(app.page)).toEqual([]);

    await hand.type("add");
    await hand.type("chord");
    await app.page.keyboard.press("e");
    await app.page.keyboard.type("send_email");
    await app.page.keyboard.press("Enter");
    await app.page.getByText("link_error").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.keyboard.press("o");
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it.each([
    ["Ctrl K", "Control+k", "Commands"],
    ["?", "?", "Keyboard"],
    ["T", "t", "Templates"],
  ])("with the dialog that %s opens", async (_key, key, title) => {
    await app.reopen({ viewport });
    await hand.open();
    await app.page.keyboard.press(key);
    await app.page.getByRole("dialog", { name: title }).waitFor();

    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("with the dialogs about what is drawn: what to add, connect to, mend and import", async () => {
    await app.reopen({ viewport });
    await hand.open();
    await hand.type("add");
    await hand.type("mul");

    await hand.press("n");
    await app.page.getByRole("dialog", { name: "Add after mul" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await hand.press("Escape");
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
    await hand.press("c");
    await app.page.getByRole("dialog", { name: "Connect mul to…" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await hand.press("Escape");
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
    await hand.press("Control+Enter");
    await app.page.getByRole("dialog", { name: "Problems" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await hand.press("Escape");
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
    await hand.press("Control+k");
    await hand.write("Import");
    await app.page.getByRole("textbox", { name: "Celery JSON" }).fill('{"task": 3}');
    await app.page.getByRole("button", { name: "Import", exact: true }).last().click();
    await app.page.getByText("This is no canvas").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("with several selected, and a word about them", async () => {
    await app.reopen({ viewport });
    await hand.open();
    await hand.type("add");
    await hand.type("mul");
    await hand.press("Control+a", "Control+c");
    await app.page.getByRole("heading", { name: "2 selected" }).waitFor();
    await app.page.getByText("2 copied.").waitFor();

    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("with a template that has run, its options and its code", async () => {
    await app.reopen({ viewport });
    await hand.open();
    await app.page.keyboard.press("t");
    await app.page.getByRole("button", { name: /^Matrices in bulk/u }).click();
    await app.page.keyboard.press("Control+Enter");
    await hand.end();
    await app.page.keyboard.press("k");
    await hand.node("log_matrix_summary").click();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "This run" }).click();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Options" }).click();
    expect(await violationsOf(app.page)).toEqual([]);
  });
});
