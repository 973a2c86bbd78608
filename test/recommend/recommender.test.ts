import { describe, expect, test } from "vitest";
import type { SimilarOptions } from "../../src/recommend/answers.ts";
import { calibrationFor } from "../../src/recommend/calibration.ts";
import { createRecommender } from "../../src/recommend/recommender.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const all: SimilarOptions = { limit: 10, minScore: 0, collapse: false, explain: false };

async function forumOf(...threads: ReturnType<typeof threadOf>[]) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(sourceOf(...threads));
  forum.follower.catchUp();
  return forum;
}

const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);

describe("similar threads", () => {
  test("come nearest first, without the thread itself", async () => {
    const forum = await forumOf(
      threadOf({ id: "1", question: "sharp pain in the left knee on stairs" }),
      threadOf({ id: "2", question: "itchy rash on both hands" }),
      threadOf({ id: "3", question: "dull pain in the left knee" }),
      threadOf({ id: "4", question: "pain in the right shoulder" }),
    );
    const answer = await forum.recommender.similar({ threadId: "1" }, all);
    expect(ids(answer).slice(0, 2)).toEqual(["3", "4"]);
    expect(ids(answer)).not.toContain("1");
    const scores = answer.items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  });

  test("equal scores: the answered thread first, then by id, however they came in", async () => {
    const question = "my knee hurts";
    const answered = threadOf({ id: "z", question, replies: [{ text: "Rest it." }] });
    const others = ["c", "a", "b"].map((id) => threadOf({ id, question }));
    const forum = await forumOf(...others, answered);
    expect(ids(await forum.recommender.similar({ text: question }, all))).toEqual(["z", "a", "b", "c"]);
  });

  test("a reply that says what is asked raises its thread, and is told as the match", async () => {
    const forum = await forumOf(
      threadOf({ id: "1", question: "what can this be", replies: [{ author: "Dr. A", text: "swollen ankle after running uphill" }] }),
      threadOf({ id: "2", question: "a swollen wrist" }),
    );
    const { items } = await forum.recommender.similar({ text: "ankle swollen after running uphill" }, { ...all, explain: true });
    expect(items[0]).toMatchObject({ id: "1", matched: "reply", explanation: { passage: "swollen ankle after running uphill" } });
    expect(items[1]).toMatchObject({ id: "2", matched: "question" });
    expect(items[0]!.explanation!.similarity.reply).toBeGreaterThan(0.99);
  });

  test("filters leave every thread that fits, however narrow", async () => {
    const threads = Array.from({ length: 300 }, (_, number) =>
      threadOf({
        id: `t${number}`,
        question: `knee pain number ${number}`,
        department: number % 100 === 0 ? "Rare" : "Common",
        language: number % 150 === 0 ? "de" : "en",
      }),
    );
    const forum = await forumOf(...threads);
    const rare = await forum.recommender.similar({ text: "knee pain" }, { ...all, department: "Rare" });
    expect(ids(rare).toSorted()).toEqual(["t0", "t100", "t200"]);
    const both = await forum.recommender.similar({ text: "knee pain" }, { ...all, department: "Rare", language: "de" });
    expect(ids(both)).toEqual(["t0"]);
    const none = await forum.recommender.similar({ text: "knee pain" }, { ...all, department: "Absent" });
    expect(none.items).toEqual([]);
  });

  test("answered threads alone are shown where that is asked, however few they are", async () => {
    const replies = [{ text: "Rest it." }];
    const open = Array.from({ length: 300 }, (_, number) => threadOf({ id: `open${number}`, question: `knee pain number ${number}` }));
    const forum = await forumOf(
      ...open,
      threadOf({ id: "far", question: "a rash and knee pain", replies }),
      threadOf({ id: "near", question: "knee pain at night", department: "Orthopedics", replies }),
    );
    const asked = { text: "knee pain" };
    expect(ids(await forum.recommender.similar(asked, { ...all, answered: true }))).toEqual(["near", "far"]);
    expect(ids(await forum.recommender.similar(asked, { ...all, answered: true, department: "Orthopedics" }))).toEqual(["near"]);
    for (const answered of [false, undefined]) expect(ids(await forum.recommender.similar(asked, { ...all, answered }))).toHaveLength(10);
    await forum.ingest.put(threadOf({ id: "near", question: "knee pain at night" }));
    expect(ids(await forum.recommender.similar(asked, { ...all, answered: true }))).toEqual(["far"]);
  });

  test("what falls below the cut is hidden and counted", async () => {
    const forum = await forumOf(
      threadOf({ id: "1", question: "knee pain on stairs" }),
      threadOf({ id: "2", question: "something else entirely" }),
    );
    const shown = await forum.recommender.similar({ text: "knee pain on stairs" }, { ...all, minScore: 0.75 });
    expect(ids(shown)).toEqual(["1"]);
    expect(shown.hidden).toEqual({ belowScore: 1, duplicates: 0 });
    const everything = await forum.recommender.similar({ text: "knee pain on stairs" }, all);
    expect(everything.hidden.belowScore).toBe(0);
    expect(everything.items).toHaveLength(2);
  });

  test("near-identical threads share one place, and the answered one stands in it", async () => {
    const long = "for three weeks now my left knee hurts on stairs and in the morning it is stiff and swollen, what should i do about it";
    const forum = await forumOf(
      threadOf({ id: "1", question: `Hello, ${long}` }),
      threadOf({ id: "2", question: `${long}?`, replies: [{ text: "See a doctor." }] }),
      threadOf({ id: "3", question: "knee pain" }),
    );
    const asked = { text: `hello ${long}` };
    const collapsed = await forum.recommender.similar(asked, { ...all, collapse: true });
    expect(ids(collapsed)).toEqual(["2", "3"]);
    expect(collapsed.hidden.duplicates).toBe(1);
    expect(ids(await forum.recommender.similar(asked, all))).toEqual(["1", "2", "3"]);
  });

  test("short questions that differ by one word are two questions", async () => {
    const forum = await forumOf(
      threadOf({ id: "1", question: "What are the symptoms of Gaucher disease type 1?" }),
      threadOf({ id: "2", question: "What are the symptoms of Gaucher disease type 2?" }),
      threadOf({ id: "3", question: "What are the treatments of Gaucher disease type 1?" }),
    );
    const answer = await forum.recommender.similar({ text: "Gaucher disease" }, { ...all, collapse: true });
    expect(answer.items).toHaveLength(3);
  });

  test("an unknown thread and a hidden one are the same error", async () => {
    const forum = await forumOf(threadOf({ id: "1", question: "secret", visibility: "private" }));
    for (const threadId of ["1", "absent"]) {
      await expect(forum.recommender.similar({ threadId }, all)).rejects.toMatchObject({ code: "thread_not_found" });
    }
  });
});

