/** `/api/workflows`: saved drawings, versioned, and running one by its name. */
import { type Context, Hono } from "hono";
import { z } from "zod";

import { MAX_VALUE_BYTES } from "../../shared/engine/limits.ts";
import { utf8Bytes } from "../../shared/engine/values.ts";
import { fields } from "../../shared/wire/fields.ts";
import { jsonObject } from "../../shared/wire/json.ts";
import {
  type SaveReply,
  type SavedWorkflow,
  type WorkflowStoreRpc,
  type WorkflowView,
  changedWorkflow,
  newWorkflow,
  renamedWorkflow,
} from "../../shared/wire/workflows.ts";
import { callObject } from "../backend.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { ApiProblem, nothingToRemove } from "./problem.ts";
import { readQuery, wholeNumber } from "./query.ts";
import { schemaProblem } from "./schema-problem.ts";
import { runBody } from "./submit-body.ts";
import { submitRun } from "./submit-run.ts";

/** One object for the whole deployment. */
const STORE_NAME = "workflows";

const versionQuery = z.object({ version: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional() });

const startBody = fields({
  /** For the canvas as a whole, as `apply_async(**options)`. */
  options: jsonObject.optional(),
  idempotency_key: idempotencyKey.optional(),
  version: z.int().positive().optional(),
});

export const workflows = new Hono<ApiEnv>();

workflows.get("/", async (c) =>
  c.json({ workflows: await callStore(c.env, (store) => store.list()) }),
);

workflows.post("/", async (c) => {
  const { name, ...workflow } = await readBody(c.req.raw, newWorkflow);

  requireFit(workflow);

  const created = await callStore(c.env, (store) => store.create(name, workflow));

  return c.json(requireSaved(name, created), 201, {
    location: `/api/workflows/${encodeURIComponent(name)}`,
  });
});

workflows.get("/:name", async (c) => {
  const { version = null } = readQuery(c.req.raw, versionQuery);

  return c.json(await findWorkflow(c, version));
});

workflows.put("/:name", async (c) => {
  const name = c.req.param("name");
  const { version = null, ...workflow } = await readBody(c.req.raw, changedWorkflow);

  requireFit(workflow);

  return c.json(
    requireSaved(name, await callStore(c.env, (store) => store.save(name, workflow, version))),
  );
});

workflows.patch("/:name", async (c) => {
  const name = c.req.param("name");
  const { name: to } = await readBody(c.req.raw, renamedWorkflow);
  const renamed = await callStore(c.env, (store) => store.rename(name, to));

  return c.json(requireSaved(renamed === "taken" ? to : name, renamed));
});

workflows.delete("/:name", async (c) => {
  const name = c.req.param("name");

  if (!(await callStore(c.env, (store) => store.remove(name)))) {
    throw nothingToRemove(unknownWorkflow(name));
  }

  return c.body(null, 204);
});

workflows.post("/:name/runs", async (c) => {
  const { version = null, ...call } = await readBody(c.req.raw, startBody);
  const { name, canvas, graph } = await findWorkflow(c, version);

  if (canvas === null && graph === null) {
    throw new ApiProblem(
      "bad-canvas",
      `Workflow "${name}" has nothing that can be run: save it with a canvas or a graph first.`,
    );
  }

  const body = runBody.safeParse({ name, ...call, ...(graph === null ? { canvas } : { graph }) });

  if (!body.success) {
    throw schemaProblem(body.error, "body");
  }

  return submitRun(c, body.data);
});

async function findWorkflow(c: Context<ApiEnv>, version: number | null): Promise<WorkflowView> {
  const name = c.req.param("name") ?? "";
  const found = await callStore(c.env, (store) => store.find(name, version));

  if (found === null) {
    throw unknownWorkflow(version === null ? name : `${name}, version ${version}`);
  }

  return found;
}

/** A row holds it. */
function requireFit(workflow: SavedWorkflow): void {
  const bytes = utf8Bytes(JSON.stringify(workflow));

  if (bytes > MAX_VALUE_BYTES) {
    throw new ApiProblem(
      "too-large",
      `A saved workflow may take ${MAX_VALUE_BYTES} bytes of JSON; this one takes ${bytes}.`,
    );
  }
}

function requireSaved(name: string, reply: SaveReply): WorkflowView {
  switch (reply) {
    case "taken":
      throw new ApiProblem(
        "workflow-exists",
        `There is a workflow "${name}" already: change it with PUT, or choose another name.`,
      );
    case "stale":
      throw new ApiProblem(
        "workflow-changed",
        `Somebody saved a newer version of "${name}" meanwhile: read it, and save yours on top of it.`,
      );
    case "full":
      throw new ApiProblem("too-large", "There are 1,000 workflows: delete one first.");
    case "unknown":
      throw unknownWorkflow(name);
    default:
      return reply;
  }
}

function unknownWorkflow(name: string): ApiProblem {
  return new ApiProblem("unknown-workflow", `There is no workflow "${name.slice(0, 220)}".`);
}

interface StoreEnv {
  readonly WORKFLOWS: { getByName(name: string): unknown };
}

function callStore<Reply>(
  { WORKFLOWS }: StoreEnv,
  call: (store: WorkflowStoreRpc) => Promise<Reply>,
): Promise<Reply> {
  return callObject("The store of workflows", async () => {
    // The one cast of this boundary: the platform's stub type wraps every value that RPC carries, which plain data does not need.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return call(WORKFLOWS.getByName(STORE_NAME) as WorkflowStoreRpc);
  });
}
