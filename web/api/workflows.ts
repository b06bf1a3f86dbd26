/** Saved workflows: all of them, one with its versions, and saving. */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { z } from "zod";

import {
  type WorkflowSummary,
  workflowSummary,
  type WorkflowView,
  workflowView,
} from "../../shared/wire/workflows.ts";
import { command, request } from "./client.ts";

const PATH = "/api/workflows";
export const WORKFLOWS_KEY = ["workflows"] as const;

const workflowList = z.object({ workflows: z.array(workflowSummary) });

/** What is saved of a workflow, as the API takes it. */
export interface WorkflowBody {
  readonly canvas: unknown;
  readonly graph: unknown;
  readonly drawing: unknown;
  readonly description: string;
}

/** All of them. */
export function useWorkflows(): UseQueryResult<readonly WorkflowSummary[]> {
  return useQuery({
    queryKey: WORKFLOWS_KEY,
    queryFn: async ({ signal }) => (await request(PATH, workflowList, { signal })).workflows,
  });
}

/** `version` null: the newest, as it is now. */
export function useWorkflow(name: string, version: number | null): UseQueryResult<WorkflowView> {
  return useQuery({
    queryKey: [...WORKFLOWS_KEY, name, version],
    queryFn: () => getWorkflow(name, version),
  });
}

/** `version` null: the newest. */
export function getWorkflow(name: string, version: number | null): Promise<WorkflowView> {
  return request(
    version === null ? pathOf(name) : `${pathOf(name)}?version=${version}`,
    workflowView,
  );
}

/** Refused with 409 when there is one of this name. */
export function createWorkflow(name: string, workflow: WorkflowBody): Promise<WorkflowView> {
  return request(PATH, workflowView, { method: "POST", body: { name, ...workflow } });
}

/** One more version. Refused with 409 when `version` is not the newest any more. */
export function saveWorkflow(
  name: string,
  workflow: WorkflowBody & { readonly version: number },
): Promise<WorkflowView> {
  return request(pathOf(name), workflowView, { method: "PUT", body: workflow });
}

/** Refused with 409 when there is one of the new name. */
export function renameWorkflow(name: string, to: string): Promise<WorkflowView> {
  return request(pathOf(name), workflowView, { method: "PATCH", body: { name: to } });
}

export function removeWorkflow(name: string): Promise<void> {
  return command(pathOf(name), { method: "DELETE" });
}

function pathOf(name: string): string {
  return `${PATH}/${encodeURIComponent(name)}`;
}
