import type { ReactNode } from "react";

import { ApiError } from "../api/api-error.ts";
import { useSession } from "../api/session.ts";
import { TokenForm } from "./token-form.tsx";

/** Shows the page, or what it takes to be let in. Until the answer is here the page is shown: most readers are. */
export function Access({ children }: { readonly children: ReactNode }): ReactNode {
  const { error } = useSession();

  return isClosed(error) ? <TokenForm refusal={error} /> : children;
}

function isClosed(error: Error | null): error is ApiError {
  return error instanceof ApiError && (error.status === 401 || error.status === 503);
}
