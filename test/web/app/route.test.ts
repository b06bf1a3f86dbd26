import { describe, expect, it } from "vitest";

import { editorPath, parseRoute, runPath } from "../../../web/app/route.ts";

describe("parseRoute", () => {
  it("finds the list of the runs", () => {
    expect(parseRoute("/runs")).toEqual({ page: "runs" });
  });

  it.each(["/", ""])("finds the first page at %j", (path) => {
    expect(parseRoute(path)).toEqual({ page: "home" });
  });

  it.each(["0199a1b2-c3d4-7001-8abc-000000000001", "nightly 1/2?"])(
    "finds the run that runPath names, %j",
    (runId) => {
      expect(parseRoute(runPath(runId))).toEqual({ page: "run", runId });
    },
  );

  it.each([null, "nightly 1/2?", "v1.2"])(
    "finds the drawing that editorPath names, %j",
    (workflow) => {
      expect(parseRoute(editorPath(workflow))).toEqual({ page: "editor", workflow });
    },
  );

  it.each(["queues", "schedules", "dead-letters"])(
    "finds /%s, with a slash behind it or without",
    (page) => {
      expect(parseRoute(`/${page}`)).toEqual({ page });
      expect(parseRoute(`/${page}/`)).toEqual({ page });
    },
  );

  it.each(["/runs/a/b", "/schedules/a", "/nothing"])("has no page for %j", (path) => {
    expect(parseRoute(path)).toEqual({ page: "unknown", path });
  });

  it("keeps an id that is no valid encoding, so that the page can name it", () => {
    expect(parseRoute("/runs/%E0%A4%A")).toEqual({ page: "run", runId: "%E0%A4%A" });
  });
});
