/** A budget, and what was measured. */
import type { Spread } from "./measure.ts";
import { printTable } from "./table.ts";

export interface Finding {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** Absolute numbers of this machine, two beside one another. */
export type Detail = readonly [what: string, first: string, second: string];

interface Budget {
  readonly what: string;
  readonly limit: number;
  /** Written behind each number: "x", " rows", " MB". */
  readonly unit: string;
}

export function atMost(budget: Budget, measured: Spread | number): Finding {
  return finding(budget, "at most", measured, (value) => value <= budget.limit);
}

export function atLeast(budget: Budget, measured: Spread | number): Finding {
  return finding(budget, "at least", measured, (value) => value >= budget.limit);
}

function finding(
  { what, limit, unit }: Budget,
  bound: string,
  measured: Spread | number,
  isMet: (value: number) => boolean,
): Finding {
  return {
    what,
    target: `${bound} ${limit}${unit}`,
    measured:
      typeof measured === "number"
        ? `${figure(measured)}${unit}`
        : `${figure(measured.median)}${unit} (${figure(measured.low)} to ${figure(measured.high)})`,
    isMet: isMet(typeof measured === "number" ? measured : measured.median),
  };
}

/** Three digits that mean something. */
export function figure(value: number): string {
  return value >= 1000
    ? Math.round(value).toLocaleString("en")
    : String(Number(value.toPrecision(3)));
}

/** `how` the numbers came to be. */
export function printFindings(findings: readonly Finding[], how: string): void {
  const met = findings.filter(({ isMet }) => isMet).length;

  printTable(`Budgets: ${met} of ${findings.length} met (${how})`, [
    ["what", "target", "measured", ""],
    ...findings.map(({ what, target, measured, isMet }) => [
      what,
      target,
      measured,
      isMet ? "met" : "NOT MET",
    ]),
  ]);
}
