import { createContext, use, useDeferredValue, useMemo } from "react";

import type { BlockId } from "../../shared/drawing/block.ts";
import type { TaskCatalog } from "../../shared/engine/catalog.ts";
import type { TaskView } from "../../shared/task/view.ts";
import type { Flaw } from "../graph/nodes/node-look.ts";
import { type DrawingProblem, problemsOf } from "./problems.ts";
import { misfitsOf } from "./result-type.ts";
import { shortProblem } from "./short-problem.ts";
import { useDrawing } from "./use-editor.ts";

/** What is wrong with the drawing, or may be. */
export interface Flaws {
  /** It would be refused. */
  readonly problems: readonly DrawingProblem[];
  /** It would run, and most likely fail. */
  readonly warnings: readonly DrawingProblem[];
  /** The first of each block, in words. */
  readonly words: ReadonlyMap<BlockId, Flaw>;
}

const NONE: Flaws = { problems: [], warnings: [], words: new Map() };

export const FlawsContext = createContext<Flaws>(NONE);

export function useFlaws(): Flaws {
  return use(FlawsContext);
}

/** Checks the drawing as it changes, a moment after: a large one takes longer than a keystroke. */
export function useChecked(tasks: readonly TaskView[], catalog: TaskCatalog): Flaws {
  const drawing = useDeferredValue(useDrawing());
  const byName = useMemo(() => new Map(tasks.map((task) => [task.name, task])), [tasks]);

  return useMemo(() => {
    const problems = problemsOf(drawing, catalog);
    const misfits = drawing.root === null ? [] : misfitsOf(drawing.root, byName);
    const warnings = misfits.map(({ block, message }) => ({ block, place: "", message }));
    const words = new Map<BlockId, Flaw>();

    for (const problem of [...problems, ...warnings]) {
      if (problem.block !== null && !words.has(problem.block)) {
        const isWarning = !problems.includes(problem);
        words.set(problem.block, { words: shortProblem(problem.message), isWarning });
      }
    }

    return { problems, warnings, words };
  }, [drawing, catalog, byName]);
}
