/** What stands beside the list, as the address says it: `?entry=nightly`, `?entry=nightly&form=edit`, `?form=new`. */
import { changeSearch, useSearch } from "../app/navigation.tsx";

export type OpenEntry =
  | { readonly kind: "details"; readonly name: string }
  | { readonly kind: "edit"; readonly name: string }
  | { readonly kind: "new" };

export function useOpenEntry(): OpenEntry | null {
  return parseOpenEntry(useSearch());
}

export function parseOpenEntry(search: URLSearchParams): OpenEntry | null {
  const name = search.get("entry");
  const form = search.get("form");

  if (name === null) {
    return form === "new" ? { kind: "new" } : null;
  }

  return { kind: form === "edit" ? "edit" : "details", name };
}

export function openEntry(name: string): void {
  changeSearch({ entry: name, form: null }, "push");
}

export function openForm(name: string | null): void {
  changeSearch({ entry: name, form: name === null ? "new" : "edit" }, "push");
}

export function closeEntry(): void {
  changeSearch({ entry: null, form: null }, "push");
}
