/** The real system, used as anybody would use it: over HTTP and a WebSocket. */
import { z } from "zod";

import type { Canvas } from "../../../shared/canvas/canvas.ts";
import { toSignature } from "../../../shared/canvas/to-json.ts";
import { type CostView, runView } from "../../../shared/wire/views.ts";

const submitted = z.object({ run_id: z.string() });
const finished = runView.pick({ state: true, cost: true, finished_at: true });
const frame = z.object({ type: z.string() });

/** Made before the clock starts: writing a canvas is the client's work. */
export function bodyOf(canvas: Canvas): string {
  return JSON.stringify({ canvas: toSignature(canvas) });
}

/** What a request costs on the local edge before it does anything. */
export async function askHealth(origin: URL): Promise<void> {
  await jsonOf(await fetch(new URL("/api/health", origin)));
}

/** Resolves with the run's id. */
export async function submit(origin: URL, body: string): Promise<string> {
  const response = await fetch(new URL("/api/runs", origin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });

  return submitted.parse(await jsonOf(response)).run_id;
}

/** Waits until the run is final and resolves with what it cost; a run that did not succeed is no measurement. */
export async function costWhenDone(origin: URL, runId: string): Promise<CostView> {
  for (;;) {
    const response = await fetch(new URL(`/api/runs/${runId}?wait=25`, origin));
    const { state, cost, finished_at: finishedAt } = finished.parse(await jsonOf(response));

    if (finishedAt !== null) {
      if (state !== "SUCCESS") {
        throw new Error(`Run ${runId} ended as ${state}.`);
      }

      return cost;
    }
  }
}

export async function runCanvas(origin: URL, body: string): Promise<CostView> {
  return costWhenDone(origin, await submit(origin, body));
}

/** Resolves with the frame that says that the run ended. */
export async function watchToEnd(origin: URL, runId: string): Promise<void> {
  const socket = new WebSocket(new URL(`/api/runs/${runId}/events`, origin));
  const { promise, resolve, reject } = Promise.withResolvers<void>();

  socket.addEventListener("error", () => reject(new Error(`The WebSocket of ${runId} failed.`)));
  socket.addEventListener("message", ({ data }) => {
    if (frame.parse(JSON.parse(String(data))).type === "end") {
      resolve();
    }
  });

  await promise;
  socket.close();
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();

  if (!response.ok) {
    throw new Error(`${response.status} of ${response.url}: ${text}`);
  }

  return JSON.parse(text);
}
