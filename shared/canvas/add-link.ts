/** Where Celery puts a callback or errback that is added to a canvas. */
import type { Canvas } from "./canvas.ts";
import { jsonEqual } from "./json-equal.ts";
import { LINK_ON_GROUP, listOption } from "./link-options.ts";
import { rememberLink } from "./parsed-links.ts";
import { toSignature } from "./to-json.ts";

/** A chord's callback is its body's. */
export function addLink(canvas: Canvas, callback: Canvas): Canvas {
  switch (canvas.kind) {
    case "group":
      throw new TypeError(LINK_ON_GROUP);
    case "chord":
      return { ...canvas, body: addLink(canvas.body, callback) };
    case "task":
    case "chain":
    case "map":
    case "starmap":
    case "chunks":
      return withCallback(canvas, "link", callback);
  }
}

/** A group's errback is each member's; a chord's is its body's, and that of the chords in its header. */
export function addErrback(canvas: Canvas, errback: Canvas): Canvas {
  switch (canvas.kind) {
    case "group":
      return { ...canvas, tasks: canvas.tasks.map((task) => addErrback(task, errback)) };
    case "chord":
      return {
        ...canvas,
        header: canvas.header.map((task) =>
          task.kind === "chord" ? addErrback(task, errback) : task,
        ),
        body: addErrback(canvas.body, errback),
      };
    case "task":
    case "chain":
    case "map":
    case "starmap":
    case "chunks":
      return withCallback(canvas, "link_error", errback);
  }
}

/** With one more in its list; adding the same signature twice keeps one. */
export function withCallback<Kind extends Canvas>(
  canvas: Kind,
  option: "link" | "link_error",
  added: Canvas,
): Kind {
  const present = listOption(canvas.options[option]);
  const signature = toSignature(added);
  if (present.some((item) => jsonEqual(item, signature))) {
    return canvas;
  }
  rememberLink(signature, added);
  return { ...canvas, options: { ...canvas.options, [option]: [...present, signature] } };
}
