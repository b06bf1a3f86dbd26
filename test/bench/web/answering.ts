/** How soon a key is answered, on a large drawing and beside a large run. */
import type { Browser } from "playwright-core";

import { atMost, type Finding } from "../finding.ts";
import { answers } from "./budgets.ts";
import { drawnSingly, wideChord } from "./canvases.ts";
import { openDesk, zoomTo100 } from "./desk.ts";
import { heapOf } from "./heap.ts";
import { latencyOf } from "./input.ts";

const KEYS = 40;
const TYPED = "typed while a thousand tasks tell of themselves";
const HEAP_MB = 150;

export async function keysAt1000(from: Browser, origin: string): Promise<readonly Finding[]> {
  const page = await openDesk(from, origin, drawnSingly(1000));
  await zoomTo100(page);
  const walking = await latencyOf(page, repeated(["ArrowDown", "ArrowRight"]));
  const editing = await latencyOf(page, repeated(["d", "Control+z"]));
  const heap = await heapOf(page);
  await page.context().close();

  return [
    ...answers("1,000 nodes, going from one to the next", walking),
    ...answers("1,000 nodes, an edit and its undo", editing),
    atMost({ what: "1,000 nodes, heap of the page", limit: HEAP_MB, unit: " MB" }, heap),
  ];
}

export async function typingBesideChord(
  from: Browser,
  origin: string,
): Promise<readonly Finding[]> {
  const page = await openDesk(from, origin, wideChord(1000));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("region", { name: "The run of this drawing" }).waitFor();
  const name = page.getByRole("textbox", { name: "Name of the workflow" });
  await name.focus();
  const typing = await latencyOf(page, Array.from(TYPED));
  const lost = TYPED.length - (await name.inputValue()).length;
  await page.context().close();

  return [
    ...answers("a chord of 1,000 runs, typing beside it", typing),
    atMost({ what: "a chord of 1,000 runs, letters lost", limit: 0, unit: "" }, lost),
  ];
}

function repeated(keys: readonly string[]): readonly string[] {
  return Array.from({ length: KEYS / keys.length }, () => keys).flat();
}
