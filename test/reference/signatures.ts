/** Signatures exactly as written: nothing is flattened, unrolled or upgraded, unlike what the builders of a client do. */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { Signature } from "../../shared/canvas/signature.ts";

export function s(task: string, ...args: readonly JsonValue[]): Signature {
  return { task, args, kwargs: {}, options: {}, subtask_type: null, immutable: false };
}

export function si(task: string, ...args: readonly JsonValue[]): Signature {
  return { ...s(task, ...args), immutable: true };
}

export function chain(...tasks: readonly Signature[]): Signature {
  return { ...s("celery.chain"), kwargs: { tasks }, subtask_type: "chain" };
}

export function group(...tasks: readonly Signature[]): Signature {
  return { ...s("celery.group"), kwargs: { tasks }, subtask_type: "group" };
}

export function chord(header: readonly Signature[] | Signature, body: Signature): Signature {
  return { ...s("celery.chord"), kwargs: { kwargs: {}, header, body }, subtask_type: "chord" };
}

export function map(task: string, it: readonly JsonValue[]): Signature {
  return { ...si("celery.map"), kwargs: { task: s(task), it } };
}

export function starmap(task: string, it: readonly (readonly JsonValue[])[]): Signature {
  return { ...si("celery.starmap"), kwargs: { task: s(task), it } };
}

export function chunks(task: string, it: readonly (readonly JsonValue[])[], n: number): Signature {
  return { ...si("celery.chunks"), kwargs: { task: s(task), it, n } };
}

/** The same with partial arguments in front of its own. */
export function withArgs(signature: Signature, ...args: readonly JsonValue[]): Signature {
  return { ...signature, args: [...args, ...signature.args] };
}

export function withKwargs(signature: Signature, kwargs: JsonObject): Signature {
  return { ...signature, kwargs: { ...signature.kwargs, ...kwargs } };
}

export function withOptions(signature: Signature, options: JsonObject): Signature {
  return { ...signature, options: { ...signature.options, ...options } };
}

export function immutable(signature: Signature): Signature {
  return { ...signature, immutable: true };
}

export function link(signature: Signature, ...callbacks: readonly Signature[]): Signature {
  return withOptions(signature, { link: callbacks });
}

export function onError(signature: Signature, ...errbacks: readonly Signature[]): Signature {
  return withOptions(signature, { link_error: errbacks });
}
