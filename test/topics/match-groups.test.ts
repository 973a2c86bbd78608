import fc from "fast-check";
import { expect, test } from "vitest";
import { matchGroups } from "../../src/topics/match-groups.ts";
import type { FormerTopic } from "../../src/topics/former-topics.ts";
import type { NamedGroup } from "../../src/topics/choose-groups.ts";
import { formerOf, groupOf, range } from "./identified.ts";

const group = (...places: number[]) => groupOf(places, { Name: 1 });
const matched = (groups: readonly NamedGroup[], formers: readonly FormerTopic[]) => {
  const matches = matchGroups(groups, formers, ({ places }) => places);
  return groups.map((one) => matches.get(one)?.id);
};

test("a group is the topic that it shares most threads with", () => {
  expect(matched([group(1, 2, 3, 4, 5), group(6, 7, 8, 9, 10)], [formerOf("b", [5, 6, 7, 8, 9]), formerOf("a", [1, 2, 3, 4])])).toEqual(["a", "b"]);
});

test("what has too little in common with every topic is none of them", () => {
  // 3 of 9 are shared, then 2 of 10.
  expect(matched([group(1, 2, 3, 4, 5, 6)], [formerOf("a", [1, 2, 3, 7, 8, 9])])).toEqual(["a"]);
  expect(matched([group(1, 2, 3, 4, 5, 6)], [formerOf("a", [1, 2, 7, 8, 9, 10])])).toEqual([undefined]);
  expect(matched([group(1, 2)], [formerOf("a", [])])).toEqual([undefined]);
});

test("a large group that took a small topic in is not that topic", () => {
  expect(matched([group(...range(0, 40))], [formerOf("small", range(0, 5))])).toEqual([undefined]);
});

test("each is taken once: of a topic that fell in two the larger share is it", () => {
  expect(matched([group(1, 2, 3, 4), group(5, 6, 7, 8, 9, 10)], [formerOf("a", range(1, 10))])).toEqual([undefined, "a"]);
  expect(matched([group(...range(1, 10))], [formerOf("a", range(1, 4)), formerOf("b", range(5, 6))])).toEqual(["b"]);
});

test("of topics that are equally alike it is the first by id, in whatever order they come", () => {
  const formers = [formerOf("b", [1, 2, 3]), formerOf("a", [1, 2, 3])];
  expect(matched([group(1, 2, 3)], formers)).toEqual(["a"]);
  expect(matched([group(1, 2, 3)], formers.toReversed())).toEqual(["a"]);
});

test("no topic is taken twice, and a match always has enough in common, whatever the groups", () => {
  const keys = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 6 }), fc.array(keys, { maxLength: 6 }), (groups, topics) => {
      const formers = topics.map((threadKeys, number) => formerOf(`topic ${number}`, threadKeys));
      const matches = matchGroups(groups.map((places) => group(...places)), formers, ({ places }) => places);
      const taken = [...matches.values()];
      expect(new Set(taken).size).toBe(taken.length);
      for (const [{ places }, { threadKeys }] of matches) {
        const shared = places.filter((place) => threadKeys.has(place)).length;
        expect(shared / (places.length + threadKeys.size - shared)).toBeGreaterThanOrEqual(0.3);
      }
    }),
  );
});
