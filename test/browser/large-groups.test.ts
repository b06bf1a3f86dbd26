import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { Signature } from "../../shared/canvas/signature.ts";
import { apiAt } from "../edge/api.ts";
import {
  chain,
  chord,
  group,
  immutable,
  s,
  si,
  withKwargs,
  withOptions,
} from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { draftsman } from "./drawing.ts";
import { hasChromium } from "./launch.ts";

const MANY = 1_000;
const FAILING = 617;
const NAME = "Typed as fast as keys can be pressed while a thousand tasks run";

/** Fails for good unless it is called with a 1: it may retry itself once. */
const STUBBORN = immutable(withOptions(s("flaky", 3), { max_retries: 1 }));

/** A thousand `add`, but for what stands at these places. */
function members(others: Readonly<Record<number, Signature>>): readonly Signature[] {
  return Array.from({ length: MANY }, (_, place) => others[place] ?? si("add", place, 1));
}

describe.skipIf(!hasChromium)("a group of a thousand is one node", () => {
  const app = useApp();
  const hand = draftsman(app);

  it("on the drawing it runs on, and not a key is lost meanwhile", async () => {
    await hand.open();
    await hand.bring(chain(s("echo", 1), group(...members({ 5: si("sleep", 6) }))));
    const name = app.page.getByRole("textbox", { name: "Name of the workflow" });
    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    await name.click();
    await app.page.keyboard.type(NAME);

    expect(await name.inputValue()).toBe(NAME);
    await aggregate().and(app.page.locator("[data-state=STARTED]")).waitFor();
    await aggregate()
      .getByText(/^\S+\/s$/u)
      .waitFor();
    expect(await hand.end()).toBe("SUCCESS");
    await aggregate().getByText("1,000 / 1,000").waitFor();
    await aggregate()
      .getByText(/^p95 \d/u)
      .waitFor();
    expect(await name.inputValue()).toBe(NAME);
    expect(await hand.overlay().getByText("Edited since").count()).toBe(0);
    expect(app.complaints).toEqual([]);
  });

  it("on the page of its run too, live", async () => {
    const canvas = chain(s("echo", 1), group(...members({ 5: si("sleep", 6) })));
    const runId = await apiAt(app).submit(canvas);
    await app.page.goto(`${app.origin}/runs/${runId}`);

    await aggregate().and(app.page.locator("[data-state=STARTED]")).waitFor();
    await aggregate()
      .getByText(/^\S+\/s$/u)
      .waitFor();
    await app.end();
    await aggregate().getByText("1,000 / 1,000").waitFor();
    await aggregate()
      .getByText(/^p95 \d/u)
      .waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("in which the one that failed is found, and run again with other arguments: the rest is kept", async () => {
    await hand.open();
    await hand.bring(chord(members({ [FAILING]: STUBBORN }), s("xsum")));
    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await hand.end()).toBe("FAILURE");
    await aggregate().getByText("1 failed").waitFor();
    await aggregate().getByText("⋈ 1,000 / 1,000").waitFor();

    await aggregate().click();
    await app.page.getByRole("button", { name: "This run" }).click();
    const list = app.page.getByRole("region", { name: "Members, what needs a look first" });
    await list.getByRole("button").first().getByText(`[${FAILING}]`).waitFor();
    await app.page.getByRole("textbox", { name: "Place in the group" }).fill(String(FAILING));
    await app.page.getByRole("button", { name: "Show", exact: true }).click();
    await inspector().getByText("failure 2 of 3").waitFor();
    await inspector()
      .getByText(/^Runs again: flaky and what is behind it: xsum\./u)
      .waitFor();
    await inspector().getByText("The other 999 keep their results.").waitFor();

    await inspector().getByRole("button", { name: "Retry with…" }).click();
    await app.page.getByRole("textbox", { name: "Arguments", exact: true }).fill("[1]");
    await app.page.getByRole("button", { name: "Retry", exact: true }).click();
    await hand.overlay().getByText("SUCCESS", { exact: true }).waitFor();
    expect(await hand.end()).toBe("SUCCESS");
    await inspector().locator(".state-badge[data-state=SUCCESS]").waitFor();
    await hand.node("xsum").click();
    // Of 0 to 999 one more each, without the one that failed: it gave a 1.
    expect(await app.page.getByLabel("Result", { exact: true }).textContent()).toBe("499883");
    expect(app.complaints).toEqual([]);
  });

  it("of which only what failed is run again", async () => {
    await hand.open();
    await hand.bring(chord(members({ [FAILING]: STUBBORN }), s("xsum")));
    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await hand.end()).toBe("FAILURE");
    expect(await attempts()).toEqual([[FAILING, 2]]);
    await hand.overlay().getByRole("button", { name: "Retry 2 failed" }).click();
    await expect.poll(attempts).toEqual([[FAILING, 4]]);
    expect(await hand.end()).toBe("FAILURE");
  });

  it("that an each has become, beside the task that it was", async () => {
    const list = Array.from({ length: MANY }, (_, index) => index);
    await hand.open();
    await hand.bring(
      chain(s("echo", list), withKwargs(s("lovage.each"), { task: s("add", 1) }), s("xsum")),
    );
    await app.page.getByRole("button", { name: "Run", exact: true }).click();
    expect(await hand.end()).toBe("SUCCESS");

    await hand.node("add").getByText("1,000 of 1,000").waitFor();
    await hand.node("add").click();
    await app.page.getByRole("button", { name: "This run" }).click();
    await inspector().getByText("1,000 succeeded").waitFor();
    await inspector().getByText("[0]", { exact: true }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  /** How often each member was tried that was tried more than once, by its place. */
  async function attempts(): Promise<readonly (readonly [place: number, tries: number])[]> {
    const link = hand.overlay().getByRole("link", { name: "Open run" });
    const { body } = await apiAt(app).get(
      `/api${await link.getAttribute("href")}/nodes?limit=${MANY}`,
    );
    const { nodes } = body as { readonly nodes: readonly { readonly attempts: number }[] };

    return nodes.flatMap(({ attempts: tries }, place) => (tries > 1 ? [[place, tries]] : []));
  }

  function aggregate(): Locator {
    return app.page.locator(".aggregate");
  }

  function inspector(): Locator {
    return app.page.getByRole("complementary", { name: "Inspector" });
  }
});
