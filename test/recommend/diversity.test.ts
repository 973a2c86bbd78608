import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseDiverse } from "../../src/recommend/diversity.ts";
import type { RankedThread } from "../../src/recommend/ranking.ts";
import { DIVERSITY_WEIGHT } from "../../src/recommend/weights.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** A place of a list, best first, with what its thread asks about. */
function placeOf(id: string, raw: number, about: string) {
  const thread = { key: 0, id, department: null, language: null, askedAt: null, answered: false, topicKeys: [], words: new Uint32Array(), replyWords: new Uint32Array(), passages: [] };
  const passage = { vectorKey: 0, field: "question" as const, reply: null, window: 0 };
  const question = { similarity: raw, passage, asked: { field: "question" as const, place: 0 } };
  const leader = { match: { thread, question, reply: null }, similarity: raw, words: { fit: 0, said: 0 }, raw } satisfies RankedThread;
  return { about, leader, indexed: thread, worth: raw };
}

/** As similar as two numbers are near; 1 where they are the same. */
const choose = (places: readonly ReturnType<typeof placeOf>[], limit: number) => {
  const subjects = new Map(places.map(({ about, leader }) => [leader.match.thread.id, about]));
  const chosen = chooseDiverse(places, limit, (left, right) => (subjects.get(left.id) === subjects.get(right.id) ? 1 : 0));
  return chosen.map(({ leader }) => leader.match.thread.id);
};

describe("a list chosen to differ", () => {
  test("takes of two equally good threads the one that is unlike those before", () => {
    const places = [placeOf("best", 0.9, "knee"), placeOf("alike", 0.8, "knee"), placeOf("unlike", 0.8, "hand")];
    expect(choose(places, 2)).toEqual(["best", "unlike"]);
  });

  test("takes the better placed of two that are equally good and equally unlike", () => {
    expect(choose([placeOf("best", 0.9, "knee"), placeOf("first", 0.8, "hand"), placeOf("second", 0.8, "ear")], 2)).toEqual(["best", "first"]);
  });

  test("takes what is better by more than a likeness costs all the same", () => {
    const better = 0.8 + DIVERSITY_WEIGHT * 1.01;
    expect(choose([placeOf("best", 0.9, "knee"), placeOf("alike", better, "knee"), placeOf("unlike", 0.8, "hand")], 2)).toEqual(["best", "alike"]);
  });

  test("looks at the nearest of all that were taken, not at the last", () => {
    const places = [placeOf("best", 0.9, "knee"), placeOf("hand", 0.9, "hand"), placeOf("knee", 0.8, "knee"), placeOf("ear", 0.79, "ear")];
    expect(choose(places, 3)).toEqual(["best", "hand", "ear"]);
  });

  test("keeps the order of what it was chosen from, whenever each was chosen", () => {
    const places = [placeOf("best", 0.9, "knee"), placeOf("alike", 0.8, "knee"), placeOf("unlike", 0.79, "hand"), placeOf("last", 0.1, "ear")];
    expect(choose(places, 3)).toEqual(["best", "alike", "unlike"]);
  });

  test("leaves nothing out where there is room, and takes nothing where there is none", () => {
    const places = [placeOf("1", 0.9, "knee"), placeOf("2", 0.8, "knee")];
    expect(choose(places, 2)).toEqual(["1", "2"]);
    expect(choose(places, 5)).toEqual(["1", "2"]);
    expect(choose(places, 0)).toEqual([]);
    expect(choose([], 3)).toEqual([]);
  });

  test("has as many as wanted, the best among them, in their order, and is the best ones where all differ", () => {
    const raws = fc.array(fc.double({ min: -1, max: 1.7, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(raws, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }), (given, limit, subjects) => {
        const sorted = given.toSorted((left, right) => right - left);
        const places = sorted.map((raw, place) => placeOf(`${place}`, raw, `${place % subjects}`));
        const chosen = choose(places, limit).map(Number);
        expect(chosen).toHaveLength(Math.min(limit, places.length));
        expect(chosen[0]).toBe(0);
        expect(chosen).toEqual([...new Set(chosen)].toSorted((left, right) => left - right));
        const different = sorted.map((raw, place) => placeOf(`${place}`, raw, `${place}`));
        expect(choose(different, limit)).toEqual(different.slice(0, limit).map((_, place) => `${place}`));
      }),
    );
  });

  test("is what somebody gets who asks for it; otherwise the best come alone", async () => {
    const forum = openSmallForum(temporaryFolder());
    const questions = { best: "knee cold night", alike: "cold night", unlike: "night" };
    await forum.ingest.putAll(sourceOf(...Object.entries(questions).map(([id, question]) => threadOf({ id, question }))));
    forum.follower.catchUp();
    const ask = async (collapse: boolean) => {
      const { items, hidden } = await forum.recommender.similar({ text: "knee pain stairs running" }, { limit: 2, minScore: 0, collapse, explain: false });
      expect(hidden.duplicates).toBe(0);
      return items.map(({ id }) => id);
    };
    expect(await ask(false)).toEqual(["best", "alike"]);
    expect(await ask(true)).toEqual(["best", "unlike"]);
  });
});
