import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrationFor, createCalibration } from "../../src/recommend/calibration.ts";
import { fitCurve } from "../../src/recommend/fit-curve.ts";

describe("calibration", () => {
  test("finds the curve that the labels were drawn from", () => {
    const pairs = Array.from({ length: 20_000 }, (_, place) => {
      const raw = (place % 100) / 100;
      const probability = 1 / (1 + Math.exp(-10 * (raw - 0.4)));
      // Labels in exact proportion instead of by chance: every 200 pairs of one similarity.
      return { raw, related: Math.floor(place / 100) < Math.round(200 * probability) };
    });
    // Balanced by label, as the fit does, the curve moves by the logarithm of the odds of both.
    const related = pairs.filter((pair) => pair.related).length;
    const shift = Math.log((pairs.length - related) / related) / 10;
    const curve = fitCurve([pairs]);
    expect(curve.steepness).toBeCloseTo(10, 0);
    expect(curve.midpoint).toBeCloseTo(0.4 - shift, 1);
  });

  test("the cut lets nineteen of twenty related pairs through, in every set", () => {
    const related = Array.from({ length: 100 }, (_, place) => ({ raw: 0.3 + place / 200, related: true }));
    const curve = fitCurve([[...related, { raw: 0.1, related: false }, { raw: 0.6, related: false }]]);
    const { score, cut } = createCalibration(curve);
    expect(related.filter(({ raw }) => score(raw) >= cut)).toHaveLength(95);
  });

  test("a set without both labels cannot be fitted", () => {
    expect(() => fitCurve([[{ raw: 1, related: true }]])).toThrow(RangeError);
  });

  test("is monotonic and between 0 and 1, for models that were measured and for others", () => {
    for (const fingerprint of ["all-MiniLM-L6-v2/int8-fused/p1-0", "someone/else"]) {
      const { score } = calibrationFor(fingerprint);
      fc.assert(
        fc.property(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (left, right) => {
          const [low, high] = [score(Math.min(left, right)), score(Math.max(left, right))];
          return low >= 0 && high <= 1 && low <= high;
        }),
      );
    }
  });
});
