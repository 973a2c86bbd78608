import { describe, expect, test } from "vitest";
import { shareOf } from "../../src/evaluation/share.ts";

describe("the interval of a share", () => {
  test.each([
    // The examples of Newcombe 1998, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i is Wilson's", (part, whole, low, high) => {
    const share = shareOf(part, whole);
    expect(share.mean).toBe(part / whole);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });

  test("stays within 0 and 1, and says something of shares that never or always were", () => {
    expect(shareOf(0, 10)).toEqual({ mean: 0, low: 0, high: expect.closeTo(0.2775, 4) });
    expect(shareOf(10, 10)).toEqual({ mean: 1, low: expect.closeTo(0.7225, 4), high: 1 });
  });

  test.each([[0, 0], [-1, 2], [3, 2], [Number.NaN, 2]])("is refused for %d of %d", (part, whole) => {
    expect(() => shareOf(part, whole)).toThrow(RangeError);
  });
});
