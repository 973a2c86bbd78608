import { describe, expect, test } from "vitest";
import type { SimilarOptions } from "../../src/recommend/answers.ts";
import type { Decision } from "../../src/store/duplicate-decisions.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const all: SimilarOptions = { limit: 10, minScore: 0, collapse: false, explain: false };
const asked = { text: "sharp pain in the left knee on stairs" };

/** From the nearest to what is asked to the farthest; none near-identical with another. */
const threads = [
  threadOf({ id: "near", question: "sharp pain in the left knee on stairs since monday", department: "Orthopedics" }),
  threadOf({ id: "middle", question: "dull pain in the left knee while running far", department: "Orthopedics", replies: [{ text: "Rest it." }] }),
  threadOf({ id: "far", question: "knee brace or bandage", department: "Rehabilitation" }),
  threadOf({ id: "other", question: "pain in the right shoulder at night", department: "Orthopedics" }),
  threadOf({ id: "none", question: "itchy rash on both hands", department: "Dermatology" }),
];

async function openForum(folder = temporaryFolder(), options: { scanAtMost?: number } = {}) {
  const forum = openSmallForum(folder, undefined, options);
  await forum.ingest.putAll(sourceOf(...threads));
  await forum.follower.start();
  const decide = (left: string, right: string, decision: Decision, canonical?: string) => forum.decisions.decide({ left, right, decision, canonical }, "Ada");
  const ids = async (subject: Parameters<typeof forum.recommender.similar>[0], more: Partial<SimilarOptions> = {}) =>
    (await forum.recommender.similar(subject, { ...all, ...more })).items.map(({ id }) => id);
  const lists = () => Promise.all([asked, ...threads.map(({ id }) => ({ threadId: id }))].map(async (subject) => (await forum.recommender.similar(subject, all)).items));
  return { ...forum, decide, ids, lists };
}

const without = (list: readonly string[], ...left: readonly string[]) => list.filter((id) => !left.includes(id));

