/**
 * Where failures begin, for errbacks. A part of a canvas has scopes: an errback hung on the part gets one call per scope, from the
 * first thing in it that fails by itself.
 *
 * - a task: itself, and the header it is the body of;
 * - a chain: one scope over its steps (members of a group in its middle are a header: they answer to their body), and those of a final group;
 * - a group: those of its members;
 * - a chord: those of its body, and the failure of its header, reported as the body's last task.
 */
import type { Ref, Watched } from "./plan.ts";

interface Scope {
  readonly watched: readonly Watched[];
  /** The node this scope ends in; null when the part goes on in other scopes. */
  readonly output: number | null;
}

/** Where failures begin in a part of a canvas. */
export interface Failures {
  readonly scopes: readonly Scope[];
  /**
   * What an errback of the chain around it watches when more follows: all of a part that yields one result; of one that yields a list
   * only what comes before the list, since its members are a header then.
   */
  readonly lead: readonly Watched[];
}

/** Of a task; `headers` are the joins whose failure it is the first to be told. */
export function taskFailures(node: number, headers: readonly Ref[]): Failures {
  const watched = [...headers, node].map((ref) => ({ ref, reportsAs: node }));

  return { scopes: [{ output: node, watched }], lead: watched };
}

export function groupFailures(members: readonly Failures[]): Failures {
  return { scopes: members.flatMap(({ scopes }) => scopes), lead: [] };
}

export function chainFailures(steps: readonly Failures[], output: number | null): Failures {
  const before = steps.slice(0, -1).flatMap(({ lead }) => lead);
  const ends = steps.at(-1) ?? { scopes: [], lead: [] };
  const lead = [...before, ...ends.lead];

  if (output !== null) {
    return { scopes: [{ watched: lead, output }], lead };
  }

  const scopes = before.length === 0 ? ends.scopes : [{ watched: before, output }, ...ends.scopes];

  return { scopes, lead };
}

/** `headers` are the join of the chord's header, and those before it when the chord is a body itself: their failure is the body's, as a whole. */
export function chordFailures(
  body: Failures & { readonly list: boolean },
  headers: readonly Ref[],
): Failures {
  const isInside = ({ ref }: Watched): boolean => !headers.includes(ref);
  const scopes = body.scopes.map(({ watched, output }) => {
    const inside = watched.filter(isInside);
    const told = output === null ? [] : headers.map((ref) => ({ ref, reportsAs: output }));

    return { output, watched: [...told, ...inside] };
  });
  const whole = scopes.flatMap(({ watched }) => watched);

  return { scopes, lead: body.list ? body.lead.filter(isInside) : whole };
}
