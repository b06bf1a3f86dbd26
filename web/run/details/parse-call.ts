/** The text of a call, as somebody edits it. */
import { z } from "zod";

import { jsonObject, jsonValue } from "../../../shared/wire/json.ts";
import type { Call } from "../../api/actions.ts";

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
  const args = parsePart(text.args, argsSchema, "a JSON list, as [1, 2]");
  const kwargs = parsePart(text.kwargs, jsonObject, 'a JSON object, as {"x": 1}');

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

type Part<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

function parsePart<T>(text: string, schema: z.ZodType<T>, expected: string): Part<T> {
  let json: unknown;

  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      problem: `This is not JSON: ${String(error).replace("SyntaxError: ", "")}`,
    };
  }

  const parsed = schema.safeParse(json);

  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problem: `Expected ${expected}.` };
}