describe("lists of similar threads", () => {
  test.each([false, true])("show the canonical thread in the place of its nearest duplicate, once (collapse %s)", async (collapse) => {
    const forum = await openForum();
    const before = await forum.recommender.similar(asked, { ...all, collapse });
    const order = before.items.map(({ id }) => id);
    expect(order[0]).toBe("near");
    forum.decide("near", "far", "duplicate", "far");
    const after = await forum.recommender.similar(asked, { ...all, collapse });
    expect(after.items.map(({ id }) => id)).toEqual(["far", ...without(order, "near", "far")]);
    expect(after.items[0]).toMatchObject({ score: before.items[0]!.score, title: "knee brace or bandage", department: "Rehabilitation" });
    expect(after.hidden).toEqual({ belowScore: 0, duplicates: 1 });
  });

  test("show it though it was not proposed itself, and explain its own passages", async () => {
    const forum = await openForum();
    forum.decide("near", "none", "duplicate", "none");
    const { items, hidden } = await forum.recommender.similar(asked, { ...all, limit: 1, minScore: undefined, explain: true });
    expect(items).toMatchObject([{ id: "none", matched: "question", explanation: { passage: "itchy rash on both hands", sharedWords: [] } }]);
    expect(hidden.duplicates).toBe(1);
  });

  test("of any of a group never show another of it", async () => {
    const forum = await openForum();
    forum.decide("near", "middle", "duplicate", "middle");
    forum.decide("middle", "far", "duplicate", "far");
    for (const id of ["near", "middle", "far"]) expect((await forum.ids({ threadId: id })).toSorted()).toEqual(["none", "other"]);
    expect(await forum.ids({ threadId: "other" })).toEqual(["far", "none"]);
  });

  test("are the same, to the last score, once every decision is taken back", async () => {
    const forum = await openForum();
    const before = await forum.lists();
    forum.decide("near", "far", "duplicate", "far");
    forum.decide("middle", "other", "duplicate");
    expect(await forum.lists()).not.toEqual(before);
    forum.decide("near", "far", "open");
    forum.decide("other", "middle", "related");
    expect(await forum.lists()).toEqual(before);
  });

  test("fall back on another of the group while the canonical one is hidden, and never show two", async () => {
    const forum = await openForum();
    const order = await forum.ids(asked);
    forum.decide("near", "far", "duplicate", "far");
    forum.decide("middle", "far", "duplicate", "far");
    expect(await forum.ids(asked)).toEqual(["far", ...without(order, "near", "middle", "far")]);
    await forum.ingest.put({ ...threads[2]!, visibility: "private" });
    expect(await forum.ids(asked)).toEqual(["middle", ...without(order, "near", "middle", "far")]);
    expect((await forum.ids({ threadId: "near" })).toSorted()).toEqual(["none", "other"]);
    forum.ingest.remove("middle");
    expect(await forum.ids(asked)).toEqual(["near", ...without(order, "near", "middle", "far")]);
    await forum.ingest.put(threads[2]!);
    expect((await forum.ids(asked))[0]).toBe("far");
  });

  test("within a department show the one of the group that is in it", async () => {
    const forum = await openForum();
    forum.decide("near", "far", "duplicate", "far");
    forum.decide("middle", "far", "duplicate", "far");
    expect(await forum.ids(asked, { department: "Orthopedics" })).toEqual(["middle", "other"]);
    expect(await forum.ids(asked, { department: "Rehabilitation" })).toEqual(["far"]);
    expect(await forum.ids(asked, { department: "Dermatology" })).toEqual(["none"]);
  });

  test("of answered threads show the one of the group that has a reply, or none", async () => {
    const forum = await openForum();
    forum.decide("near", "far", "duplicate", "far");
    expect(await forum.ids(asked, { answered: true })).toEqual(["middle"]);
    forum.decide("middle", "far", "duplicate", "far");
    expect(await forum.ids(asked, { answered: true })).toEqual(["middle"]);
    expect((await forum.ids(asked))[0]).toBe("far");
  });

  test("stay as long as they were where duplicates give up their places", async () => {
    const forum = await openForum();
    const copies = Array.from({ length: 120 }, (_, number) => threadOf({ id: `copy ${number}`, question: `${asked.text} number ${number}` }));
    await forum.ingest.putAll(sourceOf(...copies));
    forum.follower.catchUp();
    for (const { id } of copies.slice(1)) forum.decide("copy 0", id, "duplicate", "copy 0");
    const { items, hidden } = await forum.recommender.similar(asked, { ...all, limit: 4 });
    expect(items.map(({ id }) => id).toSorted()).toEqual(["copy 0", "middle", "near", "other"]);
    expect(hidden.duplicates).toBe(119);
  });

  test("leave the canonical thread where an editor put it, also beside a near-identical one with an answer", async () => {
    const forum = await openForum();
    const text = "for three weeks now my left knee hurts on stairs and in the morning it is stiff and swollen, what should i do about it";
    await forum.ingest.putAll(sourceOf(threadOf({ id: "chosen", question: text }), threadOf({ id: "twin", question: `${text}, doctor`, replies: [{ text: "See a doctor." }] })));
    forum.follower.catchUp();
    const first = async () => (await forum.ids({ text }, { collapse: true }))[0];
    expect(await first()).toBe("twin");
    forum.decide("chosen", "far", "duplicate", "chosen");
    expect(await first()).toBe("chosen");
    forum.decide("twin", "chosen", "duplicate", "twin");
    expect(await first()).toBe("twin");
  });

  test("follow what another process decides from the next one on", async () => {
    const folder = temporaryFolder();
    const [forum, other] = [await openForum(folder), await openForum(folder)];
    forum.decide("near", "far", "duplicate", "far");
    expect((await other.ids(asked))[0]).toBe("far");
    other.decide("near", "far", "unrelated");
    expect((await forum.ids(asked))[0]).toBe("near");
  });

  test("of both answers at once follow, too, and topics stay", async () => {
    const forum = await openForum();
    forum.decide("near", "far", "duplicate", "far");
    const { similar } = await forum.recommender.recommend({ threadId: "near" }, { similar: all, topicLimit: 10 });
    expect(similar.items.map(({ id }) => id).toSorted()).toEqual(["middle", "none", "other"]);
  });
});
