import { beforeAll, describe, expect, it } from "vitest";

import { s } from "../reference/signatures.ts";
import { type Answer, apiAt } from "./api.ts";
import { problemIn } from "./problem.ts";
import { askForWebSocket } from "./upgrade.ts";
import { useBuiltWorker } from "./use-built-worker.ts";

const ADMIN = { authorization: "Bearer admin-secret" };
const VIEWER = { authorization: "Bearer viewer-secret" };

describe("a deployment without tokens", () => {
  const { api } = useBuiltWorker({});

  it.each([
    "GET /api/runs",
    "POST /api/runs",
    "GET /api/tasks",
    "GET /api/health",
    "GET /api/session",
    "POST /api/session",
  ])("answers %s with 503 and the command that sets one", async (request) => {
    const [method = "", path = ""] = request.split(" ");
    const answer = await api.send(
      method,
      path,
      method === "POST" ? { token: "" } : undefined,
      ADMIN,
    );

    expect(problemIn(answer)).toBe("503 not-configured");
    expect(answer.body).toMatchObject({
      detail: expect.stringContaining("npx wrangler secret put LOVAGE_ADMIN_TOKEN"),
    });
  });

  it("serves the app all the same", async () => {
    expect((await api.get("/")).status).toBe(200);
  });
});

describe("a deployment with tokens", () => {
  const { worker, api: anybody } = useBuiltWorker({
    LOVAGE_ADMIN_TOKEN: "admin-secret",
    LOVAGE_VIEWER_TOKEN: "viewer-secret",
    // Has no effect beside tokens.
    LOVAGE_OPEN: "1",
  });
  const admin = apiAt(worker, ADMIN);
  const viewer = apiAt(worker, VIEWER);
  let runId: string;

  beforeAll(async () => {
    runId = await admin.submit(s("add", 2, 3));
  });

  it("tells whoever asks that it is there, and nothing else", async () => {
    expect((await anybody.get("/api/health")).status).toBe(200);

    for (const path of [
      "/api/runs",
      `/api/runs/${runId}`,
      "/api/tasks",
      `/api/results/${runId}`,
      "/api/nothing",
    ]) {
      const answer = await anybody.get(path);

      expect(problemIn(answer)).toBe("401 unauthorized");
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  it.each([
    "Bearer wrong",
    "Bearer ",
    "Basic admin-secret",
    "admin-secret",
    "Bearer admin-secret2",
  ])("refuses the authorization %j", async (authorization) => {
    expect(problemIn(await anybody.send("GET", "/api/runs", undefined, { authorization }))).toBe(
      "401 unauthorized",
    );
  });

  it("lets the admin read and write", async () => {
    expect(await admin.finish(runId)).toMatchObject({ state: "SUCCESS", result: 5 });

    const { run_id: other } = await admin.finish(await admin.submit(s("echo", 1)));

    expect((await admin.send("DELETE", `/api/runs/${other}`)).status).toBe(204);
  });

  it("lets the viewer read and nothing else", async () => {
    expect(await viewer.finish(runId)).toMatchObject({ state: "SUCCESS", result: 5 });

    for (const path of [
      "/api/runs?kind=all",
      "/api/schedules",
      "/api/queues",
      "/api/dead-letters",
    ]) {
      expect(await viewer.get(path)).toMatchObject({ status: 200 });
    }

    for (const request of [
      "POST /api/runs",
      "POST /api/tasks/add",
      `POST /api/runs/${runId}/revoke`,
      `DELETE /api/runs/${runId}`,
    ]) {
      const [method = "", path = ""] = request.split(" ");

      expect(problemIn(await viewer.send(method, path))).toBe("403 read-only");
    }

    expect(await viewer.finish(runId)).toMatchObject({ state: "SUCCESS" });
  });

  it("opens a WebSocket to either token and to nobody else", async () => {
    expect((await askForWebSocket(events(), ADMIN)).status).toBe(101);
    expect((await askForWebSocket(events(), VIEWER)).status).toBe(101);
    expect(problemIn(await askForWebSocket(events()))).toBe("401 unauthorized");
    expect(problemIn(await askForWebSocket(events(), { origin: worker.origin }))).toBe(
      "401 unauthorized",
    );
  });

  describe("with a session", () => {
    let cookie: string;

    beforeAll(async () => {
      cookie = await signIn("admin-secret");
    });

    it("has the role of its token, until it is signed out", async () => {
      const viewerCookie = await signIn("viewer-secret");

      expect((await withCookie("GET", "/api/session")).body).toEqual({ role: "admin" });
      expect(
        (await anybody.send("GET", "/api/session", undefined, { cookie: viewerCookie })).body,
      ).toEqual({ role: "viewer" });
      expect(problemIn(await anybody.send("POST", "/api/runs", {}, { cookie: viewerCookie }))).toBe(
        "403 read-only",
      );

      const left = await withCookie("DELETE", "/api/session");

      expect(left.status).toBe(204);
      expect(left.headers.get("set-cookie")).toMatch(/^lovage_session=;.*Max-Age=0/u);
    });

    it("is not given for a wrong token", async () => {
      expect(problemIn(await anybody.post("/api/session", { token: "wrong" }))).toBe(
        "401 unauthorized",
      );
    });

    it("keeps its cookie from scripts, from other sites, and the token out of it", async () => {
      const { headers } = await anybody.post("/api/session", { token: "admin-secret" });

      expect(headers.get("set-cookie")).toMatch(/; HttpOnly; SameSite=Strict/u);
      expect(headers.get("set-cookie")).not.toContain("secret");
    });

    it("serves the pages of this deployment and refuses those of others", async () => {
      expect((await withCookie("GET", "/api/runs", { origin: worker.origin })).status).toBe(200);

      for (const origin of [
        "https://evil.example",
        "null",
        worker.origin.replace("http:", "https:") + "0",
      ]) {
        expect(problemIn(await withCookie("GET", "/api/runs", { origin }))).toBe(
          "403 foreign-origin",
        );
        expect(problemIn(await withCookie("POST", "/api/runs", { origin }))).toBe(
          "403 foreign-origin",
        );
        expect(problemIn(await askForWebSocket(events(), { cookie, origin }))).toBe(
          "403 foreign-origin",
        );
      }
    });

    it("opens a WebSocket only to a page that says where it comes from", async () => {
      expect((await askForWebSocket(events(), { cookie, origin: worker.origin })).status).toBe(101);
      expect(problemIn(await askForWebSocket(events(), { cookie }))).toBe("401 unauthorized");
    });

    function withCookie(method: string, path: string, headers: object = {}): Promise<Answer> {
      return anybody.send(method, path, undefined, { cookie, ...headers });
    }
  });

  function events(): string {
    return `${worker.origin}/api/runs/${runId}/events`;
  }

  async function signIn(token: string): Promise<string> {
    const { status, headers } = await anybody.post("/api/session", { token });

    expect(status).toBe(204);

    return headers.get("set-cookie")?.split(";")[0] ?? "";
  }
});
