/** The path of a part of what stands at `path`; the whole canvas has the empty path. */
export function pathOf(path: string, part: string): string {
  return path === "" ? part : `${path}.${part}`;
}

/** True if `path` is a proper part of what stands at `whole`. */
export function isWithin(whole: string, path: string): boolean {
  return whole === "" || path.startsWith(`${whole}.`);
}
