/**
 * Where the calls of this deployment go that name no queue and whose task names none, as Celery's `task_routes`: objects, lists of pairs
 * and functions, asked in order. For example:
 *
 *     { "reports.*": "low", send_email: { queue: "emails", priority: 5 } },
 *     [[/^(video|image)\./, "heavy"]],
 *     ({ kwargs }) => (kwargs["urgent"] === true ? "high" : null),
 */
import type { TaskRoutes } from "../shared/policy/routing.ts";

export const taskRoutes: TaskRoutes = [];
