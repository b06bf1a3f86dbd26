/**
 * Where failures begin, for errbacks. A part of a canvas has scopes: an errback hung on the part gets one call per scope, from the
 * first thing in it that fails by itself.
 *
 * - a task: itself, and the header it is the body of;
 * - a chain: one scope over its steps (members of a group in its middle are a header: they answer to their body), and those of a final group;
 * - a group: those of its members;
 * - a chord: those of its body, and the failure of its header, reported as the body's last task.
 */
import { type Ref, type Watched } from "./plan.ts";

export interface Scope {
  readonly watched: readonly Watched[];
  /** The node this scope ends in; null when the part goes on in other scopes. */
  readonly output: number | null;
}

/** The scope of a task; `headers` are the joins whose failure it is the first to be told. */
export function taskScope(node: number, headers: readonly Ref[]): Scope {
  return { output: node, watched: [...headers, node].map((ref) => ({ ref, reportsAs: node })) };
}

interface Part {
  readonly list: boolean;
  readonly scopes: readonly Scope[];
}

export function chainScopes(steps: readonly Part[]): readonly Scope[] {
  const last = steps.at(-1);
  const before = steps
    .slice(0, -1)
    .flatMap(({ list, scopes }) =>
      list ? scopes.filter(({ output }) => output === null) : scopes,
    );
  const ends = last?.scopes ?? [];
  const watched = [...before, ...(last?.list === true ? [] : ends)].flatMap(
    (scope) => scope.watched,
  );

  if (last?.list === true) {
    return watched.length === 0 ? ends : [{ watched, output: null }, ...ends];
  }

  return [{ watched, output: ends.at(-1)?.output ?? null }];
}

/** `headers` are the join of the chord's header, and those before it when the chord is a body itself: their failure is the body's, as a whole. */
export function chordScopes(body: readonly Scope[], headers: readonly Ref[]): readonly Scope[] {
  return body.map(({ watched, output }) => {
    const inside = watched.filter(({ ref }) => !headers.includes(ref));

    return {
      output,
      watched:
        output === null
          ? inside
          : [...headers.map((ref) => ({ ref, reportsAs: output })), ...inside],
    };
  });
}
