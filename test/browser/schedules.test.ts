import { describe, expect, it } from "vitest";

import { apiAt } from "../edge/api.ts";
import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

/** Far enough that no test meets it. */
const SELDOM = { crontab: "0 3 29 2 *" };
const NEVER_REPEATED = { at: "2126-01-01T00:00:00Z" };

describe.skipIf(!hasChromium)("the schedules", () => {
  const app = useApp();

  it("are made in a form that says when they would run, in words and in times", async () => {
    await app.reopen({ viewport: { width: 1280, height: 860 }, timezoneId: "Europe/Paris" });
    await open();
    await app.page.getByText("Nothing runs by itself yet").waitFor();
    await button("New schedule").click();

    await field("Name").fill("weekday sums");
    await field("Task").selectOption("add");
    await field("Arguments").fill("[16, 16]");
    await field("minute").fill("30 7 * * mon-fri");
    await field("Time zone").fill("America/New_York");

    await app.page.getByText("Every weekday at 07:30").waitFor();
    const next = app.page.getByRole("region", { name: "The next five runs" }).getByRole("listitem");
    await next.getByText("07:30 New York").first().waitFor();
    await expect.poll(() => next.count()).toBe(5);
    await next
      .getByText(/^\w{3},? \d+ \w{3},? (at )?13:30$/u)
      .first()
      .waitFor();

    await button("Create").click();
    await row("weekday sums").getByText("Every weekday at 07:30").waitFor();
    await row("weekday sums").getByText("America/New_York").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("are refused with what is wrong beside the field, and kept until it is right", async () => {
    await open();
    await button("New schedule").click();
    await field("minute").fill("61");
    await app.page.getByText(/^minute: expected 0 to 59/u).waitFor();
    expect(await field("minute").getAttribute("aria-invalid")).toBe("true");
    await field("minute").fill("0 0 31 4 *");
    await app.page.getByText(/never has day 31/u).waitFor();
    await field("day of month").fill("30");

    await field("Time zone").fill("Mars/Olympus");
    await app.page.getByText(/expected a name of the time zone database/u).waitFor();
    await field("Time zone").fill("UTC");

    await field("Task").selectOption("add");
    await field("Arguments").fill('["one", 2');
    await button("Create").click();
    await app.page.getByText(/^This is not JSON/u).waitFor();
    await field("Arguments").fill('["one", 2]');
    await button("Create").click();
    await app.page.getByText(/expected 1 to 200 characters in one line/u).waitFor();
    await field("Name").fill("mended");
    await button("Create").click();
    await app.page.getByText(/^args\[0\]: /u).waitFor();
    expect(await field("Arguments").getAttribute("aria-invalid")).toBe("true");

    await field("Arguments").fill("[1, 2]");
    await button("Create").click();
    await row("mended")
      .getByText("Every day")
      .or(row("mended").getByText(/^On day 30/u))
      .waitFor();
  });

  it("run now, and their history leads to the run", async () => {
    await create("by hand", { task: "add", args: [40, 2], schedule: SELDOM });
    await open();
    await button("Run now by hand").click();
    await row("by hand").getByRole("link", { name: "See the run" }).waitFor();

    await app.page.getByRole("link", { name: "by hand", exact: true }).click();
    const history = panel("by hand").getByRole("listitem");
    await history.getByText("SUCCESS").waitFor();
    await history.getByText("by hand").waitFor();
    await history.getByRole("link").click();
    await app.end();
    expect(await app.result()).toBe("42");
    expect(app.complaints).toEqual([]);
  });

  it("say what became of each due time while they run by themselves", async () => {
    await create("busy", { task: "sleep", args: [60], schedule: { every: 0.2 } });
    await app.page.goto(`${app.origin}/schedules?entry=busy`);

    await panel("busy")
      .getByText(/^skipped: the previous run/u)
      .first()
      .waitFor();
    await row("busy")
      .getByRole("img", { name: /^1 fired, [1-9]\d* skipped, 0 refused$/u })
      .waitFor();
    await switchOf("busy").click();
    await row("busy").getByText("paused").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("are paused and go on, here and for the server", async () => {
    await create("switched", { task: "add", args: [1, 1], schedule: SELDOM });
    await open();

    await switchOf("switched").click();
    await row("switched").getByText("paused").waitFor();
    expect(await enabled("switched")).toBe(false);

    await switchOf("switched").click();
    await row("switched")
      .getByText(/^in \d/u)
      .waitFor();
    expect(await enabled("switched")).toBe(true);
  });

  it("are changed in the same form, and only what was changed", async () => {
    await create("changed", {
      task: "add",
      args: [1, 1],
      options: { queue: "low" },
      schedule: { every: 3_600 },
      jitter: 5,
    });
    await app.page.goto(`${app.origin}/schedules?entry=changed`);
    await button("Edit").click();
    expect(await field("Every").inputValue()).toBe("1");
    await field("Every").fill("2");
    await button("Save").click();

    await row("changed").getByText("Every 2 hours").waitFor();
    const { body } = await apiAt(app).get("/api/schedules/changed");
    expect(body).toMatchObject({
      schedule: { every: 7_200 },
      options: { queue: "low" },
      jitter: 5,
    });
    expect(app.complaints).toEqual([]);
  });

  it("are deleted only once that was confirmed", async () => {
    await create("unwanted", { task: "add", args: [1, 1], schedule: NEVER_REPEATED });
    await app.page.goto(`${app.origin}/schedules?entry=unwanted`);

    await button("Delete").click();
    await button("Cancel").click();
    await expect.poll(() => row("unwanted").count()).toBe(1);

    await button("Delete").click();
    await button("Delete unwanted").click();
    await row("unwanted").waitFor({ state: "detached" });
    expect(await panel("unwanted").count()).toBe(0);
    expect(app.complaints).toEqual([]);
  });

  it("are made of what is drawn in the editor", async () => {
    const hand = draftsman(app);
    await hand.open();
    await hand.type("add");
    await hand.fill("2", "3");
    await hand.type("mul");
    await hand.fill("4");
    await app.page.getByLabel("Name of the workflow").fill("drawn sums");
    await button("Schedule this").click();

    expect(await field("Name").inputValue()).toBe("drawn sums");
    await field("minute").fill("0 3 29 2 *");
    await button("Create").click();
    await row("drawn sums").getByText("canvas", { exact: true }).waitFor();
    await button("Run now drawn sums").click();
    await row("drawn sums").getByRole("link", { name: "See the run" }).click();
    await app.end();
    expect(await app.result()).toBe("20");
    expect(app.complaints).toEqual([]);
  });

  it("of the coming day are on a strip", async () => {
    await create("each hour", { task: "add", args: [1, 1], schedule: { crontab: "0 * * * *" } });
    await open();
    const day = app.page.getByRole("region", { name: /^The next 24 hours/u });

    await day.getByText("each hour").waitFor();
    await expect
      .poll(() => day.getByRole("listitem").filter({ hasText: "each hour" }).locator("i").count())
      .toBe(24);
    expect(await day.getByText("unwanted").count()).toBe(0);
  });

  async function open(): Promise<void> {
    await app.page.getByRole("navigation").getByRole("link", { name: "Schedules" }).click();
    await app.page.getByRole("heading", { name: "Schedules" }).waitFor();
  }

  async function create(name: string, rest: object): Promise<void> {
    const { status } = await apiAt(app).post("/api/schedules", { name, ...rest });
    expect(status).toBe(201);
  }

  async function enabled(name: string): Promise<unknown> {
    const { body } = await apiAt(app).get(`/api/schedules/${name}`);

    return (body as { readonly enabled: unknown }).enabled;
  }

  type Found = ReturnType<typeof app.page.getByRole>;

  function row(name: string): Found {
    return app.page
      .getByRole("row")
      .filter({ has: app.page.getByRole("link", { name, exact: true }) });
  }

  function panel(name: string): Found {
    return app.page.getByRole("complementary", { name, exact: true });
  }

  function field(label: string): Found {
    return app.page.getByLabel(label, { exact: true });
  }

  function button(name: string): Found {
    return app.page.getByRole("button", { name, exact: true });
  }

  function switchOf(name: string): Found {
    return app.page.getByRole("switch", { name: `${name} runs by itself` });
  }
});
