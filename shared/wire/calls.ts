/** The calls of nodes, as the API asks for them and changes them. */
import type { JsonObject, JsonText, JsonValue } from "../canvas/json.ts";

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
