import { describe, expect, test } from "vitest";
import { forEachFold, splitFold } from "../../../src/evaluation/tuning/folds.ts";
import { heldOutChoice } from "../../../src/evaluation/tuning/held-out-choice.ts";
import { compareValues, takeValue } from "../../../src/evaluation/tuning/one-standard-error.ts";

describe("folds", () => {
  test("hold every item once, and never beside those it was chosen with", () => {
    const items = ["a", "b", "c", "d", "e", "f", "g"];
    const folds = forEachFold((fold) => splitFold(items, fold));
    expect(folds[0]).toEqual({ held: ["a", "f"], others: ["b", "c", "d", "e", "g"] });
    expect(folds.flatMap(({ held }) => held).sort()).toEqual(items);
    for (const { held, others } of folds) expect([...held, ...others].sort()).toEqual(items);
  });
});

describe("the values of a weight", () => {
  // The same question is hard for both; they differ by 0, .2, 0, .2: mean .1, variance .04 / 3, error √(.04 / 3 / 4) = .0577.
  const worse = [0, 0.2, 0.8, 0.2];
  const better = [0, 0.4, 0.8, 0.4];

  test("are compared as computed by hand, question by question", () => {
    const [first, second] = compareValues([[worse, better]]);
    expect(first!.behind).toBeCloseTo(0.1, 12);
    expect(first!.behindError).toBeCloseTo(Math.sqrt(0.04 / 3 / 4), 12);
    expect(first!.isWithin).toBe(false);
    // The mean alone is far less certain: .4, squares .16, 0, .16, 0.
    expect(second).toMatchObject({ behind: 0, behindError: 0, isWithin: true });
    expect(second!.standardError).toBeCloseTo(Math.sqrt(0.32 / 3 / 4), 12);
  });

  test("are averaged over sets that count the same, however many questions they have", () => {
    const [value] = compareValues([[[0, 1]], [[1, 1, 1, 1, 1, 1]]]);
    expect(value!.means).toEqual([0.5, 1]);
    expect(value!.mean).toBe(0.75);
    // √(.25 + 0) / 2
    expect(value!.standardError).toBeCloseTo(0.25, 12);
  });

  test("cannot be compared by one question", () => {
    expect(() => compareValues([[[0.5], [0.6]]])).toThrow(RangeError);
  });

  const compared = (...behinds: number[]) =>
    behinds.map((behind) => ({ means: [], mean: 1 - behind, standardError: 0.1, behind, behindError: 0.02, isWithin: behind <= 0.02 }));

  test("within one error of the best, the smallest in absolute value is taken", () => {
    expect(takeValue(compared(0, 0.01, 0.02, 0.03), [-1, -0.5, -0.3, 0])).toBe(2);
    expect(takeValue(compared(0.03, 0.02, 0, 0.01), [0, 0.05, 0.1, 0.15])).toBe(1);
  });

  test("where none is simpler, the best is taken", () => {
    expect(takeValue(compared(0.01, 0.02, 0, 0.01), undefined)).toBe(2);
  });
});

describe("a choice held out", () => {
  test("is measured with the questions that it was made without", () => {
    // The second value is best for the first fold's questions alone, so much that it is best of all.
    const steady = Array.from({ length: 20 }, () => 0.5);
    const lucky = steady.map((_, place) => (place % 5 === 0 ? 1 : 0.4 + 0.001 * (place % 2)));
    const all = compareValues([[steady, lucky]]);
    expect(all[1]!.behind).toBe(0);
    const { chosen, means } = heldOutChoice([[steady, lucky]], undefined);
    expect(chosen).toEqual([0, 1, 1, 1, 1]);
    // The first fold by the steady one; the four others by the lucky one, without its luck.
    expect(means[0]).toBeCloseTo(0.2 * 0.5 + 0.8 * 0.4005, 12);
  });

  test("is the value itself where there is no doubt, in every set", () => {
    const set = (better: number) => [Array.from({ length: 10 }, (_, place) => place / 100), Array.from({ length: 10 }, (_, place) => better + place / 100)];
    const { chosen, means } = heldOutChoice([set(0.5), set(0.7)], [0, 1]);
    expect(chosen).toEqual([1, 1, 1, 1, 1]);
    expect(means[0]).toBeCloseTo(0.545, 12);
    expect(means[1]).toBeCloseTo(0.745, 12);
  });
});
