/** The pages besides the first one: their code is loaded when they are shown. */
import { lazy } from "react";

export const EditorPage = lazy(async () => {
  const { EditorPage: page } = await import("../editor/editor-page.tsx");

  return { default: page };
});

export const RunsPage = lazy(async () => {
  const { RunsPage: page } = await import("../runs/runs-page.tsx");

  return { default: page };
});

export const RunPage = lazy(async () => {
  const { RunPage: page } = await import("../run/run-page.tsx");

  return { default: page };
});

export const SchedulesPage = lazy(async () => {
  const { SchedulesPage: page } = await import("../schedules/schedules-page.tsx");

  return { default: page };
});

export const DeadLettersPage = lazy(async () => {
  const { DeadLettersPage: page } = await import("../dead-letters/dead-letters-page.tsx");

  return { default: page };
});

export const QueuesPage = lazy(async () => {
  const { QueuesPage: page } = await import("../queues/queues-page.tsx");

  return { default: page };
});
