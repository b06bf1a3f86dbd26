/**
 * Which queue a call goes to, and how urgently, when neither it nor its task says so: Celery's `task_routes`. The first router that has an
 * answer counts. Of an object or a list of pairs, the task's exact name counts before all patterns, and patterns count in written order.
 */
import type { JsonObject, JsonValue } from "../canvas/json.ts";

export interface RoutedCall {
  readonly task: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  /** As the call was made, in Celery's names. */
  readonly options: JsonObject;
}

export interface Route {
  readonly queue?: string;
  /** 0 to 9, 9 first. */
  readonly priority?: number;
}

type Answer = string | Route;

/** Any name, whole: `*` stands for any characters. Or a regular expression, which must fit from the start. */
type Pattern = string | RegExp;

type Router =
  | ((call: RoutedCall) => Answer | null | undefined)
  | readonly (readonly [Pattern, Answer])[]
  | { readonly [pattern: string]: Answer };

export type TaskRoutes = readonly Router[];

/** Nothing, where no router knows the task. */
export function routeOf(routes: TaskRoutes, call: RoutedCall): Route {
  for (const router of routes) {
    const answer = typeof router === "function" ? router(call) : match(router, call.task);

    if (answer !== null && answer !== undefined) {
      return typeof answer === "string" ? { queue: answer } : answer;
    }
  }

  return {};
}

function match(router: Exclude<Router, (...call: never) => unknown>, task: string): Answer | null {
  const pairs: readonly (readonly [Pattern, Answer])[] = isPairs(router)
    ? router
    : Object.entries(router);
  const exact = pairs.find(([pattern]) => pattern === task);
  const [, answer = null] = exact ?? pairs.find(([pattern]) => fits(pattern, task)) ?? [];

  return answer;
}

function isPairs(
  router: Exclude<Router, (...call: never) => unknown>,
): router is readonly (readonly [Pattern, Answer])[] {
  return Array.isArray(router);
}

function fits(pattern: Pattern, task: string): boolean {
  return typeof pattern === "string"
    ? pattern.includes("*") && globOf(pattern).test(task)
    : task.search(pattern) === 0;
}

function globOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => RegExp.escape(part));

  return new RegExp(`^${parts.join(".*")}$`, "s");
}
