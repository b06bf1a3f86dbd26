import { s } from "../reference/signatures.ts";
import type { Refusal } from "./refusal.ts";

const UNKNOWN_ID = "0190a0a0-0000-7000-8000-000000000000";

/** Bodies that are no request at all, and calls of single tasks. */
export const REFUSED_BODIES: readonly Refusal[] = [
  { what: "no JSON", body: "{", problem: "400 not-json", says: ["JSON"] },
  {
    what: "no UTF-8",
    body: new Uint8Array([0x22, 0xff, 0x22]),
    problem: "400 not-json",
    says: ["UTF-8"],
  },
  {
    what: "another content type",
    body: JSON.stringify({ canvas: s("echo", 1) }),
    headers: { "content-type": "text/plain" },
    problem: "415 not-json-type",
    says: ["application/json", '"text/plain"'],
  },
  {
    what: "a body over 16 MB",
    body: JSON.stringify({ canvas: s("echo", "x".repeat(17 * 1024 * 1024)) }),
    problem: "413 too-large",
    says: ["16777216 bytes"],
  },
  {
    what: "nothing to run",
    body: {},
    problem: "422 invalid-request",
    says: ["canvas or graph"],
  },
  {
    what: "a list as body",
    body: [],
    problem: "422 invalid-request",
    says: ["expected object"],
  },
  {
    what: "a name that is none",
    body: { canvas: s("echo", 1), name: 5 },
    problem: "422 invalid-request",
    says: ["name", "expected string"],
  },
  {
    what: "a call of an unknown task",
    request: "POST /api/tasks/nope",
    body: { args: [] },
    problem: "422 unknown-task",
    says: ['"nope"'],
  },
  {
    what: "a call with bad arguments",
    request: "POST /api/tasks/add",
    body: { args: [1], kwargs: { y: null } },
    problem: "422 bad-arguments",
    says: ["kwargs.y", "expected number", "got null"],
  },
];

/** What is asked for and is not there. */
export const REFUSED_ADDRESSES: readonly Refusal[] = [
  ...["", "/nodes", "/graph", "/logs", "/result"].map((part) => ({
    what: `${part || "a run"} of an unknown run`,
    request: `GET /api/runs/${UNKNOWN_ID}${part}`,
    problem: "404 unknown-run",
    says: [UNKNOWN_ID],
  })),
  ...["POST /api/runs/hello/revoke", `DELETE /api/runs/${UNKNOWN_ID}`].map((request) => ({
    what: `an unknown run: ${request}`,
    request,
    problem: "404 unknown-run",
    says: ["There is no run"],
  })),
  ...[UNKNOWN_ID, `${UNKNOWN_ID}.5`, "hello", "%00"].map((id) => ({
    what: `the result of ${id}`,
    request: `GET /api/results/${id}`,
    problem: "404 unknown-result",
    says: ["There is no task"],
  })),
  ...["GET /api/nothing", "PUT /api/runs", "PATCH /api/health", "DELETE /api/tasks/add"].map(
    (request) => ({
      what: `an address or method that is not there: ${request}`,
      request,
      problem: "404 not-found",
      says: [request],
    }),
  ),
  {
    what: "a wait with a unit",
    request: `GET /api/runs/${UNKNOWN_ID}?wait=5s`,
    problem: "422 invalid-request",
    says: ["query.wait", "seconds from 0 to 25"],
  },
  {
    what: "a state that is none",
    request: "GET /api/runs?state=DONE",
    problem: "422 invalid-request",
    says: ["query.state", "SUCCESS"],
  },
  {
    what: "events without a WebSocket",
    request: `GET /api/runs/${UNKNOWN_ID}/events`,
    problem: "426 not-a-websocket",
    says: ["WebSocket"],
  },
];
