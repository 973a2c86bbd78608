import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrationError, logLoss, measureScores } from "../../src/evaluation/binary-measures.ts";
import { averageRanks, rankCorrelation } from "../../src/evaluation/rank-correlation.ts";
import { scoreCurve } from "../../src/evaluation/score-curve.ts";

const related = (score: number) => ({ score, related: true });
const unrelated = (score: number) => ({ score, related: false });

describe("the measures of judged scores", () => {
  test("come out as computed by hand, equal scores included", () => {
    const measures = measureScores([unrelated(0.1), related(0.8), related(0.9), unrelated(0.8)]);
    // At .9 one of one, recall 1/2; at .8 two of three, recall 1: 1/2 × 1 + 1/2 × 2/3.
    expect(measures.averagePrecision).toBeCloseTo(5 / 6, 12);
    // .9 above both, .8 above .1 and level with .8: (2 + 1 + 1/2) / 4.
    expect(measures.areaUnderRoc).toBe(0.875);
    expect(measures.bestF1).toEqual({ f1: 0.8, cut: 0.8 });
  });

  test("the area is the share of pairs in the right order, whatever the scores", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (high, low) => {
        const right = high.flatMap((one) => low.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
        const share = right.reduce((sum: number, value) => sum + value, 0) / right.length;
        expect(measureScores([...high.map(related), ...low.map(unrelated)]).areaUnderRoc).toBeCloseTo(share, 9);
      }),
    );
  });

  test("the calibration error weighs each bin's distance from the truth", () => {
    // Bin of .95: mean .95, truth .5; bin of .15: mean .15, truth 0. (.45 + .15) / 2.
    expect(calibrationError([related(0.95), unrelated(0.95), unrelated(0.15), unrelated(0.15)])).toBeCloseTo(0.3, 12);
    expect(calibrationError([related(1), unrelated(0)])).toBe(0);
  });

  test("the log loss is what the truth was given, and a sure error costs most", () => {
    expect(logLoss([related(0.5), unrelated(0.5)])).toBeCloseTo(Math.LN2, 12);
    expect(logLoss([related(0.8), unrelated(0.1)])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.9)) / 2, 12);
    expect(logLoss([unrelated(0.99)])).toBeGreaterThan(logLoss([unrelated(0.9)]) * 2 - 1e-9);
  });

  test("are refused for one label alone", () => {
    expect(() => measureScores([related(1)])).toThrow(RangeError);
  });
});

describe("Spearman's correlation", () => {
  test("comes out as computed by hand, with average ranks for equal values", () => {
    expect(averageRanks([30, 10, 20, 20])).toEqual([4, 1, 2.5, 2.5]);
    // 1 - 6 × (0 + 1 + 1 + 0) / (4 × 15)
    expect(rankCorrelation([1, 2, 3, 4], [10, 30, 20, 40])).toBeCloseTo(0.8, 12);
    // Deviations -1.5 0 0 1.5 and -1.5 -.5 .5 1.5: 4.5 / √(4.5 × 5)
    expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  });
});

describe("the curve over the score", () => {
  test("starts with everything and ends with what is certain, recall over all related ones", () => {
    const curve = scoreCurve([related(1), unrelated(0.5), related(0.3)], 4);
    expect(curve).toHaveLength(51);
    expect(curve[0]).toEqual({ score: 0, precision: 2 / 3, recall: 0.5 });
    expect(curve.find(({ score }) => score === 0.4)).toEqual({ score: 0.4, precision: 0.5, recall: 0.25 });
    expect(curve.at(-1)).toEqual({ score: 1, precision: 1, recall: 0.25 });
    expect(scoreCurve([related(0.5)], 1).at(-1)).toEqual({ score: 1, precision: null, recall: 0 });
  });
});