describe("related topics", () => {
  test("the same name under two departments is two topics, each with its own threads", async () => {
    const forum = await forumOf(
      threadOf({ id: "1", question: "back pain", topics: ["Back Pain"], department: "Neurology" }),
      threadOf({ id: "2", question: "back pain again", topics: ["Back Pain", { name: "back pain", department: "Surgery" }], department: "Surgery" }),
    );
    const { items } = await forum.recommender.relatedTopics({ text: "back pain" }, { limit: 10 });
    expect(items.map(({ name, department, threadCount }) => `${name}, ${department}: ${threadCount}`).toSorted()).toEqual([
      "Back Pain, Neurology: 1",
      "Back Pain, Surgery: 1",
    ]);
  });

  test("a topic whose last public thread is hidden is in no answer", async () => {
    const thread = threadOf({ id: "1", question: "back pain", topics: ["Secret Topic"] });
    const forum = await forumOf(thread, threadOf({ id: "2", question: "back pain", topics: ["Open Topic"] }));
    await forum.ingest.put({ ...thread, visibility: "private" });
    const { items } = await forum.recommender.relatedTopics({ text: "back pain secret topic" }, { limit: 10 });
    expect(items.map(({ name }) => name)).toEqual(["Open Topic"]);
  });
});

test("the list is full though hundreds of near-identical threads come first", async () => {
  const long = "the tablets make me tired all day long and i cannot work in the morning any more since the dose was raised, ticket";
  const same = Array.from({ length: 260 }, (_, number) => threadOf({ id: `same${number}`, question: `${long} ${number}` }));
  const others = Array.from({ length: 40 }, (_, number) => threadOf({ id: `other${number}`, question: `a rash in place ${number} on day ${number * 3}` }));
  const forum = await forumOf(...same, ...others);
  const answer = await forum.recommender.similar({ text: long }, { ...all, limit: 4, collapse: true });
  expect(answer.items).toHaveLength(4);
  expect(answer.hidden.duplicates).toBe(259);
});

