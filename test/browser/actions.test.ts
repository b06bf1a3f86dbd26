import { describe, expect, it } from "vitest";

import { chain, chord, s, si, withOptions } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

const PATIENCE_MS = 100_000;

/** Fails for good unless it is called with a 1: it may retry itself once. */
const STUBBORN = withOptions(s("flaky", 3), { max_retries: 1 });

describe.skipIf(!hasChromium)("what can be done about a run that is over", () => {
  const app = useApp();

  it("a failed task is run again with other arguments, and the run goes on to its end, live", async () => {
    await app.post(chain(s("add", 1, 1), { ...STUBBORN, immutable: true }, s("add", 41)));
    await region("Error").getByText("ValueError: failure 2 of 3").waitFor();

    await app.page.getByRole("link", { name: "flaky" }).click();
    await app.page.getByRole("button", { name: "Retry with…" }).click();
    const args = app.page.getByRole("textbox", { name: "Arguments", exact: true });

    await args.fill("[1");
    await app.page.getByText(/^This is not JSON/u).waitFor();
    expect(await app.page.getByRole("button", { name: "Retry", exact: true }).isDisabled()).toBe(
      true,
    );

    await args.fill('["one"]');
    await app.page.getByRole("button", { name: "Retry", exact: true }).click();
    await app.page.getByRole("alert").getByText("args[0]").waitFor();

    await args.fill("[1]");
    await app.page.getByRole("button", { name: "Retry", exact: true }).click();
    await app.row("add").last().getByText("SUCCESS").waitFor();
    await app.end();
    await expect.poll(() => app.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);

    await app.page.keyboard.press("Escape");
    expect(await app.result()).toBe("42");
  });

  it("retries only what did not succeed, and keeps the rest", async () => {
    await app.post(chord([s("add", 1, 1), s("sleep", 5)], s("xsum")));
    await app.row("sleep").getByText("STARTED").waitFor();
    await app.page.getByRole("button", { name: "Revoke", exact: true }).click();
    await app.page.getByRole("button", { name: "Revoke 2 tasks" }).click();
    await app.row("xsum").getByText("REVOKED", { exact: true }).waitFor();

    await app.page.getByRole("button", { name: "Retry 2 unfinished" }).click();
    await app.row("sleep").getByText("STARTED").waitFor();
    await app.page.getByText("Live", { exact: true }).waitFor();
    await app.row("xsum").getByText("SUCCESS").waitFor();
    await app.end();
    expect(await app.result()).toBe("7");
    expect(await app.row("add").getByRole("cell").nth(4).textContent()).toBe("1");
    expect(app.complaints).toEqual([]);
  });

  it("runs a run again from one of its tasks, seen in every tab that watches it", async () => {
    await app.post(chain(s("add", 1, 1), si("sleep", 4), si("add", 20, 22)));
    await app.end();
    const other = await app.page.context().newPage();
    await other.goto(app.page.url());
    await other.getByText("Final", { exact: true }).waitFor();

    await app.page.getByRole("link", { name: "sleep" }).click();
    await app.page.getByRole("button", { name: "Run from here" }).click();
    await other.getByText("Live", { exact: true }).waitFor();
    await other.getByText("Final", { exact: true }).waitFor();
    await app.end();
    await expect
      .poll(() => other.locator("td .state-badge").allTextContents())
      .toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
    await app.page.getByRole("button", { name: "Try 1" }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("goes on in an open page when the server is started again, before its end and after", async () => {
    await app.post(chain(s("add", 1, 1), si("sleep", 4), si("add", 20, 22)));
    await app.row("sleep").getByText("STARTED").waitFor();
    const stale = app.page.getByText(/^(Reconnecting|Offline), stale since \d/u).waitFor();
    await app.restart();
    await stale;

    // What the local queues held is gone with the server: it is sent again once that is certain.
    await app.page.getByText("Final", { exact: true }).waitFor({ timeout: PATIENCE_MS });
    await expect.poll(() => app.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(await app.result()).toBe("42");

    await app.restart();
    await app.end();
    await app.page.getByRole("link", { name: "sleep" }).click();
    await app.page.getByRole("button", { name: "Run from here" }).click();
    await app.page.getByText("Live", { exact: true }).waitFor();
  });

  it("stops its clocks while the line is broken: nobody knows whether the run goes on", async () => {
    const elapsed = app.page
      .getByText("Elapsed", { exact: true })
      .locator("xpath=following::dd[1]");
    await app.page.clock.install();
    await app.post(si("sleep", 20));
    await app.page.getByText("Live", { exact: true }).waitFor();
    const begun = await elapsed.textContent();
    await app.page.clock.runFor(60_000);
    expect(await elapsed.textContent()).not.toBe(begun);

    await app.page.context().setOffline(true);
    await app.page.clock.runFor(120_000);
    await app.page.getByText(/^(Reconnecting|Offline), stale since \d/u).waitFor();
    const known = await elapsed.textContent();
    await app.page.clock.runFor(120_000);
    expect(await elapsed.textContent()).toBe(known);

    await app.page.context().setOffline(false);
    await app.page.clock.runFor(120_000);
    await app.page.getByText(/^(Live|Final)$/u).waitFor();
  });

  it("revokes one task of a run that goes on", async () => {
    await app.post(chord([si("sleep", 5), si("sleep", 5)], s("xsum")));
    await app.page.getByRole("link", { name: "sleep" }).first().click();
    await app.page
      .getByRole("complementary")
      .getByRole("button", { name: "Revoke", exact: true })
      .click();
    await app.page.getByRole("button", { name: "Revoke this task" }).click();

    await app.page
      .getByRole("region", { name: "Error" })
      .getByText(/TaskRevokedError/u)
      .waitFor();
    await app.end();
    await expect.poll(() => app.states()).toEqual(["REVOKED", "SUCCESS", "FAILURE"]);
  });

  function region(name: string): ReturnType<typeof app.page.getByRole> {
    return app.page.getByRole("region", { name, exact: true });
  }
});
