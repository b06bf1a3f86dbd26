/** A request that is refused, and how. */
export interface Refusal {
  /** What is wrong with it. */
  readonly what: string;
  /** `POST /api/runs` unless given. */
  readonly request?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Status and kind, as `problemIn` says it. */
  readonly problem: string;
  /** What the detail must say: where it is, what was expected and what came. */
  readonly says: readonly string[];
}
