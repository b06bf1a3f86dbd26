import { useSyncExternalStore, type MouseEvent, type ReactElement, type ReactNode } from "react";

import { parseRoute, type Route } from "./route.ts";

const NAVIGATED = "lovage:navigated";

/** Goes to a page of the app without loading the document again, and takes the reader along. The page finds `state` in the history. */
export function navigate(path: string, state: unknown = null): void {
  history.pushState(state, "", path);
  dispatchEvent(new Event(NAVIGATED));
  scrollTo(0, 0);
  document.querySelector("main")?.focus();
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.pathname));
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
  readonly children: ReactNode;
}

/** A link to a page of the app. A new tab, a copied address and the middle button do what they always do. */
export function Link({ to, className, children }: LinkProps): ReactElement {
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
    <a href={to} className={className} onClick={follow}>
      {children}
    </a>
  );
}
