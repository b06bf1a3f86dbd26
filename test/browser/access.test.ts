import { describe, expect, it } from "vitest";

import { apiAt } from "../edge/api.ts";
import { s } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

const TOKEN = "a-token-of-the-owner";
const VIEWER_TOKEN = "a-token-of-a-guest";

describe.skipIf(!hasChromium)("a Lovage with a token", () => {
  const app = useApp({ LOVAGE_ADMIN_TOKEN: TOKEN, LOVAGE_VIEWER_TOKEN: VIEWER_TOKEN });

  it("shows nothing but the way in, refuses a wrong token, and opens with the right one, for good", async () => {
    const token = app.page.getByLabel("Token");
    const signIn = app.page.getByRole("button", { name: "Sign in" });

    await token.fill("a-guess");
    await signIn.click();
    await app.page.getByRole("alert").waitFor();

    await token.fill(TOKEN);
    await signIn.click();
    await app.post("Chain");
    await app.end();
    expect(await app.result()).toBe("64");

    await app.page.reload();
    await app.end();
    expect(await app.result()).toBe("64");
  });

  it("shows a guest the schedules, the queues and the dead letters, and offers nothing to do about them", async () => {
    const owner = apiAt(app, { authorization: `Bearer ${TOKEN}` });
    await owner.post("/api/schedules", {
      name: "hourly",
      task: "add",
      args: [1, 2],
      schedule: { crontab: "0 * * * *" },
    });
    await owner.finish(await owner.submit(s("process_payment", "order 7", -1)));
    await app.page.getByLabel("Token").fill(VIEWER_TOKEN);
    await app.page.getByRole("button", { name: "Sign in" }).click();
    await app.page.getByRole("link", { name: "Schedules" }).click();

    const marks = app.page.getByRole("region", { name: /^The next 24 hours/u }).locator("i");
    await expect.poll(() => marks.count()).toBe(24);
    expect(await app.page.getByRole("switch").isDisabled()).toBe(true);
    await offersNothing();

    await app.page.getByRole("link", { name: "Queues" }).click();
    await app.page.getByRole("rowheader", { name: "payments" }).waitFor();
    await offersNothing();

    await app.page.getByRole("link", { name: "Dead letters" }).click();
    await app.page.getByRole("link", { name: "process_payment" }).click();
    await app.page.getByRole("region", { name: "Arguments" }).waitFor();
    expect(await app.page.getByRole("checkbox").count()).toBe(0);
    await app.page.getByRole("button", { name: "Close" }).click();
    await offersNothing();
  });

  it("lets a guest draw and open what is saved, and says why nothing can be saved", async () => {
    const owner = apiAt(app, { authorization: `Bearer ${TOKEN}` });
    await owner.post("/api/workflows", { name: "nightly", canvas: s("add", 1, 2) });
    await app.page.getByLabel("Token").fill(VIEWER_TOKEN);
    await app.page.getByRole("button", { name: "Sign in" }).click();
    await app.page.getByRole("link", { name: "Editor" }).click();
    await app.page.getByRole("heading", { name: "Draw a workflow" }).waitFor();
    await app.page.keyboard.press("Control+o");
    const dialog = app.page.getByRole("dialog", { name: "Open a workflow" });
    await dialog.getByRole("button", { name: /^nightly/u }).waitFor();
    expect(await dialog.getByRole("button", { name: /^Delete/u }).count()).toBe(0);

    await app.page.keyboard.press("Enter");
    await app.page.getByRole("button", { name: "Version 1" }).waitFor();
    expect(await app.page.getByRole("button", { name: "Save", exact: true }).isDisabled()).toBe(
      true,
    );
    await app.page.keyboard.press("Control+s");
    await app.page.getByText("Your token may look, not save.").waitFor();
  });

  /** But for the theme and the filters. */
  async function offersNothing(): Promise<void> {
    await app.page.getByText("Your token may look, not act.").waitFor();
    const offered = await app.page.getByRole("main").getByRole("button").allTextContents();

    expect(offered.filter((words) => words !== "Clear")).toEqual([]);
  }
});
