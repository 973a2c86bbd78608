import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areNearIdentical } from "../../src/recommend/near-identical.ts";

/** Different words, from `first` on. */
const words = (count: number, first = 0) => Array.from({ length: count }, (_, place) => first + place);

/** Word by word: twelve must agree; of the words beyond those, 35 % may stand on one side only. */
function slowly(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  const all = [...new Set([...left, ...right])];
  const onOneSide = all.filter((word) => left.has(word) !== right.has(word));
  return all.length > 0 && onOneSide.length <= Math.max(0, all.length - 12) * 0.35;
}

describe("two threads", () => {
  test.each([
    ["short and the same", 5, 0, 0, true],
    ["short and a word apart", 11, 1, 0, false],
    ["short and a word apart on each side", 10, 1, 1, false],
    ["twelve words and a word more", 12, 1, 0, false],
    ["long and a word apart", 30, 1, 0, true],
    ["long and a third of the rest apart", 30, 4, 4, true],
    ["long and more than that apart", 30, 6, 6, false],
    ["long, of which one says a third more", 30, 9, 0, true],
    ["long, of which one says twice as much", 30, 30, 0, false],
    ["long and nothing the same", 0, 30, 30, false],
  ])("are near-identical or not: %s", (_, shared, more, others, same) => {
    const [left, right] = [new Set([...words(shared), ...words(more, 100)]), new Set([...words(shared), ...words(others, 200)])];
    expect(areNearIdentical(left, right)).toBe(same);
    expect(areNearIdentical(right, left)).toBe(same);
  });

  test("are what comparing them word by word says, whichever comes first", () => {
    const count = fc.integer({ min: 0, max: 24 });
    let found = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), count, count, (shared, more, others) => {
        const [left, right] = [new Set([...words(more, 100), ...words(shared)]), new Set([...words(shared), ...words(others, 200)])];
        const expected = slowly(left, right);
        if (expected) found += 1;
        expect(areNearIdentical(left, right)).toBe(expected);
        expect(areNearIdentical(right, left)).toBe(expected);
        expect(areNearIdentical(left, left)).toBe(left.size > 0);
      }),
      { numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(100);
  });
});
