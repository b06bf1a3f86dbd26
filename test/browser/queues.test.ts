import { describe, expect, it } from "vitest";

import { type Api, apiAt } from "../edge/api.ts";
import { s, withOptions } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("the queues", () => {
  const app = useApp();

  it("are all there, and hold what is paused until it is resumed", async () => {
    await open();
    await row("default").getByText("Active").waitFor();
    await row("low").getByRole("button", { name: "Pause low" }).click();
    await row("low").getByText("Paused").waitFor();

    const run = await api().submit(withOptions(s("add", 40, 2), { queue: "low" }));
    await waiting("low").getByText("1", { exact: true }).waitFor();
    await waiting("low").getByText("1 held: paused").waitFor();

    await row("low").getByRole("button", { name: "Resume low" }).click();
    expect((await api().finish(run)).result).toBe(42);
    await waiting("low").getByText("0", { exact: true }).waitFor();
    await row("low").getByRole("cell", { name: "1 in, 1 out" }).waitFor();
    await row("low").getByText("Active").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("have limits that are edited in place, and kept", async () => {
    await open();
    await row("emails").getByRole("button", { name: "Rate limit of emails" }).click();
    await field("Rate limit of emails").fill("10/m");
    await app.page.keyboard.press("Enter");
    await row("emails").getByText("10/m").waitFor();
    await row("emails").getByText("Limited").waitFor();

    await row("emails").getByRole("button", { name: "Concurrency of emails" }).click();
    await field("Concurrency of emails").fill("3");
    await row("emails").getByRole("button", { name: "Save" }).click();
    await row("emails").getByRole("button", { name: "Concurrency of emails: 3" }).waitFor();
    await app.page.reload();
    await row("emails").getByText("10/m").waitFor();
    const { body } = await api().get("/api/queues/emails");
    expect(body).toMatchObject({ rate_limit: "10/m", concurrency: 3, paused: false });

    await row("emails").getByRole("button", { name: "Rate limit of emails" }).click();
    await field("Rate limit of emails").fill("");
    await app.page.keyboard.press("Enter");
    await row("emails").getByRole("button", { name: "Rate limit of emails: no limit" }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("say what is wrong with a limit beside it, and leave it as it was by Escape", async () => {
    await open();
    await row("heavy").getByRole("button", { name: "Rate limit of heavy" }).click();
    await field("Rate limit of heavy").fill("10/fortnight");
    await app.page.keyboard.press("Enter");
    await row("heavy")
      .getByRole("alert")
      .getByText(/expected a rate/u)
      .waitFor();
    expect(await field("Rate limit of heavy").getAttribute("aria-invalid")).toBe("true");
    await app.page.keyboard.press("Escape");

    await row("heavy").getByRole("button", { name: "Concurrency of heavy" }).click();
    await field("Concurrency of heavy").fill("0");
    await app.page.keyboard.press("Enter");
    await row("heavy")
      .getByRole("alert")
      .getByText(/at least 1/u)
      .waitFor();
    await app.page.keyboard.press("Escape");
    await row("heavy").getByRole("button", { name: "Concurrency of heavy: no limit" }).waitFor();
    await row("heavy").getByText("Active").waitFor();
  });

  it("are purged only once that was confirmed, and what waited in them is revoked", async () => {
    await open();
    await row("high").getByRole("button", { name: "Pause high" }).click();
    await row("high").getByText("Paused").waitFor();
    const run = await api().submit(withOptions(s("add", 1, 1), { queue: "high" }));
    await waiting("high").getByText("1", { exact: true }).waitFor();

    await row("high").getByRole("button", { name: "Purge" }).click();
    await app.page.getByText("One task waits in it").waitFor();
    await app.page.getByRole("button", { name: "Purge high" }).click();
    await row("high").getByText("1 purged").waitFor();
    expect((await api().finish(run)).state).toBe("REVOKED");
    expect(app.complaints).toEqual([]);
  });

  async function open(): Promise<void> {
    await app.page.getByRole("navigation").getByRole("link", { name: "Queues" }).click();
    await app.page.getByRole("heading", { name: "Queues" }).waitFor();
  }

  function api(): Api {
    return apiAt(app);
  }

  type Found = ReturnType<typeof app.page.getByRole>;

  function row(queue: string): Found {
    return app.page
      .getByRole("row")
      .filter({ has: app.page.getByRole("rowheader", { name: queue, exact: true }) });
  }

  function waiting(queue: string): Found {
    return row(queue).getByRole("cell").nth(1);
  }

  function field(label: string): Found {
    return app.page.getByRole("textbox", { name: label });
  }
});