test("a score from an answer, asked for as the least score, keeps its own thread", async () => {
  const forum = await forumOf(...Array.from({ length: 30 }, (_, number) => threadOf({ id: `${number}`, question: `knee pain on day ${number}` })));
  const { items } = await forum.recommender.similar({ text: "knee pain" }, all);
  for (const { score } of items) {
    const again = await forum.recommender.similar({ text: "knee pain" }, { ...all, minScore: score });
    expect(again.items.at(-1)!.score).toBe(score);
  }
});

describe("threads that say all that a text asks, a rare name among it", () => {
  const others = Array.from({ length: 12 }, (_, number) => threadOf({ id: `other${number}`, question: `my knee hurts on day ${number}` }));
  const threads = [
    threadOf({ id: "a", question: "zyqorin help" }),
    threadOf({ id: "b", question: "help zyqorin help", replies: [{ text: "Take it at night." }] }),
    threadOf({ id: "reply", question: "which tablets are there", replies: [{ text: "Zyqorin can help" }] }),
    ...others,
  ];
  /** Scores by a curve that puts everything below every cut. */
  const strict: SimilarOptions = { limit: 3, collapse: true, explain: false };
  async function strictForum() {
    const forum = openSmallForum(temporaryFolder());
    const curve = { midpoint: 9, steepness: 1 };
    const cut = { best: 0.9, others: 0.9 };
    const fitted = { raw: curve, topics: curve, cuts: { thread: cut, text: cut, topics: cut } };
    const calibration = calibrationFor("", JSON.stringify(fitted));
    await forum.ingest.putAll(sourceOf(...threads));
    return createRecommender({ ...forum, calibration });
  }

  test("are shown whatever their score, two places at most, also where they share one or only a reply says it", async () => {
    const recommender = await strictForum();
    expect(ids(await recommender.similar({ text: "zyqorin help" }, { ...strict, collapse: false }))).toEqual(["a", "b"]);
    const collapsed = await recommender.similar({ text: "zyqorin help" }, strict);
    expect(ids(collapsed)).toEqual(["b"]);
    expect(ids(await recommender.similar({ text: "zyqorin can" }, strict))).toEqual(["reply"]);
    expect(ids(await recommender.similar({ text: "zyqorin help" }, { ...strict, limit: 1 }))).toEqual(["b"]);
  });

  test("are not, where no word is rare, where more is asked, or where a score is demanded", async () => {
    const recommender = await strictForum();
    expect(ids(await recommender.similar({ text: "my knee hurts" }, strict))).toEqual([]);
    expect(ids(await recommender.similar({ text: "zyqorin for purple elephants on holiday" }, strict))).toEqual([]);
    const demanded = await recommender.similar({ text: "zyqorin help" }, { ...strict, minScore: 0.9 });
    expect(ids(demanded)).toEqual([]);
    expect(demanded.hidden.belowScore).toBeGreaterThan(0);
    expect(ids(await recommender.similar({ threadId: "a" }, strict))).toEqual([]);
  });
});

