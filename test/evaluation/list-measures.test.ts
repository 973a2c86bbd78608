import { describe, expect, test } from "vitest";
import { fuse } from "../../src/evaluation/fuse.ts";
import { measureList } from "../../src/evaluation/list-measures.ts";

const judged = (grades: Record<string, number>) => new Map(Object.entries(grades));

describe("the measures of a list", () => {
  test("come out as computed by hand, for grades and places", () => {
    const measures = measureList(["a", "b", "unjudged"], judged({ a: 0, b: 2, c: 1 }));
    expect(measures.precisionAt1).toBe(0);
    expect(measures.reciprocalRank).toBe(1 / 2);
    // One of two relevant threads, at place 2: (1/2) / 2.
    expect(measures.averagePrecision).toBe(0.25);
    // (2² - 1) / log2 3 = 1.8928, the best order being (2² - 1) / log2 2 + (2¹ - 1) / log2 3 = 3.6309.
    expect(measures.gain).toBeCloseTo(0.5213, 4);
    expect(measures.recall).toBe(0.5);
  });

  test("of several relevant threads, average precision is as computed by hand", () => {
    // Places 1 and 3 of three relevant ones: (1/1 + 2/3) / 3.
    expect(measureList(["a", "x", "b"], judged({ a: 1, b: 1, c: 1 })).averagePrecision).toBeCloseTo(5 / 9, 12);
  });

  test("are 1 for the best order and 0 for nothing", () => {
    const grades = judged({ a: 3, b: 1, c: 0 });
    expect(Object.values(measureList(["a", "b", "c"], grades))).toEqual([1, 1, 1, 1, 1]);
    expect(Object.values(measureList([], grades))).toEqual([0, 0, 0, 0, 0]);
  });

  test("see ten places and no more, and recall is over all relevant threads", () => {
    const eleven = Array.from({ length: 11 }, (_, place) => `t${place}`);
    expect(measureList(eleven, judged({ t10: 1 }))).toMatchObject({ reciprocalRank: 0, gain: 0, recall: 0 });
    const all = measureList(eleven, new Map(eleven.map((id) => [id, 1])));
    expect(all).toMatchObject({ gain: 1, recall: 10 / 11, averagePrecision: 10 / 11 });
  });

  test("cannot be had where nothing is relevant", () => {
    expect(() => measureList(["a"], judged({ a: 0 }))).toThrow(RangeError);
  });
});

describe("reciprocal rank fusion", () => {
  test("sums 1 / (60 + place) with equal weights, and orders equal sums by id", () => {
    const list = (...ids: string[]) => ids.map((id, place) => ({ id, score: 10 - place }));
    const fused = fuse([list("c", "a"), list("a", "b", "c"), list("b")]);
    // a and b: a second and a first place each; c: a first and a third.
    expect(fused.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(fused.map(({ score }) => score)).toEqual([1 / 62 + 1 / 61, 1 / 62 + 1 / 61, 1 / 61 + 1 / 63]);
  });
});
