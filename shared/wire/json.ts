import { z } from "zod";

import type { JsonValue } from "../canvas/json.ts";

/** Any JSON. Not looked into: what `JSON.parse` returned is JSON by construction, and results may be megabytes. */
export const jsonValue = z.custom<JsonValue>();

export const jsonObject = z.record(z.string(), jsonValue);
