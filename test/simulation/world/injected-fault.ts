/** What the simulation itself makes go wrong. Any other error is a finding. */
export class InjectedFault extends Error {
  override readonly name: string = "InjectedFault";
}

/** As the platform says it: the same call may help where the object is loaded anew. */
export class ConnectionLost extends InjectedFault {
  override readonly name = "ConnectionLost";
  readonly retryable = true;
}

export function isInjected(error: unknown): boolean {
  return error instanceof InjectedFault || (error instanceof Error && isInjectedCause(error.cause));
}

function isInjectedCause(cause: unknown): boolean {
  return cause !== undefined && isInjected(cause);
}

/** A line of the Worker's log that tells of an error which is none of the simulation's. */
export function isStrange(line: unknown): boolean {
  return (
    typeof line === "string" &&
    /"error":"(?!BackendUnavailable|InjectedFault|ConnectionLost)/.test(line)
  );
}

export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
