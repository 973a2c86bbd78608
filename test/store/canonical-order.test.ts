import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalOrder, type DuplicateVote } from "../../src/store/canonical-order.ts";

/** "B>A": B yields to A; the later, the further right. */
const votesOf = (...said: readonly string[]): DuplicateVote[] =>
  said.map((text, place) => ({ other: text.split(">")[0]!, canonical: text.split(">")[1]!, sequence: place + 1 }));
const order = (...said: readonly string[]) => canonicalOrder(votesOf(...said), []).join("");

describe("the canonical thread of a group", () => {
  test("is the one that the other yields to", () => {
    expect([order("B>A"), order("A>B")]).toEqual(["AB", "BA"]);
  });

  test("is at the end of a chain, in whatever order its links were decided", () => {
    expect([order("C>B", "B>A"), order("B>A", "C>B")]).toEqual(["ABC", "ABC"]);
  });

  test("is the later choice where chains meet", () => {
    expect([order("B>A", "B>C"), order("B>C", "B>A")]).toEqual(["CAB", "ACB"]);
  });

  test("loses its place to none that yields to it, whatever is decided of those later", () => {
    expect(order("B>A", "C>A", "C>B")).toBe("ABC");
    expect(order("B>A", "C>A", "D>A", "D>C", "B>D")).toBe("ACDB");
  });

  test("of a circle is found without the oldest decision in it", () => {
    expect([order("A>B", "B>C", "C>A"), order("C>A", "A>B", "B>C"), order("B>C", "C>A", "A>B")]).toEqual(["ACB", "CBA", "BAC"]);
  });

  test("comes first of those never named by how well they answer, then by id", () => {
    const votes = votesOf("B>A", "C>A", "D>A", "E>A");
    expect(canonicalOrder(votes, ["D", "B"]).join("")).toBe("ADBCE");
    expect(canonicalOrder(votes, []).join("")).toBe("ABCDE");
  });

  test("depends on nothing but the decisions: in any order of votes every thread has one place, and the latest choice is kept", () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 })).filter(([one, other]) => one !== other), {
      minLength: 1,
      selector: ([one, other]) => [one, other].toSorted((left, right) => left - right).join(),
    });
    fc.assert(
      fc.property(pairs, fc.integer(), (some, seed) => {
        const votes = some.map(([canonical, other], place) => ({ canonical: `${canonical}`, other: `${other}`, sequence: place + 1 }));
        const ordered = canonicalOrder(votes, []);
        const ids = new Set(votes.flatMap(({ canonical, other }) => [canonical, other]));
        expect(ordered.toSorted()).toEqual([...ids].toSorted());
        const shuffled = votes.toSorted((left, right) => Math.sin(left.sequence * seed) - Math.sin(right.sequence * seed));
        expect(canonicalOrder(shuffled, [])).toEqual(ordered);
        const last = votes.at(-1)!;
        expect(ordered.indexOf(last.canonical)).toBeLessThan(ordered.indexOf(last.other));
      }),
    );
  });
});
