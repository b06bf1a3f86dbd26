/** SHA-256 of JSON with its keys in order: equal for what is equal. */
import { canonicalJson } from "../shared/canvas/canonical-json.ts";
import type { JsonValue } from "../shared/canvas/json.ts";

export async function digestOf(asked: JsonValue): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(asked));

  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
