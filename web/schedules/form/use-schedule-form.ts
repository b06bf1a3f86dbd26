import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";

import type { ScheduleView } from "../../../shared/wire/schedules.ts";
import { ApiError, type FieldError } from "../../api/api-error.ts";
import { changeSchedule, createSchedule, SCHEDULES_KEY, useNextRuns } from "../../api/schedules.ts";
import { useSettled } from "../../ui/use-settled.ts";
import { draftOf, draftOfDrawing, newDraft, type ScheduleDraft } from "./draft.ts";
import { ownZone } from "./local-time.ts";
import { type PlacedProblems, placeProblems } from "./problems.ts";
import { changesOf, readDraft, readWhen } from "./read-draft.ts";

const TYPING_MS = 250;
const NEXT_RUNS = 5;

interface ScheduleForm {
  readonly draft: ScheduleDraft;
  readonly edit: (change: Partial<ScheduleDraft>) => void;
  readonly problems: PlacedProblems;
  readonly next: ReturnType<typeof useNextRuns>;
  readonly save: UseMutationResult<ScheduleView, Error, void>;
  readonly submit: () => void;
}

/** What is written in the form, what is wrong with it, when it would run, and the way to the server. `entry` null: a new one. */
export function useScheduleForm(
  entry: ScheduleView | null,
  onDone: (name: string) => void,
): ScheduleForm {
  const [first] = useState(() => (entry === null ? firstDraft() : draftOf(entry)));
  const [draft, setDraft] = useState(first);
  const [wasTried, setWasTried] = useState(false);
  const queries = useQueryClient();
  const read = readDraft(draft);
  const asked = useSettled(questionOf(draft), TYPING_MS);
  const next = useNextRuns(asked === null ? null : when.parse(JSON.parse(asked)), NEXT_RUNS);
  const save = useMutation({
    mutationFn: () =>
      entry === null
        ? createSchedule({ name: draft.name.trim(), ...read.body })
        : changeSchedule(entry.name, changesOf(readDraft(first).body, read.body)),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: SCHEDULES_KEY, exact: true });
      onDone(name);
    },
  });

  return {
    draft,
    edit(change) {
      setDraft({ ...draft, ...change });
      save.reset();
    },
    problems: placeProblems([
      ...(wasTried ? read.problems : []),
      ...fieldErrors(next.error),
      ...fieldErrors(save.error),
    ]),
    next,
    save,
    submit() {
      setWasTried(true);

      if (read.problems.length === 0) {
        save.mutate();
      }
    },
  };
}

/** The editor leaves in the history what is to be scheduled. */
function firstDraft(): ScheduleDraft {
  return { ...newDraft("", ownZone()), ...draftOfDrawing(history.state) };
}

const when = z.object({ schedule: z.unknown(), timezone: z.string() });

/** What the preview is asked, as a text: equal questions are the same. Null: there is nothing to ask yet. */
function questionOf(draft: ScheduleDraft): string | null {
  const { body, problems } = readWhen(draft);

  return problems.length === 0 ? JSON.stringify(body) : null;
}

/** Beside the fields they are about. */
function fieldErrors(error: Error | null): readonly FieldError[] {
  return error instanceof ApiError ? error.errors : [];
}
