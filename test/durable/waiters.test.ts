import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Waiters } from "../../durable/waiters.ts";
import { s } from "../reference/signatures.ts";
import { started } from "./kept.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Whether a promise is settled once everything that can happen now has happened. */
async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;

  void promise.then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(0);

  return over;
}

describe("a wait", () => {
  it("ends when its run has changed to what it waits for, and not before", async () => {
    const waiters = new Waiters();
    const kept = started(s("echo"));
    let isDone = false;
    const wait = waiters.until([kept], () => isDone, 25);

    waiters.changed(kept);
    expect(await isOver(wait)).toBe(false);
    isDone = true;
    expect(await isOver(wait)).toBe(false);
    waiters.changed(started(s("echo")));
    expect(await isOver(wait)).toBe(false);
    waiters.changed(kept);
    expect(await isOver(wait)).toBe(true);
  });

  it("for several runs is looked at when any of them changes", async () => {
    const waiters = new Waiters();
    const runs = [started(s("echo")), started(s("echo"))] as const;
    let left = 2;
    const wait = waiters.until(runs, () => left === 0, 25);

    left = 1;
    waiters.changed(runs[1]);
    expect(await isOver(wait)).toBe(false);
    left = 0;
    waiters.changed(runs[0]);
    expect(await isOver(wait)).toBe(true);
  });

  it("ends with its time", async () => {
    const waiters = new Waiters();
    const wait = waiters.until([started(s("echo"))], () => false, 2.5);

    await vi.advanceTimersByTimeAsync(2499);
    expect(await isOver(wait)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isOver(wait)).toBe(true);
  });

  it("does not begin when there is nothing to wait for", async () => {
    const waiters = new Waiters();
    const kept = started(s("echo"));

    await waiters.until([kept], () => true, 25);
    await waiters.until([kept], () => false, 0);

    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [
      "its run ended",
      (waiters: Waiters, kept: ReturnType<typeof started>) => waiters.changed(kept),
    ],
    ["its time ended", () => vi.advanceTimersByTime(25_000)],
  ])("leaves nothing behind once %s", async (_, end) => {
    const waiters = new Waiters();
    const kept = started(s("echo"));
    const isDone = vi.fn<() => boolean>().mockReturnValueOnce(false).mockReturnValue(true);
    const wait = waiters.until([kept], isDone, 25);

    end(waiters, kept);
    await wait;
    isDone.mockClear();
    waiters.changed(kept);

    expect(isDone).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
