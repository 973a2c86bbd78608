import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/client/clock.ts";
import { LONGEST_PAUSE_MS, pauseBefore } from "../../src/client/pause.ts";
import { KindredRequestError } from "../../src/client/request-error.ts";
import { secondsUntilRetry } from "../../src/client/retry-after.ts";

const overloaded = new KindredRequestError("overloaded", "No.", { status: 429, remedy: "" });

describe("a pause", () => {
  test("lies anywhere between nothing and a span that doubles, up to the longest", () => {
    const spans = [1, 2, 3, 4, 5, 6, 7].map((times) => pauseBefore(overloaded, times, true, () => 1));
    expect(spans).toEqual([500, 1_000, 2_000, 4_000, 8_000, LONGEST_PAUSE_MS, LONGEST_PAUSE_MS]);
    expect([0, 0.5].map((random) => pauseBefore(overloaded, 1, true, () => random))).toEqual([0, 250]);
  });

  test("ends at once with the reason of a signal, and otherwise by itself", async () => {
    const controller = new AbortController();
    const waiting = systemClock.sleep(60_000, controller.signal);
    controller.abort("left");
    await expect(waiting).rejects.toBe("left");
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toBe("left");
    await systemClock.sleep(1, new AbortController().signal);
  });
});

test.each([
  [null, undefined], ["3", 3], [" 0 ", 0], ["Tue, 24 Nov 2026 09:30:05 GMT", 5], ["Tue, 24 Nov 2020 09:30:05 GMT", 0], ["soon", undefined], ["", undefined],
])("Retry-After: %j is %j seconds", (header, seconds) => {
  expect(secondsUntilRetry(header, Date.parse("2026-11-24T09:30:00Z"))).toBe(seconds);
});
