import type { z } from "zod";

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** JSON that somebody typed, or what is wrong with it. `expected` as in "a JSON list, as [1, 2]". */
export function parseJson<T>(text: string, schema: z.ZodType<T>, expected: string): Parsed<T> {
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
