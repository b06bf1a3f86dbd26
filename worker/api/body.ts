/** A request's JSON body, within its limit and fit for its schema. */
import type { z } from "zod";

import { ApiProblem } from "./problem.ts";
import { schemaProblem } from "./schema-problem.ts";

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** No body at all reads as `{}`: where everything is optional, nothing needs to be sent. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readText(request);
  const parsed = schema.safeParse(text === "" ? {} : parseJson(text));

  if (!parsed.success) {
    throw schemaProblem(parsed.error, "body");
  }

  return parsed.data;
}

async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request);
  const contentType = request.headers.get("content-type") ?? "";

  if (bytes.byteLength > 0 && !isJsonType(contentType)) {
    throw new ApiProblem(
      "not-json-type",
      `Send the header content-type: application/json; got "${contentType}".`,
    );
  }

  return decode(bytes);
}

/** Past the limit it reads on, into nothing: a client that is still sending would not see the answer. */
async function readBytes({ body }: Request): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;

  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;

    if (bytes <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  }

  if (bytes > MAX_BODY_BYTES) {
    throw tooLarge();
  }

  return new Blob(chunks).arrayBuffer();
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    throw new ApiProblem("not-json", `Expected JSON in UTF-8: ${String(error)}`);
  }
}

function isJsonType(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiProblem("not-json", `Expected JSON: ${String(error)}`);
  }
}

function tooLarge(): ApiProblem {
  return new ApiProblem(
    "too-large",
    `A body may have ${MAX_BODY_BYTES} bytes. Store large data elsewhere and pass references.`,
  );
}
