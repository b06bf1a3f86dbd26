/** How wide or high the panels around the picture are: as the hand has left them, kept in the browser. */
import { z } from "zod";

const PANELS = ["palette", "inspector", "code"] as const;
export type Panel = (typeof PANELS)[number];

/** In pixels. */
export interface PanelRange {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

const RANGES: Readonly<Record<Panel, PanelRange>> = {
  palette: { least: 140, most: 400, usual: 192 },
  inspector: { least: 240, most: 640, usual: 296 },
  code: { least: 96, most: 600, usual: 238 },
};

/** Of the window: the picture keeps room. */
const SHARES: Readonly<Record<Panel, number>> = { palette: 0.25, inspector: 0.45, code: 0.6 };

const STORAGE_KEY = "lovage-panels";
const STEP = 16;

const kept = z.partialRecord(z.enum(PANELS), z.number());

/** In a window that is so wide, or for the code so high. */
export function rangeIn(panel: Panel, windowPx: number): PanelRange {
  const range = RANGES[panel];

  return { ...range, most: Math.min(range.most, Math.floor(SHARES[panel] * windowPx)) };
}

export function fitInto({ least, most }: PanelRange, size: number): number {
  return Math.round(Math.min(most, Math.max(least, size)));
}

/** What a key makes of a size; undefined: nothing. `outward` is the arrow that enlarges the panel. */
export function sizeByKey(
  range: PanelRange,
  size: number,
  { key, outward }: { readonly key: string; readonly outward: Arrow },
): number | undefined {
  switch (key) {
    case outward:
      return fitInto(range, size + STEP);
    case OPPOSITES[outward]:
      return fitInto(range, size - STEP);
    case "Home":
      return range.least;
    case "End":
      return range.most;
    case "Enter":
      return range.usual;
    default:
      return undefined;
  }
}

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp";

const OPPOSITES: Readonly<Record<Arrow, string>> = {
  ArrowLeft: "ArrowRight",
  ArrowRight: "ArrowLeft",
  ArrowUp: "ArrowDown",
};

export function keptSize(panel: Panel): number {
  return readAll()[panel] ?? RANGES[panel].usual;
}

export function keepSize(panel: Panel, size: number): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...readAll(), [panel]: size }));
  } catch {
    // Storage is refused: the size holds until the page is left.
  }
}

function readAll(): z.infer<typeof kept> {
  try {
    const read = kept.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}"));

    return read.success ? read.data : {};
  } catch {
    // Storage is refused, or somebody else wrote there.
    return {};
  }
}
