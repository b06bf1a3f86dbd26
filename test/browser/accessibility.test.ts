import { describe, expect, it } from "vitest";

import { apiAt } from "../edge/api.ts";
import { chain, s, si, withOptions } from "../reference/signatures.ts";
import { DESKTOP, PHONE, useApp } from "./app.ts";
import { violationsOf } from "./axe.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium).each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("on %s axe finds nothing to complain of, light or dark", (_, viewport) => {
  const app = useApp();

  it("on the first page, with a refused canvas, a run and an open task", async () => {
    await app.reopen({ viewport });
    await app.post("Chord");
    await app.end();
    await app.page.goBack();
    await app.page.getByRole("link", { name: /SUCCESS/u }).waitFor();
    await app.post(s("no_such_task"));
    await app.page.getByRole("alert").waitFor();
    await app.page.getByText("merge_counts", { exact: true }).click();

    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the page of a run that goes on, with a warning, and before it is revoked", async () => {
    await app.reopen({ viewport });
    await app.post(
      chain(withOptions(s("sleep", 60), { retry: false, queue: "low" }), si("add", 1, 1)),
    );
    await app.row("sleep").getByText("STARTED").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Revoke", exact: true }).click();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Revoke 2 tasks" }).click();
    await app.end();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the page of a run that succeeded, a large group among it", async () => {
    await app.reopen({ viewport });
    await app.post("Large chord");
    await app.end();

    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the details of a large group, the timeline and the events", async () => {
    await app.reopen({ viewport });
    await app.post("Large chord");
    await app.end();

    for (const view of ["Graph", "Timeline", "Events"]) {
      await app.page.getByRole("button", { name: view }).click();
      expect(await violationsOf(app.page)).toEqual([]);
    }

    await app.page.getByRole("button", { name: "Timeline" }).click();
    await app.page.getByRole("link", { name: /^mul/u }).click();
    await app.page.getByText("[0]", { exact: true }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the details of a task that was retried", async () => {
    await app.reopen({ viewport });
    await app.post(chain(s("flaky", 2), si("add", 1, 1)));
    await app.end();
    await app.page.getByRole("link", { name: "flaky" }).click();
    await app.page.getByRole("button", { name: "Try 1" }).click();
    await app.page.getByText("ValueError: failure 1 of 2").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Retry with…" }).click();
    await app.page.getByRole("textbox", { name: "Arguments", exact: true }).fill("[");
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the page of a run that failed, and on the task that did", async () => {
    await app.reopen({ viewport });
    await app.post("Failure");
    await app.end();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("link", { name: "fail" }).click();
    await app.page.getByRole("region", { name: "Arguments" }).getByText("no such order").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the list of the runs, and where nothing is like the filter", async () => {
    await app.reopen({ viewport });
    await app.post(s("add", 1, 1));
    await app.end();
    await app.page.getByRole("link", { name: "Runs" }).first().click();
    await app.page.getByRole("row").nth(1).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByLabel("Name or id of a run").fill("there is none like this");
    await app.page.getByText("No run is like that").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the schedules, on one of them, and on the form with what is wrong", async () => {
    await app.reopen({ viewport });
    await apiAt(app).post("/api/schedules", {
      name: "hourly",
      task: "add",
      args: [1, 2],
      schedule: { crontab: "0 * * * *" },
    });
    await apiAt(app).post("/api/schedules/hourly/run");
    await app.page.goto(`${app.origin}/schedules`);
    await app.page.getByRole("link", { name: "hourly", exact: true }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("link", { name: "hourly", exact: true }).click();
    await app.page.getByRole("complementary").getByText("SUCCESS").first().waitFor();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("button", { name: "Edit" }).click();
    await app.page.getByLabel("minute", { exact: true }).fill("61");
    await app.page.getByText(/^minute: expected/u).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the dead letters, with one chosen and one open", async () => {
    await app.reopen({ viewport });
    const api = apiAt(app);
    await api.finish(await api.submit(s("process_payment", "order 7", 88_214)));
    await app.page.goto(`${app.origin}/dead-letters`);
    await app.page.getByLabel("Choose process_payment").first().check();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("link", { name: "process_payment" }).first().click();
    await app.page.getByRole("complementary").getByRole("region", { name: "Arguments" }).waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("on the queues, with a limit that is edited and one that is refused", async () => {
    await app.reopen({ viewport });
    await app.page.goto(`${app.origin}/queues`);
    await app.page.getByRole("button", { name: "Rate limit of low" }).click();
    expect(await violationsOf(app.page)).toEqual([]);

    await app.page.getByRole("textbox", { name: "Rate limit of low" }).fill("often");
    await app.page.keyboard.press("Enter");
    await app.page.getByRole("alert").waitFor();
    expect(await violationsOf(app.page)).toEqual([]);
  });

  it("where there is no such page", async () => {
    await app.reopen({ viewport });
    await app.page.goto(`${app.origin}/nothing`);

    expect(await violationsOf(app.page)).toEqual([]);
  });
});
