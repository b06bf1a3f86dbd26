import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";

import { app } from "../../../worker/api/app.ts";
import type { WorkerEnv } from "../../../worker/env.ts";

const ADMIN = { LOVAGE_ADMIN_TOKEN: "admin-secret", LOVAGE_VIEWER_TOKEN: "viewer-secret" };
const WS = { upgrade: "websocket" };

type Settings = Pick<WorkerEnv, "LOVAGE_ADMIN_TOKEN" | "LOVAGE_VIEWER_TOKEN" | "LOVAGE_OPEN">;

/** Nothing is run: what is let in ends at a body that is refused, or at the list of tasks. */
async function ask(settings: Settings, path: string, init: RequestInit = {}): Promise<Response> {
  return app.request(`https://lovage.example${path}`, init, {
    LOVAGE_SHARDS: "1",
    QUEUE_GATE: env.QUEUE_GATE,
    ...settings,
  });
}

function bearer(token: string): { headers: Record<string, string> } {
  return { headers: { authorization: `Bearer ${token}` } };
}

async function signIn(token: string, headers: Record<string, string> = {}): Promise<Response> {
  return ask(ADMIN, "/api/session", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ token }),
  });
}

async function cookieOf(token: string): Promise<string> {
  return (await signIn(token)).headers.get("set-cookie")?.split(";")[0] ?? "";
}

describe("without any token", () => {
  test.each(["/api/tasks", "/api/runs", "/api/session", "/api/health"])(
    "%s answers 503 and names the command",
    async (path) => {
      const response = await ask({}, path);

      expect(response.status).toBe(503);
      expect(await response.text()).toContain("npx wrangler secret put LOVAGE_ADMIN_TOKEN");
    },
  );

  test("an empty token is none", async () => {
    expect((await ask({ LOVAGE_ADMIN_TOKEN: "" }, "/api/tasks", bearer(""))).status).toBe(503);
  });

  test("LOVAGE_OPEN=1 lets everybody in, as admin", async () => {
    expect(await (await ask({ LOVAGE_OPEN: "1" }, "/api/session")).json()).toEqual({
      role: "admin",
    });
    expect((await ask({ LOVAGE_OPEN: "1" }, "/api/tasks")).status).toBe(200);
  });

  test.each(["0", "true", ""])("LOVAGE_OPEN=%j opens nothing", async (open) => {
    expect((await ask({ LOVAGE_OPEN: open }, "/api/tasks")).status).toBe(503);
  });

  test("an open API still refuses the pages of other sites", async () => {
    const init = { method: "POST", headers: { origin: "https://evil.example" } };

    expect((await ask({ LOVAGE_OPEN: "1" }, "/api/runs", init)).status).toBe(403);
  });
});

describe("with tokens", () => {
  test("health answers whoever asks", async () => {
    expect((await ask(ADMIN, "/api/health")).status).toBe(200);
  });

  test.each([
    undefined,
    "Bearer wrong",
    "Bearer admin-secre",
    "Basic admin-secret",
    "Bearer",
    "admin-secret",
  ])("the authorization %j is 401", async (authorization) => {
    const response = await ask(
      ADMIN,
      "/api/tasks",
      authorization === undefined ? {} : { headers: { authorization } },
    );

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("LOVAGE_OPEN opens nothing", async () => {
    expect((await ask({ ...ADMIN, LOVAGE_OPEN: "1" }, "/api/tasks")).status).toBe(401);
  });

  test("the admin's reads and writes", async () => {
    expect((await ask(ADMIN, "/api/tasks", bearer("admin-secret"))).status).toBe(200);
    expect(
      (await ask(ADMIN, "/api/runs", { method: "POST", ...bearer("admin-secret") })).status,
    ).toBe(422);
  });

  test("the viewer's reads and is 403 on every write", async () => {
    expect((await ask(ADMIN, "/api/tasks", bearer("viewer-secret"))).status).toBe(200);

    const question = { schedule: { every: 60 }, after: "2026-11-21T00:00:00Z", count: 1 };
    const asked = await ask(ADMIN, "/api/schedules/preview", {
      method: "POST",
      body: JSON.stringify(question),
      headers: { ...bearer("viewer-secret").headers, "content-type": "application/json" },
    });
    expect(await asked.json()).toEqual({ next: ["2026-11-21T00:01:00.000Z"] });

    for (const [method, path] of [
      ["POST", "/api/runs"],
      ["DELETE", "/api/runs/x"],
      ["POST", "/api/tasks/add"],
      ["PATCH", "/api/tasks/add"],
      ["POST", "/api/schedules"],
      ["PATCH", "/api/schedules/x"],
      ["DELETE", "/api/schedules/x"],
      ["POST", "/api/schedules/x/run"],
      ["PATCH", "/api/queues/high"],
      ["POST", "/api/queues/high/purge"],
      ["POST", "/api/dead-letters/x/replay"],
      ["POST", "/api/dead-letters/replay"],
      ["DELETE", "/api/dead-letters/x"],
    ] as const) {
      const response = await ask(ADMIN, path, { method, ...bearer("viewer-secret") });

      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ type: "/problems/read-only" });
    }
  });
});

