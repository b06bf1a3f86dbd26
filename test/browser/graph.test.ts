import { describe, expect, it } from "vitest";

import { apiAt } from "../edge/api.ts";
import { chain, chord, group, s, si } from "../reference/signatures.ts";
import { useApp } from "./app.ts";
import { hasChromium } from "./launch.ts";

describe.skipIf(!hasChromium)("the graph of a run", () => {
  const app = useApp();

  it("shows each task with its state, live, and leads to its details", async () => {
    await show(chain(s("add", 1, 1), chord([si("sleep", 5), s("mul", 3)], s("xsum"))));

    await node("sleep").getByText("STARTED").waitFor();
    await node("xsum").getByText("PENDING").waitFor();
    await expect.poll(() => graph().getByText("⋈ 1 / 2").count()).toBe(1);
    await node("xsum").getByText("SUCCESS").waitFor();
    await app.end();
    await expect.poll(() => graph().locator("[data-state=SUCCESS].node").count()).toBe(4);

    await node("mul").click();
    expect(await app.result()).toBe("6");
    expect(app.complaints).toEqual([]);
  });

  it("shows a group of a thousand as one node", async () => {
    const header = Array.from({ length: 1_000 }, (_, index) => s("mul", index, 2));
    await show(chord(header, s("xsum")));

    await node("mul").getByText("1,000", { exact: true }).waitFor();
    await app.end();
    await expect.poll(() => graph().getByRole("link").count()).toBe(2);
    await node("mul").click();
    await app.page.getByText("[0]", { exact: true }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("that is larger than its sheet begins in its middle, where it is entered", async () => {
    const lanes = group(...Array.from({ length: 20 }, () => si("add", 1, 1)));
    await show(chain(lanes, lanes, lanes));
    await app.end();

    const { hidden, offset } = await graph().evaluate((sheet) => {
      const { top, bottom } = sheet.getBoundingClientRect();
      const picture = (sheet.firstElementChild ?? sheet).getBoundingClientRect();

      return {
        hidden: picture.height - (bottom - top),
        offset: (picture.top + picture.bottom - top - bottom) / 2,
      };
    });
    expect(hidden).toBeGreaterThan(0);
    expect(Math.abs(offset)).toBeLessThanOrEqual(1);
  });

  it("goes back to any moment of a run that is over, and plays it again", async () => {
    await show(chain(s("add", 1, 1), si("sleep", 4), si("add", 20, 22)));
    await app.end();

    const moment = app.page.getByRole("slider", { name: "Moment of the run" });
    await moment.fill("0");
    await node("sleep").getByText("PENDING").waitFor();
    await moment.fill("500");
    await node("sleep").getByText("STARTED").waitFor();

    await app.page.getByRole("button", { name: "End", exact: true }).click();
    await node("sleep").getByText("SUCCESS").waitFor();
    await app.page.getByRole("button", { name: "Play the run again" }).click();
    await node("sleep").getByText("STARTED").waitFor();
    await node("sleep").getByText("SUCCESS").waitFor();
    await app.page.getByRole("button", { name: "Play the run again" }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it("shows a graph that is no canvas with each of its edges", async () => {
    const { body } = await apiAt(app).post("/api/runs", {
      graph: {
        nodes: ["a", "b", "c", "d"].map((id) => ({ id, task: "echo", args: [1] })),
        edges: [
          { from: "a", to: "c" },
          { from: "b", to: "c" },
          { from: "b", to: "d" },
        ],
      },
    });
    await app.page.goto(`${app.origin}/runs/${(body as { run_id: string }).run_id}`);
    await app.end();

    await expect.poll(() => graph().locator(".graph-node").count()).toBe(4);
    await expect.poll(() => graph().locator("path.graph-wire").count()).toBe(3);
  });

  function graph(): ReturnType<typeof app.page.getByRole> {
    return app.page.getByRole("region", { name: "Graph of the tasks" });
  }

  function node(name: string): ReturnType<typeof app.page.getByRole> {
    return graph().getByRole("link").filter({ hasText: name }).first();
  }

  async function show(canvas: unknown): Promise<void> {
    const runId = await apiAt(app).submit(canvas);
    await app.page.goto(`${app.origin}/runs/${runId}`);
    await graph().waitFor();
  }
});
