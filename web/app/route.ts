/** The pages of the app, by the path that names them. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "editor"; readonly workflow: string | null }
  | { readonly page: "runs" }
  | { readonly page: "run"; readonly runId: string }
  | { readonly page: "queues" }
  | { readonly page: "schedules" }
  | { readonly page: "dead-letters" }
  | { readonly page: "unknown"; readonly path: string };

export const HOME_PATH = "/";
export const EDITOR_PATH = "/editor";
export const RUNS_PATH = "/runs";
export const QUEUES_PATH = "/queues";
export const SCHEDULES_PATH = "/schedules";
export const NEW_SCHEDULE_PATH = `${SCHEDULES_PATH}?form=new`;
export const DEAD_LETTERS_PATH = "/dead-letters";

/** Null: whatever was drawn last. */
export function editorPath(workflow: string | null): string {
  return workflow === null ? EDITOR_PATH : `${EDITOR_PATH}/${encodeURIComponent(workflow)}`;
}

export function runPath(runId: string): string {
  return `${RUNS_PATH}/${encodeURIComponent(runId)}`;
}

/** Those that show one thing, whatever follows the question mark. */
const PLAIN_PAGES: ReadonlyMap<string, Route> = new Map([
  [HOME_PATH, { page: "home" }],
  [EDITOR_PATH, { page: "editor", workflow: null }],
  [RUNS_PATH, { page: "runs" }],
  [QUEUES_PATH, { page: "queues" }],
  [SCHEDULES_PATH, { page: "schedules" }],
  [DEAD_LETTERS_PATH, { page: "dead-letters" }],
]);

export function parseRoute(path: string): Route {
  const parts = path.split("/").filter((part) => part !== "");
  const [head, id, ...rest] = parts;

  if (head === "runs" && id !== undefined && rest.length === 0) {
    return { page: "run", runId: decode(id) };
  }

  if (head === "editor" && id !== undefined && rest.length === 0) {
    return { page: "editor", workflow: decode(id) };
  }

  return PLAIN_PAGES.get(`/${parts.join("/")}`) ?? { page: "unknown", path };
}

/** A path that is no valid encoding names nothing; it is kept as it is, so the page can say so. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
