/** Whether a task that asks for a retry gets one, and when. Total executions are the retries allowed and one. */

export const DEFAULT_MAX_RETRIES = 3;
export const DEFAULT_RETRY_DELAY_SECONDS = 180;

/** The end of the year 9999: what is later has no date that people could read. */
const LAST_INSTANT = 253_402_300_799_999;

/** What a task says when it asks. */
export interface RetryRequest {
  /** Seconds to wait; without it, and without `eta`, the task's default. */
  readonly countdown?: number;
  /** Not before this instant; one that has passed is now. */
  readonly eta?: Date;
  /** Retries allowed, counted from the first execution: for this request instead of the task's. null is for ever. */
  readonly maxRetries?: number | null;
}

export interface RetryTerms {
  /** Retries so far. */
  readonly retries: number;
  /** null is for ever. */
  readonly maxRetries: number | null;
  readonly defaultDelaySeconds: number;
  /** Milliseconds. */
  readonly now: number;
}

export type RetryDecision =
  | { readonly kind: "retry"; readonly delayMs: number }
  /** It had all its retries. */
  | { readonly kind: "exhausted" }
  /** The request makes no sense. */
  | { readonly kind: "invalid"; readonly message: string };

export function decideRetry(request: RetryRequest, terms: RetryTerms): RetryDecision {
  const { retries, now } = terms;
  const maxRetries = request.maxRetries === undefined ? terms.maxRetries : request.maxRetries;
  const message = problemOf(request, now);

  if (message !== null) {
    return { kind: "invalid", message };
  }

  if (maxRetries !== null && retries >= maxRetries) {
    return { kind: "exhausted" };
  }

  const { countdown = terms.defaultDelaySeconds, eta } = request;

  return {
    kind: "retry",
    delayMs: eta === undefined ? Math.round(countdown * 1000) : Math.max(0, eta.getTime() - now),
  };
}

function problemOf({ countdown, eta, maxRetries }: RetryRequest, now: number): string | null {
  if (countdown !== undefined && eta !== undefined) {
    return "retry() takes a countdown or an eta, not both.";
  }

  // Written so that NaN is out of range too.
  if (countdown !== undefined && !(countdown >= 0 && now + countdown * 1000 <= LAST_INSTANT)) {
    return `retry() countdown: expected seconds from 0 to the end of the year 9999; got ${countdown}.`;
  }

  if (eta !== undefined && !(eta.getTime() <= LAST_INSTANT)) {
    return "retry() eta: expected a valid date up to the year 9999.";
  }

  return (maxRetries ?? 0) >= 0 && Number.isInteger(maxRetries ?? 0)
    ? null
    : `retry() maxRetries: expected a whole number from 0, or null for ever; got ${maxRetries}.`;
}
