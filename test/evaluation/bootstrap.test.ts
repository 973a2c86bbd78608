import { describe, expect, test } from "vitest";
import { bootstrapMean } from "../../src/evaluation/bootstrap.ts";

describe("the bootstrap interval of a mean", () => {
  test("is as wide as theory says, and the same every time", () => {
    const coin = Array.from({ length: 100 }, (_, place) => place % 2);
    const { mean, low, high } = bootstrapMean(coin);
    expect(mean).toBe(0.5);
    // ± 1.96 × .5 / √100; a resampled mean comes in steps of .01.
    expect(Math.abs(low - 0.402)).toBeLessThan(0.021);
    expect(Math.abs(high - 0.598)).toBeLessThan(0.021);
    expect(bootstrapMean(coin)).toEqual({ mean, low, high });
  });

  test("has no width where all values are equal", () => {
    expect(bootstrapMean([0.25, 0.25, 0.25])).toEqual({ mean: 0.25, low: 0.25, high: 0.25 });
  });

  test("is narrower for differences of pairs than for what differs: the same queries are hard for both", () => {
    const hard = Array.from({ length: 200 }, (_, place) => (place * 37) % 100 / 100);
    const better = hard.map((value, place) => value + (place % 3) * 0.01);
    const paired = bootstrapMean(better.map((value, place) => value - hard[place]!));
    expect(paired.low).toBeGreaterThan(0);
    expect(bootstrapMean(better).low).toBeLessThan(bootstrapMean(hard).high);
  });

  test("is refused for nothing", () => {
    expect(() => bootstrapMean([])).toThrow(RangeError);
  });
});
