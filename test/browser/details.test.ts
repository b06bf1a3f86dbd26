import { describe, expect, it } from "vitest";

import { chain, chord, s, si } from "../reference/signatures.ts";
import { DESKTOP, useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

const MANY = 250;

describe.skipIf(!hasChromium)("what a run page tells of a part of the run", () => {
  const app = useApp();

  it("of a task: arguments, result, logs and relatives, at an address of its own", async () => {
    await app.page.getByLabel(/^Name of the run/u).fill("a name that takes two lines ".repeat(3));
    await app.post(chain(s("send_email", "a@example.com", "Hello", "World"), si("add", 20, 22)));
    await app.end();

    await app.page.getByRole("link", { name: "send_email" }).click();
    await region("Result").getByText("a@example.com").waitFor();
    // Whatever stands above it, all of its foot is in sight.
    const foot = await app.page.locator(".details-foot").boundingBox();
    expect((foot?.y ?? Infinity) + (foot?.height ?? 0)).toBeLessThanOrEqual(DESKTOP.height);
    await region("Arguments").getByText('"Hello"').waitFor();
    await region("Logs").getByRole("listitem").first().waitFor();

    await region("Related").getByRole("link", { name: "task 1" }).click();
    await region("Arguments").getByText("[20, 22]").waitFor();
    expect(new URL(app.page.url()).searchParams.get("task")).toMatch(/\.1$/u);

    await app.page.reload();
    await region("Arguments").getByText("[20, 22]").waitFor();

    await app.page.goBack();
    await region("Logs").getByRole("listitem").first().waitFor();
    await app.page.keyboard.press("Escape");
    await region("Cost").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("of a task that tells how far it is: that, as it goes", async () => {
    await app.post(chain(s("count_to", 50, 6), si("add", 1, 1)));
    await app
      .row("count_to")
      .getByText(/^\d+ of 50$/u)
      .waitFor();

    await app.page.getByRole("link", { name: "count_to" }).click();
    await region("Progress").getByRole("progressbar").waitFor();
    await app.end();
    expect(await app.result()).toBe("50");
    expect(await region("Progress").count()).toBe(0);
    expect(app.complaints).toEqual([]);
  });

  it("of a task that was retried: why and when each try ended", async () => {
    await app.post(chain(s("flaky", 2), si("add", 1, 1)));
    await app.end();
    await app.page.getByRole("link", { name: "flaky" }).click();

    expect(await app.result()).toBe("2");
    await app.page.getByRole("button", { name: "Try 2" }).click();
    await region("Why try 2 ended").getByText("ValueError: failure 2 of 2").waitFor();

    await app.page.reload();
    await region("Why try 2 ended").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("of a task that never ran: which one is to blame, and that one", async () => {
    await app.post("Failure");
    await app.end();
    await app.page.getByRole("link", { name: "mul" }).click();

    const error = region("Error");
    await error.getByText("It did not run: this is the error of task 1.").waitFor();
    await error.getByRole("link", { name: "task 1" }).click();
    await region("Arguments").getByText("no such order").waitFor();
    expect(await error.getByText("It did not run").count()).toBe(0);
  });

  it("of a large group: what failed first, by what it failed with, and each member by its place", async () => {
    const header = Array.from({ length: MANY }, (_, index) =>
      index % 100 === 42 ? s("fail") : s("mul", index, 2),
    );
    await app.post(chord(header, s("xsum")));
    await app.end();
    await app.page.getByRole("link", { name: /^Group of 250/u }).click();

    const members = region("Members");
    await members.getByRole("link").first().waitFor();
    expect((await members.getByRole("link").allTextContents()).slice(0, 4)).toEqual([
      expect.stringContaining("[42]"),
      expect.stringContaining("[142]"),
      expect.stringContaining("[242]"),
      expect.stringContaining("[0]"),
    ]);
    await region("Failures").getByText("ValueError boom").waitFor();
    await region("Failures").getByText("3 tasks").waitFor();

    await app.page.getByLabel("Place in the group").fill("7");
    await app.page.getByRole("button", { name: "Show", exact: true }).click();
    await region("Arguments").getByText("[7, 2]").waitFor();
    expect(await app.result()).toBe("14");
    expect(app.complaints).toEqual([]);
  });

  it("says so when there is no such task or group", async () => {
    await app.post(chain(s("add", 1, 1), s("add", 1)));
    await app.end();
    const { pathname } = new URL(app.page.url());

    await app.page.goto(`${app.origin}${pathname}?task=${pathname.slice(6)}.99`);
    await app.page.getByText("No such task").waitFor();
    await app.page.goto(`${app.origin}${pathname}?group=g0`);
    await app.page.getByText("No such group").waitFor();
    await expect.poll(() => app.page.getByRole("slider").count()).toBe(1);
  });

  it("shows when tasks waited and ran, and what happened one after the other", async () => {
    await app.post(chain(s("flaky", 1), si("fail")));
    await app.end();

    await app.page.getByRole("button", { name: "Timeline" }).click();
    const late = app.page.getByRole("listitem").filter({ hasText: "ValueError" });
    const words = await late.locator(".track-words").boundingBox();
    const bar = await late.locator("[data-kind=wait]").boundingBox();
    // The last bar ends where the line does: what is said of it stands before it.
    expect((words?.x ?? Infinity) + (words?.width ?? 0)).toBeLessThanOrEqual((bar?.x ?? 0) + 1);
    const flaky = app.page.getByRole("listitem").filter({ hasText: "flaky" });
    await expect.poll(() => flaky.locator("[data-kind=failed]").count()).toBe(1);
    await expect.poll(() => flaky.locator("[data-kind=succeeded]").count()).toBe(1);

    await app.page.getByRole("button", { name: "Events" }).click();
    const events = app.page.getByRole("list", { name: "Events" });
    await expect
      .poll(() => events.locator(".event-kind").allTextContents())
      .toEqual([
        "queued",
        "started",
        "retried",
        "queued",
        "started",
        "succeeded",
        "queued",
        "started",
        "failed",
      ]);

    await app.page.getByLabel("Kind of event").selectOption("retried");
    await app.page.getByText("1 event", { exact: true }).waitFor();
    await events.getByRole("link").click();
    await app.page.getByRole("button", { name: /Try 1/u }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  function region(name: string): ReturnType<typeof app.page.getByRole> {
    return app.page.getByRole("region", { name, exact: true });
  }
});
