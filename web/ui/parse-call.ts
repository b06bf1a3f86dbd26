/** The text of a call, as somebody edits it. */
import { z } from "zod";

import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import type { Call } from "../api/actions.ts";
import { parseJson } from "./parse-json.ts";

export interface CallText {
  readonly args: string;
  readonly kwargs: string;
}

export type ParsedCall =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly problems: Readonly<Partial<Record<keyof CallText, string>>> };

const argsSchema = z.array(jsonValue);

/** A call, or what is wrong with each of its texts. */
export function parseCall(text: CallText): ParsedCall {
  const args = parseJson(text.args, argsSchema, "a JSON list, as [1, 2]");
  const kwargs = parseJson(text.kwargs, jsonObject, 'a JSON object, as {"x": 1}');

  return args.ok && kwargs.ok
    ? { ok: true, call: { args: args.value, kwargs: kwargs.value } }
    : {
        ok: false,
        problems: {
          ...(!args.ok && { args: args.problem }),
          ...(!kwargs.ok && { kwargs: kwargs.problem }),
        },
      };
}
