import { z } from "zod";

import { isPlainObject } from "../canvas/describe.ts";
import type { JsonObject, JsonValue } from "../canvas/json.ts";

/** Any JSON. Not looked into: what `JSON.parse` returned is JSON by construction, and results may be megabytes. */
export const jsonValue = z.custom<JsonValue>();

/** Not a `z.record`: that drops a key named `__proto__`. */
export const jsonObject = z.custom<JsonObject>(isPlainObject, "Invalid input: expected an object");
