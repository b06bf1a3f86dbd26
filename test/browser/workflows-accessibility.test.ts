import { describe, expect, it } from "vitest";

import { apiAt } from "../edge/api.ts";
import { chain, group, s } from "../reference/signatures.ts";
import { DESKTOP, PHONE, useApp } from "./app.ts";
import { violationsOf } from "./axe.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium).each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("about saved workflows axe finds nothing to complain of on %s, light or dark", (_, viewport) => {
  const app = useApp();
  const hand = draftsman(app);

  it("in the dialogs that save, open and delete", async () => {
    await apiAt(app).post("/api/workflows", { name: "nightly", canvas: s("add", 1, 2) });
    await app.reopen({ viewport });
    await hand.open();
    await hand.type("add");
    await app.page.keyboard.press("Control+s");
    await app.page.getByRole("dialog", { name: "Save the workflow" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("textbox", { name: "Name", exact: true }).fill("nightly");
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("dialog").getByRole("alert").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Close" }).click();
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
    await app.page.keyboard.press("Control+o");
    await app.page.getByRole("button", { name: "Delete nightly" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Delete nightly" }).click();
    await app.page.getByRole("button", { name: "Delete the workflow" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("in two versions side by side, and in what is asked when somebody else was faster", async () => {
    const canvas = chain(s("add", 1, 2), group(s("mul", 2), s("mul", 3)), s("xsum"));
    await apiAt(app).post("/api/workflows", { name: "shared", canvas });
    await app.reopen({ viewport });
    await app.page.goto(`${app.origin}/editor/shared`);
    await hand.node("add").click();
    await hand.type("echo");
    await hand.node("xsum").click();
    await app.page.keyboard.press("Delete");
    await hand.node("xsum").waitFor({ state: "detached" });
    await app.page.keyboard.press("v");
    await app.page.getByRole("button", { name: /^removed xsum/u }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Close" }).click();
    await app.page.getByRole("dialog").waitFor({ state: "detached" });
    await apiAt(app).send("PUT", "/api/workflows/shared", { canvas: s("add", 3, 4) });
    await app.page.keyboard.press("Control+s");
    await app.page.getByRole("button", { name: "Save mine as version 3" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("in the list of what this browser kept and cannot read", async () => {
    await app.reopen({ viewport });
    await app.page.evaluate(() => localStorage.setItem("lovage-drawing:x", "half a draw"));
    await app.page.goto(`${app.origin}/editor`);
    await app.page.getByRole("dialog", { name: "Drawings that cannot be read" }).waitFor();

    expect(await violationsOf(app.page)).toEqual([]);
  });
});
