/**
 * The line to the server as the page shows it.
 *
 *     connecting ──> live <────> final
 *          │         │  ^          │
 *          v         v  │          │
 *         reconnecting ─┘<─────────┘      outdated
 *
 * `final`: the run ended. Nothing more will come unless it is retried. `outdated`: the server says what this page cannot read.
 */
export type Connection =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | {
      readonly kind: "reconnecting";
      /** How often it was tried in vain since the line broke. */
      readonly attempt: number;
      /** When the last word came, in milliseconds since the epoch; null: none ever did. */
      readonly staleSince: number | null;
    }
  | { readonly kind: "final" }
  | { readonly kind: "outdated" };

/** What is shown may not be so any more. */
export function isStale({ kind }: Connection): boolean {
  return kind === "reconnecting" || kind === "outdated";
}
