import { describe, expect, it } from "vitest";

import {
  between,
  formatAgo,
  formatCount,
  formatDollars,
  formatDuration,
  formatUntil,
} from "../../../web/ui/format.ts";

const NOON = Date.parse("2026-11-21T12:00:00.000Z");

function ago(ms: number): string {
  return formatAgo(new Date(NOON - ms).toISOString(), NOON);
}

describe("formatDuration", () => {
  it.each([
    [-5, "0 ms"],
    [0.4, "0 ms"],
    [84, "84 ms"],
    [999.6, "1.0 s"],
    [1_449, "1.4 s"],
    [9_999, "9.9 s"],
    [24_900, "24 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [62_000, "1 min 2 s"],
    [3_599_999, "59 min 59 s"],
    [11_100_000, "3 h 5 min"],
    [187_200_000, "2 d 4 h"],
  ])("says %d ms as %j", (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

describe("formatUntil", () => {
  it.each([
    [-60_000, "now"],
    [999, "now"],
    [1_999, "in 1 s"],
    [59_999, "in 59 s"],
    [578_000, "in 9 min 38 s"],
    [187_200_000, "in 2 d 4 h"],
  ])("says %d ms ahead as %j", (ms, words) => {
    expect(formatUntil(NOON + ms, NOON)).toBe(words);
  });
});

describe("formatAgo", () => {
  it.each([
    [-2_000, "now"],
    [4_999, "now"],
    [12_000, "12 s ago"],
    [180_000, "3 min ago"],
    [7_200_000, "2 h ago"],
    [432_000_000, "5 d ago"],
  ])("says %d ms earlier as %j", (ms, words) => {
    expect(ago(ms)).toBe(words);
  });
});

describe("formatDollars", () => {
  it.each([
    [0, "$0"],
    [0.00000123, "$0.0000012"],
    [0.0014, "$0.0014"],
    [0.5, "$0.5"],
    [1.2, "$1.20"],
    [1234.5, "$1,234.50"],
  ])("says %d as %j", (usd, words) => {
    expect(formatDollars(usd)).toBe(words);
  });
});

it("groups the digits of large counts", () => {
  expect(formatCount(1_004)).toBe("1,004");
});

it("knows no time between instants of which one is to come", () => {
  expect(between("2026-11-21T12:00:00.000Z", null)).toBeNull();
  expect(between("2026-11-21T12:00:00.000Z", "2026-11-21T12:00:01.500Z")).toBe(1_500);
});
