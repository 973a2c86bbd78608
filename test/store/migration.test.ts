import { describe, expect, test } from "vitest";
import { wordDigests } from "../../src/forum/words.ts";
import { MIGRATIONS } from "../../src/store/schema.ts";
import { createHashingEmbedder } from "../fakes/hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { firstVersion, opened, threads } from "./older-index.ts";

/** Ids of the threads that a search by words finds. */
function finder(forum: ReturnType<typeof openSmallForum>) {
  const ids = new Map(forum.database.prepare<[], { key: number; id: string }>("SELECT key, id FROM threads").all().map(({ key, id }) => [key, id]));
  return (text: string) => forum.words.search(wordDigests(text), 10).map(({ key }) => ids.get(key));
}

describe("an index of the first version", () => {
  test("opens with this one and keeps its threads, its vectors and its log", async () => {
    const folder = firstVersion();
    const forum = openSmallForum(folder);
    expect(forum.database.prepare("PRAGMA user_version").pluck().get()).toBe(MIGRATIONS.length);
    for (const thread of threads.slice(0, 3)) expect(forum.reader.thread(thread.id)).toEqual(thread);
    for (const id of ["hidden", "archived"]) expect(forum.reader.thread(id)).toBeUndefined();
    expect(forum.reader.counts()).toEqual({ threads: 3, passages: 6, topics: 1 });
    await forum.follower.start();
    expect(forum.index.threadCount).toBe(3);
    expect(forum.follower.sequence()).toBe(5);
    // Written again, each is what it was.
    const { threads: counts } = await forum.ingest.putAll(sourceOf(...threads));
    expect(counts).toMatchObject({ added: 0, updated: 0, unchanged: 5 });
    expect(forum.embedder.texts).toEqual([]);
    expect(forum.messages).toEqual([]);
  });

  test("is found by its words, as one that this version wrote, and nothing hidden is", async () => {
    const forum = openSmallForum(firstVersion());
    const find = finder(forum);
    expect(find("enalapril")).toEqual(["knee"]);
    expect(find("RASH")).toEqual(["rash"]);
    expect(find("calamine")).toEqual(["rash"]);
    expect(find("头痛")).toEqual(["chinese"]);
    expect(find("secret old")).toEqual([]);

    const anew = openSmallForum(temporaryFolder());
    await anew.ingest.putAll(sourceOf(...threads));
    // The words of threads, and how often and where each stands, are the same.
    for (const sql of ["SELECT * FROM threads ORDER BY key", "SELECT * FROM words ORDER BY term", "SELECT id, sz FROM thread_text_docsize ORDER BY id"]) {
      expect(forum.database.prepare(sql).all(), sql).toEqual(anew.database.prepare(sql).all());
    }
  });

  test("gives hidden threads no words at all", () => {
    const { rows } = opened(firstVersion());
    const hidden = (rows["threads"] as { visibility: string; words: Buffer; reply_words: Buffer }[]).filter(({ visibility }) => visibility !== "public");
    expect(hidden.map(({ words, reply_words: replies }) => words.length + replies.length)).toEqual([0, 0]);
    expect(rows["thread_text_docsize"]).toHaveLength(3);
  });

  test("answers as one that this version wrote, and without embedding anything", async () => {
    const old = openSmallForum(firstVersion());
    await old.follower.start();
    const anew = openSmallForum(temporaryFolder());
    await anew.ingest.putAll(sourceOf(...threads));
    anew.follower.catchUp();
    const ask = async ({ recommender }: typeof old) =>
      (await recommender.similar({ threadId: "rash" }, { limit: 10, minScore: 0, collapse: true, explain: true })).items;
    const items = await ask(old);
    expect(items).toHaveLength(2);
    expect(items).toEqual(await ask(anew));
    expect(old.embedder.texts).toEqual([]);
  });

  test("is changed by the first opening, and by no other", () => {
    const folder = firstVersion();
    const first = opened(folder);
    expect(first.version).toBe(MIGRATIONS.length);
    expect(first.rows["threads"]).toHaveLength(threads.length);
    expect(opened(folder)).toEqual(first);
  });

  test("takes changes of its threads", async () => {
    const forum = openSmallForum(firstVersion());
    const find = finder(forum);
    await forum.ingest.put({ ...threads[1]!, question: "My ankle hurts." });
    await forum.ingest.put({ ...threads[0]!, visibility: "private" });
    expect(find("enalapril knee rash calamine")).toEqual([]);
    expect(find("ankle")).toEqual(["knee"]);
    await forum.ingest.put({ ...threads[3]!, visibility: "public" });
    expect(find("secret")).toEqual(["hidden"]);
  });
});

describe("a thread in a script without spaces", () => {
  const questions = [
    { id: "chinese", question: "我最近经常头痛，应该吃药吗？", word: "头痛", other: "牙疼" },
    { id: "japanese", question: "昨日から頭痛が続いていて、薬を飲みました。", word: "薬", other: "歯痛" },
    { id: "thai", question: "ฉันมีอาการไข้ตั้งแต่เมื่อวานนี้และควรทำอย่างไร", word: "อาการ", other: "ฟัน" },
  ];

  test.each(questions)("is found by a word in the middle of a sentence ($id)", async ({ id, word, other }) => {
    const forum = openSmallForum(temporaryFolder(), createHashingEmbedder());
    await forum.ingest.putAll(sourceOf(...questions.map((one) => threadOf({ id: one.id, question: one.question })), threadOf({ id: "english", question: "My head aches" })));
    forum.follower.catchUp();
    const find = finder(forum);
    expect(find(word)).toEqual([id]);
    expect(find(other)).toEqual([]);
    const { items } = await forum.recommender.similar({ text: word }, { limit: 10, minScore: 0, collapse: false, explain: true });
    const told = new Map(items.map((item) => [item.id, item.explanation!]));
    expect(told.size).toBe(4);
    for (const [thread, { words, sharedWords }] of told) {
      expect({ thread, words: words > 0, sharedWords }).toEqual({ thread, words: thread === id, sharedWords: thread === id ? [word] : [] });
    }
  });
});
