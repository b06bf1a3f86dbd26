import { describe, expect, it } from "vitest";

import { apiAt } from "../edge/api.ts";
import { chain, s, withOptions } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

/** It takes no more than 10,000. */
const TOO_DEAR = s("process_payment", "order 7", 88_214);

/** Fails for good unless it is called with a 1 or less: it may retry itself once. */
const STUBBORN = withOptions(s("flaky", 5), { max_retries: 1, queue: "low" });

describe.skipIf(!hasChromium)("the dead letters", () => {
  const app = useApp();

  it("say that there are none, and then show what died without a reload", async () => {
    await open();
    await app.page.getByText("No dead letters").waitFor();

    await die(TOO_DEAR, "checkout");
    await row("process_payment").getByText("rejected").waitFor();
    await row("process_payment")
      .getByText(/^Reject: /u)
      .waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("are filtered, kept in the address", async () => {
    await die(TOO_DEAR);
    await die(STUBBORN);
    await open();
    await app.page.getByLabel("Why it is here").selectOption("retries_exhausted");
    await app.page.waitForURL(`${app.origin}/dead-letters?reason=retries_exhausted`);
    await row("process_payment").first().waitFor({ state: "detached" });
    await row("flaky").first().waitFor();

    await app.page.getByLabel("Queue").selectOption("payments");
    await app.page.getByText("No dead letter is like that").waitFor();
    await app.page.reload();
    await app.page.getByText("No dead letter is like that").waitFor();

    await button("Clear").click();
    await row("process_payment").first().waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("tell in full what was called, what went wrong and in which run", async () => {
    await die(TOO_DEAR, "the order of Ana");
    await open();
    await link("process_payment").first().click();

    await panel().getByText("The task refused its call for good.").waitFor();
    await panel().getByRole("region", { name: "Arguments" }).getByText("88214").waitFor();
    await panel()
      .getByLabel("Traceback")
      .getByText(/^Reject: /u)
      .waitFor();
    await panel().getByRole("link", { name: "the order of Ana" }).click();
    await app.page.getByRole("heading", { name: /the order of Ana/u }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("are replayed with other arguments, in their run, and say so from then on", async () => {
    await die(chain(TOO_DEAR, s("echo", "after it")));
    await open();
    await link("process_payment").first().click();
    await button("Replay with…").click();
    const args = app.page.getByRole("textbox", { name: "Arguments", exact: true });
    await args.fill('["order 7", "much"]');
    await button("Replay").last().click();
    await app.page.getByRole("alert").getByText("args[1]", { exact: true }).waitFor();

    await args.fill('["order 7", 20]');
    await button("Replay").last().click();
    await panel().getByText(", with other arguments").waitFor();
    await row("process_payment").getByText("replayed").first().waitFor();
    expect(await button("Replay").count()).toBe(0);

    await panel().getByRole("link", { name: "its run went on" }).click();
    await app.end();
    expect(await app.result()).toContain('"amount": 20');
    expect(await app.result()).toContain("after it");
    expect(app.complaints).toEqual([
      "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)",
    ]);
  });

  it("whose run is gone are replayed as runs of their own", async () => {
    const api = apiAt(app);
    const run = await die(withOptions(s("flaky", 4), { max_retries: 1, queue: "heavy" }));
    await api.send("DELETE", `/api/runs/${run}`);
    await app.page.goto(`${app.origin}/dead-letters?queue=heavy&replayed=false`);
    await link("flaky").click();
    await button("Replay").click();
    await panel().getByRole("link", { name: "as a run of its own" }).waitFor();
    await app.page.getByLabel("Replayed or not").selectOption("replayed");
    await row("flaky").first().waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("are discarded only once that was confirmed", async () => {
    await die(withOptions(s("flaky", 4), { max_retries: 1, queue: "emails" }));
    await app.page.goto(`${app.origin}/dead-letters?queue=emails`);
    await link("flaky").click();
    await button("Discard").click();
    await button("Cancel").click();
    await expect.poll(() => row("flaky").count()).toBe(1);

    await button("Discard").click();
    await button("Discard this dead letter").click();
    await app.page.getByText("No dead letter is like that").waitFor();
    expect(await panel().count()).toBe(0);
    expect(app.complaints).toEqual([]);
  });

  it("are replayed and discarded many at a time", async () => {
    const api = apiAt(app);
    const many = withOptions(s("flaky", 3), { max_retries: 0, queue: "high" });
    await Promise.all([die(many), die(many), die(many)]);
    await app.page.goto(`${app.origin}/dead-letters?queue=high`);
    await row("flaky").nth(2).waitFor();

    await app.page.getByLabel("Choose flaky").first().check();
    await button("Replay 1").click();
    await app.page.getByText("1 replayed").waitFor();

    // It dies once more, and the letter that was replayed is not replayed again.
    await row("flaky").nth(3).waitFor();
    await app.page.getByLabel("Choose all that are loaded").check();
    await button("Replay 4").click();
    await app.page.getByText("3 replayed, 1 not:").waitFor();
    await app.page.getByText("The dead letter was replayed before").waitFor();
    await row("flaky").nth(6).waitFor();

    await app.page.getByLabel("Choose all that are loaded").check();
    await button("Discard 7").click();
    await button("Discard 7 dead letters").click();
    await app.page.getByText("7 discarded").waitFor();
    await app.page.getByText("No dead letter is like that").waitFor();

    const { body } = await api.get("/api/dead-letters?queue=high");
    expect(body).toMatchObject({ dead_letters: [] });
    expect(app.complaints).toEqual([]);
  });

  async function open(): Promise<void> {
    await app.page.getByRole("navigation").getByRole("link", { name: "Dead letters" }).click();
    await app.page.getByRole("heading", { name: "Dead letters" }).waitFor();
  }

  async function die(canvas: unknown, name?: string): Promise<string> {
    const api = apiAt(app);
    const run = await api.submit(canvas, name === undefined ? {} : { name });

    await api.finish(run);

    return run;
  }

  type Found = ReturnType<typeof app.page.getByRole>;

  function row(task: string): Found {
    return app.page.getByRole("row").filter({ has: link(task) });
  }

  function link(task: string): Found {
    return app.page.getByRole("link", { name: task, exact: true });
  }

  function panel(): Found {
    return app.page.getByRole("complementary", { name: "Dead letter", exact: true });
  }

  function button(name: string): Found {
    return app.page.getByRole("button", { name, exact: true });
  }
});
