import { describe, expect, it } from "vitest";

import { map } from "../reference/signatures.ts";
import { DESKTOP, useApp } from "./app.ts";
import { violationsOf } from "./axe.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("a drawing that is shared by a link", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("opens the same for somebody else, over what they have drawn, and is sent to no server", async () => {
    await hand.open();
    await hand.type("add");
    await hand.fill("2", "3");
    await hand.type("mul");
    await app.page.getByRole("textbox", { name: "Name of the workflow" }).fill("for you");
    const link = await share();

    await app.reopen({ viewport: DESKTOP });
    await hand.open();
    await hand.type("echo");
    const asked: string[] = [];
    app.page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
    await app.page.goto("about:blank");
    await app.page.goto(link);
    await hand.node("mul").waitFor();
    await expect
      .poll(() => app.page.locator(".node-name").allTextContents())
      .toEqual(["add", "mul"]);
    expect(await app.page.locator(".node-fact").first().textContent()).toBe("2, 3");
    expect(await app.page.title()).toBe("for you · Lovage");
    expect(new URL(app.page.url()).hash).toBe("");
    expect(asked.filter((text) => text.includes(link.slice(-20)))).toEqual([]);

    await app.page.keyboard.press("Control+z");
    await hand.node("echo").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("that is too large for one is refused, and told how it can be passed on", async () => {
    const noise = Array.from({ length: 4_000 }, (_, index) => Math.sin(index));
    await app.page.goto(`${app.origin}/editor`);
    await app.page.getByRole("button", { name: "Import", exact: true }).click();
    await app.page
      .getByRole("textbox", { name: "Celery JSON" })
      .fill(JSON.stringify(map("echo", noise)));
    await app.page.getByRole("button", { name: "Import", exact: true }).last().click();
    await hand.node("echo").waitFor();
    await app.page.getByRole("button", { name: "Share by a link" }).click();
    await app.page
      .getByRole("alert")
      .getByText(/takes [\d,]+ characters/u)
      .waitFor();

    expect(await app.page.getByRole("textbox", { name: "Link" }).count()).toBe(0);
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("that was cut on its way is told of, and what was drawn stays", async () => {
    await hand.open();
    await hand.type("add");
    const link = await share();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.goto(link.slice(0, -40));
    await app.page.getByText(/The drawing in this link cannot be read/u).waitFor();
    await hand.node("add").waitFor();
  });

  async function share(): Promise<string> {
    await app.page.getByRole("button", { name: "Share by a link" }).click();
    const field = app.page.getByRole("textbox", { name: "Link" });
    await field.waitFor();

    return field.inputValue();
  }
});
