/** A drawing that a link carries: after the `#`, so no server ever sees it. */
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { loadDrawing, saveDrawing } from "../../../shared/drawing/saved.ts";
import { EDITOR_PATH } from "../../app/route.ts";
import { pack, unpack } from "./packed.ts";

const MARK = "#drawing=";

export async function shareLink(drawing: Drawing): Promise<string> {
  const packed = await pack(JSON.stringify(saveDrawing(drawing)));

  return `${location.origin}${EDITOR_PATH}${MARK}${packed}`;
}

export function isShared(hash: string): boolean {
  return hash.startsWith(MARK);
}

/** Null: the link is damaged. */
export async function sharedDrawing(hash: string): Promise<Drawing | null> {
  const text = await unpack(hash.slice(MARK.length));

  try {
    const read = loadDrawing(JSON.parse(text ?? "null"));

    return read.ok ? read.drawing : null;
  } catch {
    // Something else was packed.
    return null;
  }
}