test("a list opens only with a thread above the first cut, and goes on to the second", async () => {
  const forum = await forumOf(
    threadOf({ id: "same", question: "sharp pain in the left knee on stairs" }),
    threadOf({ id: "close", question: "sharp pain in the left knee at night" }),
    threadOf({ id: "far", question: "itchy rash on both hands" }),
  );
  // More than any thread says, or the thread that says it all would be shown in any case.
  const asked = { text: "sharp pain in the left knee on stairs, since two weeks, what helps?" };
  const scores = await forum.recommender.similar(asked, all);
  const [best, second, third] = scores.items.map(({ score }) => score) as [number, number, number];
  const withCut = (first: number, others: number) => {
    const cut = { best: first, others };
    const calibration = { ...calibrationFor("someone/else"), cuts: { thread: cut, text: cut, topics: cut } };
    return createRecommender({ ...forum, calibration }).similar(asked, { limit: 4, collapse: false, explain: false });
  };
  expect(ids(await withCut(best, second))).toEqual(["same", "close"]);
  expect(ids(await withCut(best, third))).toEqual(["same", "close", "far"]);
  const closed = await withCut(best + 0.0001, third);
  expect(closed.items).toEqual([]);
  expect(closed.hidden).toEqual({ belowScore: 3, duplicates: 0 });
});

test("a thread that says all but the rare name that was asked for is not shown for it", async () => {
  const frame = (drug: string) => `what are the usual side effects of taking ${drug} every single day in the early morning before breakfast`;
  const forum = await forumOf(
    ...["metformin", "insulin", "ramipril"].map((drug) => threadOf({ id: drug, question: frame(drug) })),
    threadOf({ id: "named", question: "metoprolol makes me dizzy" }),
    ...Array.from({ length: 20 }, (_, number) => threadOf({ id: `other${number}`, question: `my knee hurts on day ${number}` })),
  );
  const cut = { best: 1, others: 1 };
  const recommender = createRecommender({ ...forum, calibration: { ...calibrationFor("someone/else"), cuts: { thread: cut, text: cut, topics: cut } } });
  const options = { limit: 4, collapse: true, explain: false };
  expect(ids(await recommender.similar({ text: frame("metoprolol") }, options))).toEqual([]);
  expect(ids(await recommender.similar({ text: "metoprolol" }, options))).toEqual(["named"]);
});

test("newer threads are preferred among those that are good enough, and hide none of them", async () => {
  const now = new Date("2026-01-01");
  const forum = await forumOf(
    ...["sharp pain in the left knee on stairs since may", "sharp pain in the left knee on stairs at night"].map((question, number) =>
      threadOf({ id: `good${number}`, question, askedAt: "2001-01-01" }),
    ),
    ...Array.from({ length: 8 }, (_, number) => threadOf({ id: `new${number}`, question: `sharp pain in the left knee, number ${number}`, askedAt: "2026-01-01" })),
  );
  const asked = { text: "sharp pain in the left knee on stairs" };
  const { items } = await forum.recommender.similar(asked, all);
  expect(ids({ items: items.slice(0, 2) }).toSorted()).toEqual(["good0", "good1"]);
  const cut = { best: items[0]!.score, others: items[1]!.score };
  const recommender = createRecommender({ ...forum, calibration: { ...calibrationFor("someone/else"), cuts: { thread: cut, text: cut, topics: cut } }, now: () => now });
  for (const collapse of [true, false]) {
    const usual = await recommender.similar(asked, { limit: 2, collapse, explain: false });
    const newest = await recommender.similar(asked, { limit: 2, collapse, explain: false, recency: 1 });
    expect(ids(usual).toSorted()).toEqual(["good0", "good1"]);
    expect(ids(newest).toSorted()).toEqual(["good0", "good1"]);
  }
});

test("of two about equally good threads the newer one is the list, whether or not near-identical ones share a place", async () => {
  const forum = await forumOf(
    threadOf({ id: "old", question: "sharp pain in the left knee on stairs again", askedAt: "2001-01-01" }),
    threadOf({ id: "new", question: "sharp pain in the left knee on stairs today and yesterday", askedAt: "2026-01-01" }),
    threadOf({ id: "far", question: "itchy rash on both hands", askedAt: "2026-01-01" }),
  );
  const recommender = createRecommender({ ...forum, calibration: calibrationFor("someone/else"), now: () => new Date("2026-01-01") });
  const first = async (collapse: boolean, recency: number) =>
    ids(await recommender.similar({ text: "sharp pain in the left knee on stairs" }, { limit: 1, minScore: 0, collapse, explain: false, recency }))[0];
  expect([await first(true, 0), await first(false, 0)]).toEqual(["old", "old"]);
  expect([await first(true, 1), await first(false, 1)]).toEqual(["new", "new"]);
});
