/** The pages of the app, by the path that names them. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "editor" }
  | { readonly page: "runs" }
  | { readonly page: "run"; readonly runId: string }
  | { readonly page: "schedules" }
  | { readonly page: "unknown"; readonly path: string };

export const HOME_PATH = "/";
export const EDITOR_PATH = "/editor";
export const RUNS_PATH = "/runs";
export const SCHEDULES_PATH = "/schedules";

export function runPath(runId: string): string {
  return `${RUNS_PATH}/${encodeURIComponent(runId)}`;
}

export function parseRoute(path: string): Route {
  const [head, id, ...rest] = path.split("/").filter((part) => part !== "");

  if (head === undefined) {
    return { page: "home" };
  }

  if (head === "editor" && id === undefined) {
    return { page: "editor" };
  }

  if (head === "runs" && rest.length === 0) {
    return id === undefined ? { page: "runs" } : { page: "run", runId: decode(id) };
  }

  if (head === "schedules" && id === undefined) {
    return { page: "schedules" };
  }

  return { page: "unknown", path };
}

/** A path that is no valid encoding names nothing; it is kept as it is, so the page can say so. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
