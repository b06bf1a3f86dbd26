import {
  useMemo,
  useSyncExternalStore,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from "react";

import { parseRoute, type Route } from "./route.ts";

const NAVIGATED = "lovage:navigated";

/** Goes to a page of the app without loading the document again, and takes the reader along. The page finds `state` in the history. */
export function navigate(path: string, state: unknown = null): void {
  history.pushState(state, "", path);
  dispatchEvent(new Event(NAVIGATED));
  scrollTo(0, 0);
  document.querySelector("main")?.focus();
}

/** Another address for what is shown already. */
export function replaceAddress(path: string): void {
  history.replaceState(history.state, "", path);
  dispatchEvent(new Event(NAVIGATED));
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.pathname));
}

/** What the address asks of the page, as in `?state=FAILURE`. */
export function useSearch(): URLSearchParams {
  const search = useSyncExternalStore(subscribe, () => location.search);

  return useMemo(() => new URLSearchParams(search), [search]);
}

/**
 * Asks something else of the page that is shown; null takes a question back. `push` makes it a step that the back button undoes. The
 * reader stays where they are, and so does what the page keeps in the history.
 */
export function changeSearch(
  changes: Readonly<Record<string, string | null>>,
  how: "push" | "replace" = "replace",
): void {
  const search = new URLSearchParams(location.search);

  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      search.delete(name);
    } else {
      search.set(name, value);
    }
  }

  const query = search.toString();
  const path = query === "" ? location.pathname : `${location.pathname}?${query}`;

  if (how === "push") {
    history.pushState(history.state, "", path);
  } else {
    history.replaceState(history.state, "", path);
  }

  dispatchEvent(new Event(NAVIGATED));
}

function subscribe(onChange: () => void): () => void {
  addEventListener("popstate", onChange);
  addEventListener(NAVIGATED, onChange);

  return () => {
    removeEventListener("popstate", onChange);
    removeEventListener(NAVIGATED, onChange);
  };
}

interface LinkProps {
  readonly to: string;
  readonly className?: string;
  /** It leads to where the reader is. */
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A link to a page of the app. A new tab, a copied address and the middle button do what they always do. */
export function Link({ to, className, isCurrent = false, children }: LinkProps): ReactElement {
  function follow(event: MouseEvent): void {
    if (
      event.button === 0 &&
      !event.metaKey &&
      !event.ctrlKey &&
      !event.shiftKey &&
      !event.altKey
    ) {
      event.preventDefault();
      navigate(to);
    }
  }

  return (
    <a
      href={to}
      className={className}
      aria-current={isCurrent ? "page" : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
