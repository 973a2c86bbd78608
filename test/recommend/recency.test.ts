import { describe, expect, test } from "vitest";
import { calibrationFor } from "../../src/recommend/calibration.ts";
import { createRecommender } from "../../src/recommend/recommender.ts";
import type { RankedThread } from "../../src/recommend/ranking.ts";
import { byRecency } from "../../src/recommend/recency.ts";
import { RECENCY_GAIN } from "../../src/recommend/weights.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const NOW = new Date("2025-06-30T12:00:00Z");

function rankedThread(id: string, raw: number, askedAt: string | null): RankedThread {
  const thread = { key: 0, id, department: null, language: null, askedAt, answered: false, topicKeys: [], words: new Uint32Array(), replyWords: new Uint32Array(), passages: [] };
  const question = { similarity: raw, passage: { vectorKey: 0, field: "question" as const, reply: null, window: 0 }, asked: { field: "question" as const, place: 0 } };
  return { match: { thread, question, reply: null }, similarity: raw, words: { fit: 0, said: 0 }, raw };
}

const order = (ranked: readonly RankedThread[], recency: number) => byRecency(ranked, recency, NOW).map(({ match }) => match.thread.id);

describe("preferring newer threads", () => {
  test("not at all leaves the order as it is", () => {
    const ranked = [rankedThread("old", 0.5, "2001-01-01"), rankedThread("new", 0.5, "2025-06-30"), rankedThread("better", 0.9, null)];
    expect(order(ranked, 0)).toEqual(["old", "new", "better"]);
  });

  test("puts the newer of two equally good ones first, and a much better old one before both", () => {
    const ranked = [rankedThread("best", 0.9, "2001-01-01"), rankedThread("old", 0.5, "2001-01-01"), rankedThread("new", 0.5, "2025-06-30")];
    expect(order(ranked, 1)).toEqual(["best", "new", "old"]);
  });

  test("gives a thread of today the whole gain, of a year ago half of it, in proportion to what was asked for", () => {
    const before = (gain: number, askedAt: string, recency: number) =>
      order([rankedThread("fixed", gain, null), rankedThread("moved", 0, askedAt)], recency)[0] === "moved";
    for (const recency of [1, 0.5]) {
      for (const [askedAt, share] of [["2025-06-30T12:00:00Z", 1], ["2024-06-30T06:00:00Z", 0.5], ["2023-07-01T00:00:00Z", 0.25]] as const) {
        expect(before(recency * RECENCY_GAIN * share * 0.99, askedAt, recency)).toBe(true);
        expect(before(recency * RECENCY_GAIN * share * 1.01, askedAt, recency)).toBe(false);
      }
    }
  });

  test("takes no date and one that cannot be read for old, and one to come for now", () => {
    const ranked = ["none", "unreadable", "future", "now", "past"].map((id, place) =>
      rankedThread(id, 0.5, [null, "last spring", "2999-01-01", NOW.toISOString(), "2025-01-01"][place]!),
    );
    expect(order(ranked, 1)).toEqual(["future", "now", "past", "none", "unreadable"]);
    expect(order([rankedThread("z", 0.6, "last spring"), rankedThread("a", 0.5, null)], 1)).toEqual(["z", "a"]);
    // A date to come is worth no more than now.
    expect(order([rankedThread("now", 0.5001, NOW.toISOString()), rankedThread("future", 0.5, "2999-01-01")], 1)).toEqual(["now", "future"]);
  });

  test("moves places, not scores, and says so of every thread", async () => {
    const forum = openSmallForum(temporaryFolder());
    const dates = ["2001-01-01", "2025-06-30", undefined, "some day", "2024-01-01", "2999-12-31"];
    await forum.ingest.putAll(
      sourceOf(...dates.map((askedAt, number) => threadOf({ id: `${number}`, question: `knee pain on stairs ${"again ".repeat(number)}`, ...(askedAt === undefined ? {} : { askedAt }) }))),
    );
    forum.follower.catchUp();
    const recommender = createRecommender({ ...forum, calibration: calibrationFor("hashing/1"), now: () => NOW });
    const ask = async (recency?: number) => (await recommender.similar({ text: "knee pain on stairs" }, { limit: 10, minScore: 0, collapse: false, explain: true, recency })).items;
    const usual = await ask();
    const newest = await ask(1);
    expect(await ask(0)).toEqual(usual);
    expect(newest.map(({ id }) => id)).not.toEqual(usual.map(({ id }) => id));
    expect(newest.map(({ id }) => id).indexOf("1")).toBe(0);
    const byId = (items: typeof usual) => items.toSorted((left, right) => (left.id < right.id ? -1 : 1));
    expect(byId(newest)).toEqual(byId(usual));
  });
});
