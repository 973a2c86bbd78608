import { describe, expect, test } from "vitest";
import { suggestDepartment, type Voter } from "../../src/recommend/suggested-department.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const voter = (department: string | null, score = 0.9): Voter => ({ department, score });
const vote = { nearest: 4, sharpness: 0.5, leastShare: 0.5 };
const suggest = (near: readonly Voter[], leastScore = 0.5) => suggestDepartment(near, leastScore, vote);

describe("a vote for a department", () => {
  test("is of the nearest alone, and tells the share that agrees", () => {
    const near = [voter("Eyes"), voter("Eyes"), voter("Skin"), voter("Eyes"), voter("Skin"), voter("Skin")];
    expect(suggest(near)).toEqual({ name: "Eyes", share: 0.75 });
  });

  test("counts a thread the more, the more probably it is related", () => {
    expect(suggest([voter("Eyes", 0.99), voter("Skin", 0.3), voter("Skin", 0.3)])).toMatchObject({ name: "Eyes" });
    const heads = suggestDepartment([voter("Eyes", 0.99), voter("Skin", 0.3), voter("Skin", 0.3)], 0.5, { ...vote, sharpness: 0 });
    expect(heads).toEqual({ name: "Skin", share: 0.6667 });
  });

  test("is none where nothing is near, where nothing is there, and where too few agree", () => {
    expect(suggest([voter("Eyes", 0.4)])).toBeNull();
    expect(suggest([])).toBeNull();
    expect(suggest([voter("Eyes"), voter("Skin"), voter("Ears")])).toBeNull();
  });

  test("counts threads without a department against every department", () => {
    expect(suggest([voter(null), voter(null)])).toBeNull();
    expect(suggest([voter("Eyes"), voter(null), voter(null)])).toBeNull();
    expect(suggest([voter("Eyes"), voter(null)])).toEqual({ name: "Eyes", share: 0.5 });
  });

  test("that is even goes to the first by name, whoever is nearer", () => {
    expect(suggest([voter("Skin"), voter("Eyes")])).toEqual({ name: "Eyes", share: 0.5 });
    expect(suggest([voter("Eyes"), voter("Skin")])).toEqual({ name: "Eyes", share: 0.5 });
  });

  test("is a share also where a score is certain, or nothing", () => {
    expect(suggest([voter("Eyes", 1), voter("Skin", 1)])).toEqual({ name: "Eyes", share: 0.5 });
    expect(suggest([voter("Eyes", 0)], 0)).toBeNull();
  });
});

describe("suggestions", () => {
  const replies = [{ text: "Rest it." }];
  async function openForum() {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.putAll(
      sourceOf(
        threadOf({ id: "open1", question: "knee pain on stairs since monday", department: "Orthopedics", language: "en" }),
        threadOf({ id: "open2", question: "knee pain on stairs at night", department: "Orthopedics", language: "en" }),
        threadOf({ id: "answered", question: "knee pain on the bicycle", department: "Sports", language: "en", topics: ["Knee"], replies }),
        threadOf({ id: "german", question: "knee pain on stairs tut weh", department: "Orthopädie", language: "de", replies }),
      ),
    );
    forum.follower.catchUp();
    return forum;
  }
  const asked = { text: "knee pain on stairs" };
  const options = { limit: 4, topicLimit: 5 };

  test("show answered threads alone, and let the others vote as well", async () => {
    const { recommender } = await openForum();
    const { similar, relatedFaq, department } = await recommender.suggest(asked, options);
    expect(similar.items.map(({ id }) => id).toSorted()).toEqual(["answered", "german"]);
    expect(relatedFaq.items.map(({ name }) => name)).toEqual(["Knee"]);
    expect(department).toMatchObject({ name: "Orthopedics" });
  });

  test("are what the single lists are", async () => {
    const { recommender } = await openForum();
    const { similar, relatedFaq } = await recommender.suggest(asked, { ...options, language: "en" });
    const list = await recommender.similar(asked, { limit: 4, language: "en", answered: true, collapse: true, explain: false });
    expect([similar.items, similar.hidden]).toEqual([list.items, list.hidden]);
    expect(relatedFaq).toEqual(await recommender.relatedTopics(asked, { limit: 5 }));
  });

  test("embed a text once", async () => {
    const { recommender, embedder } = await openForum();
    const before = embedder.texts.length;
    await recommender.suggest(asked, options);
    expect(embedder.texts.slice(before)).toEqual([asked.text]);
  });

  test("in a language are voted for by threads in it", async () => {
    const { recommender } = await openForum();
    expect((await recommender.suggest(asked, { ...options, language: "de" })).department).toEqual({ name: "Orthopädie", share: 1 });
  });

  test("forget a department with the thread that was hidden this moment, also by another process", async () => {
    const folder = temporaryFolder();
    const [forum, other] = [openSmallForum(folder), openSmallForum(folder)];
    const thread = threadOf({ id: "1", question: "knee pain", department: "Secret Ward" });
    await forum.ingest.put(thread);
    expect((await forum.recommender.suggest(asked, options)).department).toEqual({ name: "Secret Ward", share: 1 });
    await other.ingest.put({ ...thread, visibility: "private" });
    expect((await forum.recommender.suggest(asked, options)).department).toBeNull();
  });
});
