/**
 * A deploy: for a while code of two releases runs side by side. The newer one writes its rows and messages as version 2 and reads both;
 * the older one knows version 1 alone. Both are the present code; what the newer one writes and reads is translated at its edge.
 */
import { MESSAGE_VERSION, type TaskMessage, taskMessage } from "../../../shared/wire/message.ts";

export type Release = "older" | "newer";

const NEWER_VERSION = 2;

/** A stored text that says its version first. */
export function textWritten<Value>(value: Value, release: Release): Value | string {
  return release === "newer" && typeof value === "string"
    ? value.replace(/^\{"v":1,/, '{"v":2,')
    : value;
}

export function textRead<Value>(value: Value, release: Release): Value | string {
  return release === "newer" && typeof value === "string"
    ? value.replace(/^\{"v":2,/, '{"v":1,')
    : value;
}

export function messageWritten(body: unknown, release: Release): unknown {
  return release === "newer" ? { ...messageIn(body), v: NEWER_VERSION } : body;
}

export function messageRead(body: unknown, release: Release): unknown {
  return release === "newer" ? messageIn(body) : body;
}

/** What a message says, whoever wrote it. */
export function messageIn(body: unknown): TaskMessage {
  return taskMessage.parse({ ...(body as object), v: MESSAGE_VERSION });
}
