import { describe, expect, it } from "vitest";

import { chain, s, si, withOptions } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("the page of a run", () => {
  const app = useApp();

  it("shows every task of a chord reach SUCCESS live, and the result", async () => {
    await app.post("Chord");

    await app.page.waitForURL(/\/runs\//u);
    await app.row("xsum").getByText("SUCCESS").waitFor();
    await expect
      .poll(() => app.states())
      .toEqual(["SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"]);
    await app.end();
    expect(await app.result()).toBe("20");
    expect(app.complaints).toEqual([]);
  });

  it("shows a task that waits as started, then as done, without a reload", async () => {
    await app.post(chain(s("add", 2, 2), si("sleep", 5), si("add", 1, 1)));

    await app.row("sleep").getByText("STARTED").waitFor();
    await app.page.getByText("Live", { exact: true }).waitFor();
    await app.end();
    await expect.poll(() => app.states()).toEqual(["SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(app.complaints).toEqual([]);
  });

  it("shows the same run after a reload in the middle and one after the end", async () => {
    await app.post(chain(s("sleep", 5), si("add", 20, 22)));
    await app.row("sleep").getByText("STARTED").waitFor();

    await app.page.reload();
    await app.end();
    expect(await app.result()).toBe("42");

    await app.page.reload();
    await app.end();
    await expect.poll(() => app.states()).toEqual(["SUCCESS", "SUCCESS"]);
    expect(await app.result()).toBe("42");
    expect(app.complaints).toEqual([]);
  });

  it("shows the error of a failed canvas with its traceback, and which task raised it", async () => {
    await app.post("Failure");

    const error = app.page.getByRole("region", { name: "Error" });
    await error.getByText("Raised by task 1.").waitFor();
    expect(await error.getByLabel("Traceback", { exact: true }).textContent()).toMatch(
      /^ValueError: no such order\s+at /u,
    );
    await expect.poll(() => app.states()).toEqual(["SUCCESS", "FAILURE", "FAILURE"]);
    await app.row("mul").getByText("of task 1, did not run").waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("shows a large group as one row with the name of its task, and its members page by page", async () => {
    await app.post("Large chord");

    await app.end();
    const group = app.page.getByRole("row", { name: /^0 mul × 250/u });
    expect(await group.textContent()).toContain("250 succeeded");
    await expect.poll(() => app.page.getByRole("row").count()).toBe(3);

    await app.page.getByRole("button", { name: "All 251" }).click();
    await app.page.getByRole("table", { name: "All tasks" }).waitFor();
    await app.page.getByText("200 shown.").waitFor();
    await app.page.getByRole("button", { name: "Show more" }).click();
    await app.page.getByText("251 shown.").waitFor();
    // Only those in sight are there.
    expect(await app.page.getByRole("row").count()).toBeLessThan(100);
    expect(app.complaints).toEqual([]);
  });

  it("reads a large result of a task when it is opened, and leads to the one of the run", async () => {
    const text = "x".repeat(300_000);
    await app.post(chain(s("echo", text)));
    await app.end();

    await app.page.getByRole("link", { name: "echo" }).click();
    const result = app.page.getByRole("region", { name: "Result" });
    await result.getByRole("button", { name: "Show all 300,002 characters" }).click();
    expect(await result.getByLabel("Result", { exact: true }).textContent()).toBe(
      JSON.stringify(text),
    );

    await app.page.keyboard.press("Escape");
    await app.page.getByRole("link", { name: "Open it as JSON" }).click();
    expect(await app.page.locator("pre").textContent()).toBe(JSON.stringify(text));
    expect(app.complaints).toEqual([]);
  });

  it("tells what of the canvas has no effect, after a reload too", async () => {
    const warning = app.page.getByText("canvas.options.retry is about publishing");

    await app.post(withOptions(s("add", 1, 1), { retry: false }));
    await warning.waitFor();
    await app.page.reload();
    await warning.waitFor();
    await app.end();
    expect(app.complaints).toEqual([]);
  });

  it("revokes a run only after it was confirmed", async () => {
    await app.post(chain(s("sleep", 6), si("add", 1, 1)));
    await app.row("sleep").getByText("STARTED").waitFor();

    await app.page.getByRole("button", { name: "Revoke", exact: true }).click();
    await app.page.getByRole("button", { name: "Keep running" }).click();
    await expect.poll(() => app.states()).toEqual(["STARTED", "PENDING"]);

    await app.page.getByRole("button", { name: "Revoke", exact: true }).click();
    await app.page.getByRole("button", { name: "Revoke 2 tasks" }).click();
    await app.page.getByText("The run was revoked, so it gave no result.").waitFor();
    await expect.poll(() => app.states()).toEqual(["REVOKED", "REVOKED"]);
    expect(await app.page.getByRole("button", { name: "Revoke", exact: true }).count()).toBe(0);
    expect(app.complaints).toEqual([]);
  });

  it("says so when a run does not exist", async () => {
    await app.page.goto(`${app.origin}/runs/nothing`);

    const alert = app.page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("There is no such run");
  });
});
