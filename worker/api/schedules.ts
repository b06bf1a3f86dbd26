/** `/api/schedules`: what runs by itself, from the code and from here. */
import { Hono } from "hono";

import { makeRunId, shardOfName } from "../../shared/engine/ids.ts";
import type { Changed, ScheduleView } from "../../shared/wire/schedules.ts";
import { callBeat } from "../beat/call-beat.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { ApiProblem, nothingToRemove } from "./problem.ts";
import {
  changeBody,
  changedDefinition,
  newScheduleBody,
  readDefinition,
  requireFuture,
  requireSubmittable,
} from "./schedule-body.ts";
import { preview, previewBody } from "./schedule-preview.ts";

export const schedules = new Hono<ApiEnv>();

schedules.post("/preview", async (c) =>
  c.json({ next: preview(await readBody(c.req.raw, previewBody)) }),
);

schedules.get("/", async (c) =>
  c.json({ schedules: await callBeat(c.env, async (beat) => beat.list()) }),
);

schedules.post("/", async (c) => {
  const { name, ...fields } = await readBody(c.req.raw, newScheduleBody);
  const definition = readDefinition(fields);

  requireFuture(definition);
  requireSubmittable(c.env, definition);

  const changed = await callBeat(c.env, async (beat) => beat.create(name, definition));

  return c.json(requireDone(name, changed), 201, {
    location: `/api/schedules/${encodeURIComponent(name)}`,
  });
});

schedules.get("/:name", async (c) => {
  const name = c.req.param("name");
  const entry = await callBeat(c.env, async (beat) => beat.find(name));

  return c.json(requireEntry(name, entry));
});

schedules.patch("/:name", async (c) => {
  const name = c.req.param("name");
  const change = await readBody(c.req.raw, changeBody);
  const entry = requireEntry(name, await callBeat(c.env, async (beat) => beat.find(name)));
  const definition = changedDefinition(entry, change);

  if (Object.keys(change).every((field) => field === "enabled")) {
    const { enabled } = definition;
    const switched = await callBeat(c.env, async (beat) => beat.enable(name, enabled));

    return c.json(requireDone(name, switched));
  }

  if (["schedule", "timezone", "ends_at"].some((field) => Object.hasOwn(change, field))) {
    requireFuture(definition);
  }

  requireSubmittable(c.env, definition);

  const changed = await callBeat(c.env, async (beat) =>
    beat.replace(name, definition, entry.updated_at),
  );

  return c.json(requireDone(name, changed));
});

schedules.delete("/:name", async (c) => {
  const name = c.req.param("name");

  switch (await callBeat(c.env, async (beat) => beat.remove(name))) {
    case "removed":
      return c.body(null, 204);
    case "in-code":
      throw inCode(name);
    case "unknown":
      throw nothingToRemove(unknownSchedule(name));
  }
});

schedules.post("/:name/run", async (c) => {
  const name = c.req.param("name");
  const random = crypto.getRandomValues(new Uint8Array(8));
  const runId = makeRunId(Date.now(), shardOfName(name), random);
  const fired = await callBeat(c.env, async (beat) => beat.fire(name, runId));

  if (fired === null) {
    throw unknownSchedule(name);
  }

  const { firing, entry } = fired;

  if (firing.outcome === "refused") {
    throw new ApiProblem("bad-canvas", firing.reason ?? "It can no longer be submitted.");
  }

  const url = `/api/runs/${runId}`;

  return c.json({ ...entry, run_id: runId, url }, 202, { location: url });
});

function requireEntry(name: string, entry: ScheduleView | null): ScheduleView {
  if (entry === null) {
    throw unknownSchedule(name);
  }

  return entry;
}

function requireDone(name: string, changed: Changed): ScheduleView {
  switch (changed.kind) {
    case "done":
      return changed.entry;
    case "unknown":
      throw unknownSchedule(name);
    case "in-code":
      throw inCode(name);
    case "exists":
      throw new ApiProblem(
        "schedule-exists",
        `There is a schedule "${name}" already: change that one, or choose another name.`,
      );
    case "changed":
      throw new ApiProblem(
        "schedule-changed",
        `Somebody else changed "${name}" just now. Look at it again, and send the change once more.`,
      );
    case "full":
      throw new ApiProblem(
        "too-large",
        "There may be 1,000 schedules, with 16 MB of canvases and arguments together. Remove some, or pass references to large data.",
      );
  }
}

function unknownSchedule(name: string): ApiProblem {
  return new ApiProblem("unknown-schedule", `There is no schedule "${name.slice(0, 200)}".`);
}

function inCode(name: string): ApiProblem {
  return new ApiProblem(
    "schedule-in-code",
    `"${name}" is defined in worker/beat-schedule.ts: change it there and deploy. Here it can be enabled, disabled and run.`,
  );
}
