import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DuplicatePair } from "../../src/duplicates/answers.ts";
import { clustersAt, growTree } from "../../src/duplicates/clusters.ts";
import { atOnce } from "../../src/duplicates/slices.ts";
import { surestFirst } from "../../src/duplicates/pair-book.ts";

const thread = (key: number) => ({ key, id: `t${key}` });
const pair = (left: number, right: number, score: number, exact = false): DuplicatePair => ({ left: thread(left), right: thread(right), score, exact });
const every = (keys: readonly number[], score: number) => keys.flatMap((one, place) => keys.slice(place + 1).map((other) => pair(one, other, score)));
const sorted = (pairs: readonly DuplicatePair[]) => pairs.toSorted(surestFirst);
const groups = (pairs: readonly DuplicatePair[], threshold: number) => clustersAt(sorted(pairs), threshold).clusters.map(({ threads }) => threads.map(({ key }) => key));

describe("clusters", () => {
  test("one bridge pair does not glue two groups, and is told as a bridge", () => {
    const pairs = sorted([...every([1, 2, 3], 0.95), ...every([4, 5, 6], 0.94), pair(3, 4, 0.93)]);
    expect(groups(pairs, 0.9)).toEqual([[1, 2, 3], [4, 5, 6]]);
    expect(clustersAt(pairs, 0.9).bridges).toEqual([pair(3, 4, 0.93)]);
  });

  test("nor does it glue two pairs; a single thread joins by one", () => {
    expect(groups([pair(1, 2, 0.95), pair(3, 4, 0.94), pair(2, 3, 0.93)], 0.9)).toEqual([[1, 2], [3, 4]]);
    expect(groups([pair(1, 2, 0.95), pair(2, 3, 0.93)], 0.9)).toEqual([[1, 2, 3]]);
  });

  test("a second pair between them does, from its score down", () => {
    const pairs = [...every([1, 2, 3], 0.95), ...every([4, 5, 6], 0.94), pair(3, 4, 0.93), pair(2, 5, 0.91)];
    expect(groups(pairs, 0.92)).toHaveLength(2);
    expect(groups(pairs, 0.91)).toEqual([[1, 2, 3, 4, 5, 6]]);
    expect(clustersAt(sorted(pairs), 0.9).clusters[0]!.weakest).toEqual(pair(2, 5, 0.91));
  });

  test("a row of which each is near the next only is not one cluster", () => {
    const row = Array.from({ length: 20 }, (_, place) => pair(place, place + 1, 0.99 - place / 1_000));
    expect(Math.max(...groups(row, 0.9).map(({ length }) => length))).toBeLessThan(8);
    expect(clustersAt(sorted(row), 0.9, 0).clusters[0]!.threads).toHaveLength(21);
  });

  test("exact copies are one cluster however few of their pairs are there", () => {
    const star = Array.from({ length: 30 }, (_, place) => pair(0, place + 1, 1, true));
    expect(clustersAt(sorted(star), 0.9).clusters.map(({ threads, exact }) => [threads.length, exact])).toEqual([[31, true]]);
  });

  const anyPairs = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 20 })).filter(([left, right]) => left < right), {
    selector: ([left, right]) => `${left} ${right}`,
    maxLength: 60,
  });

  test("whatever the pairs, a lower threshold only joins what a higher one has, and every pair is within a cluster or a bridge", () => {
    let large = 0;
    fc.assert(
      fc.property(anyPairs, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (drawn, one, other) => {
        const pairs = sorted(drawn.map(([left, right, score]) => pair(left, right, score / 20)));
        const tree = atOnce(growTree(pairs));
        const [low, high] = [tree.at(Math.min(one, other) / 20), tree.at(Math.max(one, other) / 20)];
        for (const { threads } of high.clusters) {
          const keys = threads.map(({ key }) => key);
          expect(low.clusters.filter((cluster) => cluster.threads.some(({ key }) => keys.includes(key)))).toHaveLength(1);
        }
        const told = low.clusters.reduce((sum, cluster) => sum + cluster.pairs.length, low.bridges.length);
        expect(told).toBe(pairs.filter(({ score }) => score >= Math.min(one, other) / 20).length);
        for (const { pairs: within, weakest, threads } of low.clusters) {
          expect(within).toContainEqual(weakest);
          expect(within.length).toBeGreaterThanOrEqual(threads.length - 1);
          if (threads.length > 5) large += 1;
        }
      }),
      { numRuns: 1_500 },
    );
    expect(large).toBeGreaterThan(20);
  });
});
