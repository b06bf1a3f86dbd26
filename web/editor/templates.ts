/** Workflows that open ready to run, each on tasks that are registered here. */
import {
  type Canvas,
  chainCanvas,
  chordCanvas,
  groupCanvas,
  mapCanvas,
  taskCanvas,
} from "../../shared/canvas/canvas.ts";
import { eachCanvas } from "../../shared/canvas/each.ts";
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { Signature } from "../../shared/canvas/signature.ts";
import { toSignature } from "../../shared/canvas/to-json.ts";

export interface Template {
  readonly name: string;
  readonly about: string;
  readonly signature: Signature;
}

export const TEMPLATES: readonly Template[] = [
  template(
    "Add and multiply",
    "Three steps, each with the result of the one before: (2 + 2 + 4) × 8.",
    chainCanvas([call("add", 2, 2), call("add", 4), call("mul", 8)]),
  ),
  template(
    "Matrices in bulk",
    "Forty matrix products side by side, then one summary of them all.",
    chordCanvas(
      Array.from({ length: 40 }, (_, index) => call("matrix_multiply", 20 + (index % 5) * 20)),
      call("log_matrix_summary"),
    ),
  ),
  template(
    "Count words",
    "Four texts counted side by side, their counts merged.",
    chordCanvas(
      [
        "Lovage is a tall plant of the carrot family.",
        "Its leaves taste like celery, only more so.",
        "Celery is a task queue, and a plant too.",
        "A plant grows; a queue should not.",
      ].map((text) => call("word_count", text)),
      call("merge_counts"),
    ),
  ),
  template(
    "Fetch a list of pages",
    "A list of addresses that is only known at run time: each is fetched and counted, then all is merged.",
    chainCanvas([
      named("echo", { args: ["https://example.com/", "https://example.org/"] }),
      eachCanvas(chainCanvas([call("fetch_url"), call("word_count")])),
      call("merge_counts"),
    ]),
  ),
  template(
    "Resize a batch of images",
    "One image in four sizes, and a report when all are done.",
    chordCanvas(
      [256, 128, 64, 32].map((side) =>
        named("resize_image", {
          kwargs: { image: { width: 256, height: 256 }, width: side, height: side },
        }),
      ),
      si("send_email", {
        to: "editors@example.com",
        subject: "Images",
        body: "All sizes are ready.",
      }),
    ),
  ),
  template(
    "Sync with retries",
    "A source that fails now and then is tried again with growing delays; when it gives up, somebody is told.",
    withErrback(
      chainCanvas([
        named("sync_data", {
          kwargs: { url: "https://example.com/data.json" },
          options: { max_retries: 4 },
        }),
        si("add", { x: 1, y: 1 }),
      ]),
      si("send_email", { to: "ops@example.com", subject: "Sync failed", body: "It has given up." }),
    ),
  ),
  template(
    "A payment with a second look",
    "An amount over the limit is rejected for good, which nobody retries; the handler tells accounting.",
    withErrback(
      named("process_payment", { kwargs: { order_id: "A-1047", amount: 12_500 } }),
      si("send_email", {
        to: "accounts@example.com",
        subject: "Payment rejected",
        body: "Order A-1047.",
      }),
    ),
  ),
  template(
    "E-mail campaign",
    "Six mails side by side with a rate of ten a minute; the rate counts once queues have limits.",
    groupCanvas(
      Array.from({ length: 6 }, (_, index) =>
        named("send_email", {
          kwargs: {
            to: `reader${index + 1}@example.com`,
            subject: "What is new",
            body: "Lovage draws workflows.",
          },
          options: { rate_limit: "10/m" },
        }),
      ),
    ),
  ),
  template(
    "A long task",
    "Twenty seconds of counting that logs how far it is, then a sum.",
    chainCanvas([named("count_to", { args: [100, 20] }), call("add", 1)]),
  ),
  template(
    "Stages",
    "Three groups after each other: each waits for all of the one before.",
    chainCanvas([
      groupCanvas([call("add", 1, 1), call("add", 2, 2)]),
      call("xsum"),
      groupCanvas([call("mul", 2), call("mul", 3), call("mul", 4)]),
      call("xsum"),
      groupCanvas([call("add", 10), call("add", 20)]),
      call("xsum"),
    ]),
  ),
  template(
    "Over a list, in sequence",
    "One task that sums three lists one after another, and their sum.",
    chainCanvas([mapCanvas("map", taskCanvas("xsum"), [[1, 2, 3], [4, 5], [6]]), call("xsum")]),
  ),
];

function call(task: string, ...args: readonly JsonValue[]): Canvas {
  return taskCanvas(task, { args });
}

function named(
  task: string,
  how: {
    readonly args?: readonly JsonValue[];
    readonly kwargs?: JsonObject;
    readonly options?: JsonObject;
  },
): Canvas {
  return taskCanvas(task, how);
}

function si(task: string, kwargs: JsonObject): Canvas {
  return taskCanvas(task, { kwargs, immutable: true });
}

function withErrback(canvas: Canvas, errback: Canvas): Canvas {
  return { ...canvas, options: { ...canvas.options, link_error: [toSignature(errback)] } };
}

function template(name: string, about: string, canvas: Canvas): Template {
  return { name, about, signature: toSignature(canvas) };
}
