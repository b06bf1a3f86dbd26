import { readFileSync } from "node:fs";

/** A file of recorded cases under `test/cases`. */
export function readCases(file: string): string {
  return readFileSync(new URL(`../../cases/${file}`, import.meta.url), "utf8");
}
