/** The calls of nodes: as JSON text, and as the API asks for them and changes them. */
import { z } from "zod";

import type { JsonObject, JsonText, JsonValue } from "../canvas/json.ts";
import { jsonObject } from "./json.ts";

/** What is inside was JSON already, so it is not walked. */
const callText = z.tuple([z.custom<JsonValue[]>(Array.isArray), jsonObject]);

/** Reads `[args, kwargs]`. Throws when the text is no call. */
export function readCall(text: JsonText): readonly [args: JsonValue[], kwargs: JsonObject] {
  return callText.parse(JSON.parse(text));
}

/** What a node is called with, before a predecessor's result is put in front. */
export interface OwnCall {
  readonly task: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  /** True: a predecessor's result comes before `args`, unless they are whole. */
  readonly leading: boolean;
  /** It was replayed with these, and they stand for that result too. */
  readonly isWhole: boolean;
  /** It is the only task of its run. */
  readonly lone: boolean;
}

/** A call in place of a node's own. */
export interface NewCall {
  /** `[args, kwargs]` */
  readonly text: JsonText;
  /** No predecessor's result goes in front of it. */
  readonly isWhole: boolean;
}
