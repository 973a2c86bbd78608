import { describe, expect, test } from "vitest";
import { unitMean } from "../../src/search/unit-mean.ts";
import { unit } from "../topics/unit-vectors.ts";

describe("the mean of unit vectors", () => {
  test("has length 1 and lies between them", () => {
    const mean = unitMean([unit([1, 0]), unit([0, 1]), unit([0, 1])])!;
    expect(Math.hypot(...mean)).toBeCloseTo(1);
    expect([...mean].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([0.4472, 0.8944]);
  });

  test("of one is that one, and neither of none nor of two that cancel out is there any", () => {
    const one = unit([3, 4]);
    expect(unitMean([one])).toEqual(one);
    expect(unitMean([])).toBeUndefined();
    expect(unitMean([unit([1, 0]), unit([-1, 0])])).toBeUndefined();
  });

  test("leaves what it was made of as it was", () => {
    const vectors = [unit([1, 0]), unit([0, 1])];
    unitMean(vectors);
    expect(vectors).toEqual([unit([1, 0]), unit([0, 1])]);
  });
});
