/** What stands beside the list, as the address says it: `?entry=nightly`, `?entry=nightly&form=edit`, `?form=new`. */
import { changeSearch, navigate, useSearch } from "../app/navigation.tsx";
import { NEW_SCHEDULE_PATH } from "../app/route.ts";

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

/** A new one begins with nothing, whatever the editor handed over before. */
export function openNew(): void {
  navigate(NEW_SCHEDULE_PATH);
}

export function openEdit(name: string): void {
  changeSearch({ entry: name, form: "edit" }, "push");
}

export function closeEntry(): void {
  changeSearch({ entry: null, form: null }, "push");
}