describe("a session", () => {
  test("keeps the role of its token in a cookie that scripts cannot read and other sites do not send", async () => {
    const response = await signIn("viewer-secret");
    const cookie = response.headers.get("set-cookie") ?? "";

    expect(response.status).toBe(204);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toContain("viewer-secret");
    expect(
      await (
        await ask(ADMIN, "/api/session", { headers: { cookie: cookie.split(";")[0] ?? "" } })
      ).json(),
    ).toEqual({ role: "viewer" });
  });

  test("is not given for a wrong token, nor to another site", async () => {
    expect((await signIn("wrong")).status).toBe(401);
    expect((await signIn("admin-secret", { origin: "https://evil.example" })).status).toBe(403);
  });

  test("cannot be forged or prolonged", async () => {
    const cookie = await cookieOf("viewer-secret");
    const forged = [
      cookie.replace("=1", "=9"),
      cookie.slice(0, -3),
      `${cookie.slice(0, cookie.indexOf("."))}.`,
      "lovage_session=99999999999999",
      "lovage_session=",
    ];

    for (const one of forged) {
      expect((await ask(ADMIN, "/api/session", { headers: { cookie: one } })).status, one).toBe(
        401,
      );
    }
  });

  test("ends after a week", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    const cookie = await cookieOf("admin-secret");
    const status = async (at: number): Promise<number> => {
      vi.setSystemTime(at);

      return (await ask(ADMIN, "/api/session", { headers: { cookie } })).status;
    };
    const week = 7 * 24 * 3600 * 1000;

    expect(await status(week - 1)).toBe(200);
    expect(await status(week)).toBe(401);
    vi.useRealTimers();
  });

  test("ends with its token", async () => {
    const cookie = await cookieOf("admin-secret");
    const response = await ask({ LOVAGE_ADMIN_TOKEN: "another" }, "/api/session", {
      headers: { cookie },
    });

    expect(response.status).toBe(401);
  });

  test("does not let pages of other sites ask, nor a WebSocket that does not say where it comes from", async () => {
    const cookie = await cookieOf("admin-secret");
    const path = "/api/runs/a,b/events";

    expect(
      (await ask(ADMIN, "/api/tasks", { headers: { cookie, origin: "https://lovage.example" } }))
        .status,
    ).toBe(200);
    expect(
      (await ask(ADMIN, "/api/tasks", { headers: { cookie, origin: "https://evil.example" } }))
        .status,
    ).toBe(403);
    expect((await ask(ADMIN, "/api/tasks", { headers: { cookie, origin: "null" } })).status).toBe(
      403,
    );
    expect((await ask(ADMIN, path, { headers: { cookie, ...WS } })).status).toBe(401);
    expect(
      (await ask(ADMIN, path, { headers: { cookie, ...WS, origin: "https://lovage.example" } }))
        .status,
    ).toBe(404);
    expect(
      (await ask(ADMIN, path, { headers: { ...bearer("admin-secret").headers, ...WS } })).status,
    ).toBe(404);
  });

  test("is forgotten on request", async () => {
    const response = await ask(ADMIN, "/api/session", { method: "DELETE" });

    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(/lovage_session=;.*Max-Age=0/);
  });
});
