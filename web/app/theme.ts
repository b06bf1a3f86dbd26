/** The theme: the system's, unless the reader chose the other one. index.html applies the choice before the first paint. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const STORAGE_KEY = "lovage-theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

/** Choosing what the system says anyway means to follow the system again. */
export function chooseTheme(theme: Theme): void {
  const choice = theme === systemTheme() ? null : theme;
  document.documentElement.dataset["theme"] = choice ?? "";
  store(choice);
  listeners.forEach((notify) => notify());
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];

  return chosen === "light" || chosen === "dark" ? chosen : systemTheme();
}

function systemTheme(): Theme {
  return systemIsDark.matches ? "dark" : "light";
}

function store(choice: Theme | null): void {
  try {
    if (choice === null) {
      localStorage.removeItem(STORAGE_KEY);
    } else {
      localStorage.setItem(STORAGE_KEY, choice);
    }
  } catch {
    // Storage is refused: the choice holds until the page is left.
  }
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  systemIsDark.addEventListener("change", notify);

  return () => {
    listeners.delete(notify);
    systemIsDark.removeEventListener("change", notify);
  };
}
