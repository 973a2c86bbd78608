import { describe, expect, test } from "vitest";
import { dot } from "../../src/search/vector-table.ts";
import { nearestOfEach } from "../../src/topics/neighbours.ts";
import { randomUnitVectors, unit } from "./unit-vectors.ts";

/** Compared by looking, or proposed by the graph. */
const WAYS = [["compared", Infinity], ["proposed", 0]] as const;

describe.each(WAYS)("the nearest of each, %s,", (_, compareAll) => {
  const vectors = randomUnitVectors(400);

  test("are others, each once, nearest first, with their cosines", () => {
    const nearest = nearestOfEach(vectors, 10, compareAll);
    expect(nearest).toHaveLength(vectors.length);
    for (const [own, list] of nearest.entries()) {
      const places = list.map(({ place }) => place);
      expect(places).toHaveLength(10);
      expect(new Set(places).size).toBe(10);
      expect(places).not.toContain(own);
      for (const { place, similarity } of list) expect(similarity).toBe(dot(vectors[own]!, vectors[place]!));
      expect(list.map(({ similarity }) => similarity)).toEqual(list.map(({ similarity }) => similarity).toSorted((left, right) => right - left));
    }
  });

  test("stand in the order of their places where they are equally near", () => {
    const [one, other] = [unit([1, 0.2]), unit([0.2, 1])];
    const places = nearestOfEach([one, other, one, other, one, one], 5, compareAll).map((list) => list.map(({ place }) => place));
    expect(places).toEqual([[2, 4, 5, 1, 3], [3, 0, 2, 4, 5], [0, 4, 5, 1, 3], [1, 0, 2, 4, 5], [0, 2, 5, 1, 3], [0, 2, 4, 1, 3]]);
  });

  test("are as many as there are, where fewer are there than asked for", () => {
    expect(nearestOfEach(vectors.slice(0, 3), 10, compareAll).map((list) => list.length)).toEqual([2, 2, 2]);
    expect(nearestOfEach(vectors.slice(0, 1), 10, compareAll)).toEqual([[]]);
    expect(nearestOfEach([], 10, compareAll)).toEqual([]);
  });

  test("are the same when asked for again", () => {
    expect(nearestOfEach(vectors, 5, compareAll)).toEqual(nearestOfEach(vectors, 5, compareAll));
  });
});

test("what is compared is what sorting all pairs gives, equal ones at the end of a list too", () => {
  const different = randomUnitVectors(50, { seed: 3 });
  const vectors = [...different, ...different, ...different];
  const expected = vectors.map((vector, own) =>
    [...vectors.keys()]
      .filter((place) => place !== own)
      .map((place) => ({ place, similarity: dot(vector, vectors[place]!) }))
      .toSorted((left, right) => right.similarity - left.similarity || left.place - right.place)
      .slice(0, 7),
  );
  expect(nearestOfEach(vectors, 7)).toEqual(expected);
});

test("what the graph proposes is nearly all of what comparing every pair finds", () => {
  const vectors = randomUnitVectors(600, { dimensions: 48, seed: 11 });
  const exact = nearestOfEach(vectors, 30);
  const proposed = nearestOfEach(vectors, 30, 0);
  const found = proposed.map((list, own) => {
    const places = new Set(exact[own]!.map(({ place }) => place));
    return list.filter(({ place }) => places.has(place)).length;
  });
  expect(found.reduce((sum, count) => sum + count, 0) / (30 * vectors.length)).toBeGreaterThan(0.99);
});
