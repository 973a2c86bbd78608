import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weighEveryTopic } from "../../src/evaluation/exact-topics.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { createTopicRanker, weighTopic, type NearThread } from "../../src/recommend/topic-ranking.ts";
import { WEIGHTS } from "../../src/recommend/weights.ts";
import type { IndexedTopic } from "../../src/search/search-index.ts";
import { hashedVector } from "../fakes/hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const topic: IndexedTopic = { key: 1, id: "knee", department: null, threads: new Map() };
const nearThread = (similarity: number, place: number): NearThread => ({
  thread: { key: place, id: `${place}`, department: null, language: null, askedAt: null, answered: false, topicKeys: [1], words: new Uint32Array(), replyWords: new Uint32Array(), passages: [] },
  similarity,
});
function weigh(name: number, similarities: readonly number[], isOwn = false) {
  const centre = similarities.reduce((sum, one) => sum + one, 0) / Math.max(1, similarities.length);
  return weighTopic(topic, name, { near: similarities.map(nearThread), centre }, isOwn, WEIGHTS.topics);
}
const cosines = fc.double({ min: -1, max: 1, noNaN: true });

describe("a topic's place", () => {
  test("is its name's where it has no thread, and the name's share falls with every thread", () => {
    const { nameGain, nameEvidence } = WEIGHTS.topics;
    expect(weigh(0.4, [])).toMatchObject({ raw: 0.4 + nameGain, nameShare: 1, threads: null, centre: null, nearest: [] });
    const shares = [0, 1, 2, 10, 100].map((count) => weigh(0.4, Array<number>(count).fill(0.5)).nameShare);
    expect(shares).toEqual([1, 2, 3, 11, 101].map((_divisor, place) => nameEvidence / ([0, 1, 2, 10, 100][place]! + nameEvidence)));
    expect(shares).toEqual(shares.toSorted((left, right) => right - left));
  });

  test("is told by its nearest threads, whatever order they came in, and a little by all of them", () => {
    const { nearest: count, fading, centre, nameEvidence, nameGain } = WEIGHTS.topics;
    const all = [0.1, 0.9, 0.5, 0.7, 0.6, 0.2, 0.8];
    const best = [0.9, 0.8, 0.7, 0.6, 0.5, 0.2, 0.1].slice(0, count);
    const { nearest, threads, centre: middle, raw } = weigh(0.3, all);
    expect(nearest.map(({ similarity }) => similarity)).toEqual(best);
    const weights = best.map((_one, place) => fading ** place);
    const together = best.reduce((sum, one, place) => sum + one * weights[place]!, 0) / weights.reduce((sum, one) => sum + one, 0);
    expect(threads).toBeCloseTo(together, 12);
    expect(middle).toBeCloseTo(3.8 / 7, 12);
    const share = nameEvidence / (7 + nameEvidence);
    expect(raw).toBeCloseTo((1 - share) * ((1 - centre) * together + (centre * 3.8) / 7) + share * (0.3 + nameGain), 12);
  });

  test("never falls when a thread or the name comes nearer", () => {
    fc.assert(
      fc.property(cosines, fc.array(cosines, { minLength: 1, maxLength: 8 }), fc.nat(7), fc.double({ min: 0, max: 0.5, noNaN: true }), (name, similarities, place, step) => {
        const nearer = similarities.map((one, at) => (at === place % similarities.length ? one + step : one));
        const before = weigh(name, similarities).raw;
        expect(weigh(name, nearer).raw).toBeGreaterThanOrEqual(before - 1e-12);
        expect(weigh(name + step, similarities).raw).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });

  test("is the first where the thread that asks is in it, and the better guess is still before the worse", () => {
    const [own, better] = [weigh(0.1, [1, 0.2], true), weigh(0.5, [1, 0.2], true)];
    expect(own.raw).toBeGreaterThan(weigh(0.6, [0.9, 0.9, 0.9]).raw);
    expect(better.raw).toBeGreaterThan(own.raw);
  });
});

/** Questions of a few words each: a topic's share two words, and what is unrelated shares none. */
const questionOf = (group: number, number: number) => `group${group} subject${group} word${number % 7} detail${number}`;

async function forumOf(threads: readonly Thread[]) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(sourceOf(...threads));
  forum.follower.catchUp();
  return forum;
}

describe("in a forum too large to be looked through", () => {
  const GROUPS = 60;
  // Dealt out in turn, so that keys say something of topics.
  const many = Array.from({ length: 1_500 }, (_, number) =>
    threadOf({ id: `t${number}`, question: questionOf(number % GROUPS, number), topics: [`Topic ${number % GROUPS}`] }),
  );

  test("the best topics are those of weighing every one, with the same numbers", async () => {
    const { index } = await forumOf(many);
    expect(index.threadCount).toBeGreaterThan(1_000);
    const rank = createTopicRanker(index);
    for (const group of [0, 17, 59]) {
      const question = [hashedVector(questionOf(group, 9_999))];
      const exact = weighEveryTopic(index, question).sort((left, right) => right.raw - left.raw);
      const ranked = rank({ question });
      expect(ranked.length).toBeLessThan(GROUPS);
      expect(ranked[0]!.topic.id).toBe(`topic-${group}`);
      expect(ranked.slice(0, 5)).toEqual(exact.slice(0, 5));
    }
  });

  test("a topic without near threads comes in by its name", async () => {
    const { index } = await forumOf([...many, threadOf({ id: "named", question: "something else entirely", topics: ["Zyqorin Rash"] })]);
    const question = [hashedVector("zyqorin rash group3 subject3")];
    expect(createTopicRanker(index)({ question }).map(({ topic: { id } }) => id)).toContain("zyqorin-rash");
  });

  test("a thread's own topic is weighed though many others ask the same", async () => {
    const same = Array.from({ length: 300 }, (_, number) => threadOf({ id: `same${number}`, question: "purple elephant", topics: number === 299 ? ["Own"] : [] }));
    const { index } = await forumOf([...many, ...same]);
    const thread = index.thread("same299")!;
    const [first] = createTopicRanker(index)({ question: index.questionVectors(thread), own: thread });
    expect(first).toMatchObject({ topic: { id: "own" }, isOwn: true });
  });

  test("of a topic with thousands of threads the nearest are found, and the rest are drawn, the same each time", async () => {
    const large = Array.from({ length: 2_000 }, (_, number) => threadOf({ id: `l${number}`, question: `purple${number % 50} elephant number${number}`, topics: [number % 2 === 0 ? "Even" : "Odd"] }));
    const { index } = await forumOf(large);
    const rank = createTopicRanker(index);
    for (const number of [100, 777]) {
      const ranked = rank({ question: [hashedVector(large[number]!.question)] });
      expect(ranked[0]!.nearest[0]).toMatchObject({ thread: { id: `l${number}` } });
      const exact = weighEveryTopic(index, [hashedVector(large[number]!.question)]);
      for (const { topic: { id }, nearest, centre } of ranked) {
        const whole = exact.find((one) => one.topic.id === id)!;
        expect(nearest).toEqual(whole.nearest);
        expect(Math.abs(centre! - whole.centre!)).toBeLessThan(0.02);
        expect(centre).not.toBe(0);
      }
      expect(rank({ question: [hashedVector(large[number]!.question)] })).toEqual(ranked);
    }
  });
});
