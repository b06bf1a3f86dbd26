import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent, ReactElement } from "react";

import type { ApiError } from "../api/api-error.ts";
import { signIn } from "../api/session.ts";
import { ErrorNote } from "../ui/error-note.tsx";

import "../ui/field.css";
import "./token-form.css";

/** Asks for a token, which becomes a cookie. Where the API has no tokens set up (503) it says how to set them. */
export function TokenForm({ refusal }: { readonly refusal: ApiError }): ReactElement {
  const queries = useQueryClient();
  const entry = useMutation({ mutationFn: signIn, onSuccess: () => queries.resetQueries() });

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get("token");

    if (typeof token === "string") {
      entry.mutate(token);
    }
  }

  return (
    <form className="token-form" onSubmit={submit}>
      <title>Sign in · Lovage</title>
      <h1>This Lovage is closed</h1>
      <p>
        {refusal.status === 503
          ? (refusal.detail ?? refusal.title)
          : "It opens with one of the tokens its owner has set."}
      </p>
      <div className="field">
        <label htmlFor="token">Token</label>
        <input
          className="input"
          id="token"
          name="token"
          type="password"
          required
          autoComplete="current-password"
        />
      </div>
      {entry.error !== null && <ErrorNote error={entry.error} />}
      <button type="submit" className="button primary" disabled={entry.isPending}>
        Sign in
      </button>
    </form>
  );
}
