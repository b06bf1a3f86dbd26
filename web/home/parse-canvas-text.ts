import { ApiError } from "../api/api-error.ts";

/** What a reader typed, as JSON. What is no JSON is refused here, as the server would, but with the parser's own words on where. */
export function parseCanvasText(text: string): unknown {
  if (text.trim() === "") {
    throw new ApiError(400, "The canvas is empty", {
      detail: "Pick an example, or paste a signature.",
    });
  }

  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, "The canvas is not JSON", {
      errors: [{ path: "canvas", message: messageOf(error) }],
      cause: error,
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
