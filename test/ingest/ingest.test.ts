import { describe, expect, test } from "vitest";
import { prepareThread } from "../../src/ingest/prepare.ts";
import { createHashingEmbedder, hashedVector } from "../fakes/hashing-embedder.ts";
import { wordDigests } from "../../src/forum/words.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { vectorsOf } from "../fakes/topic-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const back = threadOf({ id: "1", title: "Back pain", question: "My back hurts when I sit.", replies: [{ id: "1-1", text: "Stand up now and then." }] });
const knee = threadOf({ id: "2", title: "Knee pain", question: "My knee hurts on stairs.", topics: ["Knee Pain"] });

describe("ingest", () => {
  test("questions, replies and topic names are embedded once, and a second run embeds nothing", async () => {
    const forum = openSmallForum(temporaryFolder());
    const first = await forum.ingest.putAll(sourceOf(back, knee));
    expect(first.threads).toEqual({ added: 2, updated: 0, unchanged: 0, quarantined: 0 });
    expect(forum.embedder.texts.toSorted()).toEqual([
      "Back pain\nMy back hurts when I sit.",
      "Knee Pain",
      "Knee pain\nMy knee hurts on stairs.",
      "Stand up now and then.",
    ]);
    const second = await forum.ingest.putAll(sourceOf(back, knee));
    expect(second).toEqual({ threads: { added: 0, updated: 0, unchanged: 2, quarantined: 0 }, embedded: 0 });
    expect(forum.embedder.texts).toHaveLength(4);
  });

  test("of an edited thread only the new text is embedded, and the old one's vector goes", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.putAll(sourceOf(back));
    const vectors = () => forum.database.prepare("SELECT count(*) FROM vectors").pluck().get();
    const outcome = await forum.ingest.put({ ...back, replies: [{ id: "1-1", text: "Walk every hour." }] });
    expect(outcome).toBe("updated");
    expect(forum.embedder.texts.slice(2)).toEqual(["Walk every hour."]);
    expect(vectors()).toBe(2);
  });

  test("a text that stands in two threads has one vector, which stays until both are gone", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.putAll(sourceOf(back, { ...back, id: "3" }));
    const vectors = () => forum.database.prepare("SELECT count(*) FROM vectors").pluck().get();
    expect(vectors()).toBe(2);
    expect(forum.ingest.remove("1")).toBe(true);
    expect(vectors()).toBe(2);
    expect(forum.ingest.remove("3")).toBe(true);
    expect(vectors()).toBe(0);
    expect(forum.ingest.remove("3")).toBe(false);
  });

  test("the same id again in one source: the last one stands, whatever stood in the store before", async () => {
    const forum = openSmallForum(temporaryFolder());
    const edited = { ...back, question: "My back hurts when I stand." };
    await forum.ingest.put(back);
    const done = await forum.ingest.putAll(sourceOf(edited, back));
    expect(done.threads).toMatchObject({ updated: 2 });
    expect(forum.reader.thread("1")?.question).toBe(back.question);
    const many = Array.from({ length: 600 }, (_, number) => threadOf({ id: `m${number}`, question: `Question ${number}` }));
    await forum.ingest.putAll(sourceOf(edited, ...many, back));
    expect(forum.reader.thread("1")?.question).toBe(back.question);
  });

  test("an excerpt never replaces a thread that is there, and comes in where none is", async () => {
    const forum = openSmallForum(temporaryFolder());
    const excerpt = { ...back, question: "My back hurts..." };
    async function* excerpts() {
      yield { kind: "thread" as const, line: 1, thread: excerpt, warnings: [], isExcerpt: true };
    }
    expect((await forum.ingest.putAll(excerpts())).threads.added).toBe(1);
    expect((await forum.ingest.putAll(sourceOf(back))).threads.updated).toBe(1);
    expect((await forum.ingest.putAll(excerpts())).threads.unchanged).toBe(1);
    expect(forum.reader.thread("1")?.question).toBe(back.question);
  });

  test("when a source breaks off, what it gave before is kept", async () => {
    const forum = openSmallForum(temporaryFolder());
    async function* breaking() {
      yield* sourceOf(back, knee);
      throw new Error("the disk is gone");
    }
    await expect(forum.ingest.putAll(breaking())).rejects.toThrow("the disk is gone");
    expect(forum.reader.counts().threads).toBe(2);
  });

  test("a vector that another process removes between looking and writing is embedded again", async () => {
    const folder = temporaryFolder();
    const forum = openSmallForum(folder);
    await forum.ingest.put(back);
    const meddling = createHashingEmbedder();
    const other = openSmallForum(folder, {
      ...meddling,
      embed: async (texts) => {
        forum.ingest.remove("1");
        return meddling.embed(texts);
      },
    });
    await other.ingest.put({ ...back, id: "9", title: "Back pain again" });
    expect(meddling.texts).toEqual(["Back pain again\nMy back hurts when I sit.", "Stand up now and then."]);
    expect(forum.database.prepare("SELECT count(*) FROM vectors").pluck().get()).toBe(2);
  });

  test("private and archived threads leave no passage, vector, word or topic behind", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.putAll(sourceOf(knee));
    for (const visibility of ["private", "archived"] as const) {
      await forum.ingest.put({ ...knee, visibility });
      for (const table of ["passages", "vectors", "topics", "topic_names", "thread_topics"]) {
        expect(forum.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
      }
      expect(forum.words.search(wordDigests("knee"), 10)).toHaveLength(0);
      expect(forum.database.prepare("SELECT sum(length(words)) FROM threads").pluck().get()).toBe(0);
      await forum.ingest.put(knee);
      expect(forum.words.search(wordDigests("knee"), 10)).toHaveLength(1);
    }
  });

  test("another model fills its own vectors beside the old ones, and the old model still answers", async () => {
    const folder = temporaryFolder();
    const old = openSmallForum(folder);
    await old.ingest.putAll(sourceOf(back, knee));
    await old.follower.start();
    const other = openSmallForum(folder, createHashingEmbedder({ fingerprint: "hashing/2" }));
    const seen: string[] = [];
    expect(await other.ingest.fillMissingVectors((done, total) => seen.push(`${done} of ${total}`))).toBe(4);
    expect(seen).toEqual(["2 of 2"]);
    expect(await other.ingest.fillMissingVectors()).toBe(0);
    await other.follower.start();
    const options = { limit: 4, minScore: 0, collapse: true, explain: false };
    const [byOld, byOther] = await Promise.all([old, other].map(({ recommender }) => recommender.similar({ threadId: "1" }, options)));
    expect(byOld!.items.map(({ id }) => id)).toEqual(["2"]);
    expect(byOther!.items).toEqual(byOld!.items);
    expect(byOther!.model).toBe("hashing/2");
  });

  test("vectors come back from the database as they went in", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.put(back);
    const [thread] = [...forum.feed.threads()];
    expect(thread!.passages[1]!.vector).toEqual(hashedVector("Stand up now and then."));
  });
});

describe("two writes of one thread at once", () => {
  /** Embeds only when told to, so that a slow write can be overtaken. */
  function slowForum(folder = temporaryFolder()) {
    const embedder = createHashingEmbedder();
    let go = () => {};
    const waiting = new Promise<void>((resolve) => (go = resolve));
    const forum = openSmallForum(folder, {
      ...embedder,
      embed: async (texts) => {
        if (texts.some((text) => text.includes("slow"))) await waiting;
        return embedder.embed(texts);
      },
    });
    return { ...forum, go };
  }
  const slow = { ...back, question: "A slow question about my back." };

  test("a slow write does not bring back what a later call made private", async () => {
    const forum = slowForum();
    const writing = forum.ingest.put(slow);
    await forum.ingest.put({ ...back, visibility: "private" });
    forum.go();
    await writing;
    expect(forum.reader.thread("1")).toBeUndefined();
    expect(forum.reader.counts()).toEqual({ threads: 0, passages: 0, topics: 0 });
  });

  test("nor what a later call deleted, whether it was there before or not", async () => {
    for (const before of [[], [back]]) {
      const forum = slowForum();
      await forum.ingest.putAll(sourceOf(...before));
      const writing = forum.ingest.put(slow);
      forum.ingest.remove("1");
      forum.go();
      await writing;
      expect(forum.reader.thread("1")).toBeUndefined();
    }
  });

  test("nor what another process hid meanwhile", async () => {
    const folder = temporaryFolder();
    const forum = slowForum(folder);
    const other = openSmallForum(folder);
    const writing = forum.ingest.putAll(sourceOf(slow));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await other.ingest.put({ ...back, visibility: "private" });
    other.ingest.remove("1");
    forum.go();
    await writing;
    expect(forum.reader.thread("1")).toBeUndefined();
  });

  test("neither is overtaken when the thread joins a topic meanwhile, be they sent together or one after the other", async () => {
    for (const together of [true, false]) {
      const forum = slowForum();
      await forum.ingest.putAll(sourceOf(...["a", "b", "c"].map((id) => threadOf({ id, question: back.question, title: "Back pain" }))));
      const threadKeys = forum.index.threads().map(({ key }) => key);
      forum.topics.keepMined([{ id: "backs", name: "Backs", department: null, threadKeys }], vectorsOf("Backs"), forum.feed.newestSequence());
      const first = forum.ingest.put(back);
      if (!together) await first;
      const second = forum.ingest.put({ ...back, replies: [...back.replies, { id: "1-2", text: "A slow answer." }] });
      const joins = () => forum.reader.topicThreads("backs", { offset: 0, limit: 9 }).items.map(({ id }) => id);
      expect(await first).toBe("added");
      await forum.follower.settled();
      expect(joins()).toContain("1");
      forum.go();
      expect(await second).toBe("updated");
      expect(forum.reader.thread("1")?.replies.map(({ text }) => text)).toEqual(["Stand up now and then.", "A slow answer."]);
      await forum.follower.settled();
      expect(joins()).toContain("1");
    }
  });

  test("what hides a thread goes through, though another process writes it in between", async () => {
    const folder = temporaryFolder();
    const forum = slowForum(folder);
    const other = openSmallForum(folder);
    await other.ingest.put(back);
    const hiding = forum.ingest.put({ ...slow, visibility: "private" });
    other.database.prepare("UPDATE changes SET sequence = sequence + 1").run();
    await hiding;
    expect(forum.reader.thread("1")).toBeUndefined();
  });

  test("filling a model's vectors brings nothing back that was deleted meanwhile, and leaves no vector of it", async () => {
    const folder = temporaryFolder();
    await openSmallForum(folder).ingest.putAll(sourceOf(back, knee));
    const embedder = createHashingEmbedder({ fingerprint: "hashing/2" });
    const deleting = openSmallForum(folder);
    const other = openSmallForum(folder, {
      ...embedder,
      embed: async (texts) => {
        deleting.ingest.remove("1");
        return embedder.embed(texts);
      },
    });
    await other.ingest.fillMissingVectors();
    expect(other.reader.thread("1")).toBeUndefined();
    const left = other.database.prepare("SELECT count(*) FROM vectors WHERE digest NOT IN (SELECT digest FROM passages UNION SELECT digest FROM topic_names)");
    expect(left.pluck().get()).toBe(0);
  });

  test("of two writes the one that was asked for later stands, though the earlier ended first", async () => {
    const forum = slowForum();
    const first = forum.ingest.put(back);
    const second = forum.ingest.put(slow);
    await first;
    forum.go();
    await second;
    expect(forum.reader.thread("1")?.question).toBe(slow.question);
    await forum.ingest.put(back);
    expect(forum.reader.thread("1")?.question).toBe(back.question);
  });
});

describe("texts of every length", () => {
  test("200,000 characters of any kind are split, where they once took half a minute each", () => {
    for (const unit of ["It hurts here. ", "no stop at all ", "a ", ". ", "背", "x"]) {
      const question = unit.repeat(Math.ceil(200_000 / unit.length)).slice(0, 200_000);
      const { passages } = prepareThread(threadOf({ id: "long", question: `${question.slice(0, -1)}!` }));
      expect(passages.length).toBeGreaterThan(100);
    }
  }, 20_000);

  test("more texts than an embedder takes at once are handed over in parts", async () => {
    const forum = openSmallForum(temporaryFolder());
    const calls: number[] = [];
    const counting = openSmallForum(temporaryFolder(), {
      ...forum.embedder,
      embed: async (texts) => {
        calls.push(texts.length);
        return forum.embedder.embed(texts);
      },
    });
    const replies = Array.from({ length: 1000 }, (_, number) => ({
      text: Array.from({ length: 80 }, (__, place) => `Reply ${number} says that it hurts in place ${place}. `).join(""),
    }));
    await counting.ingest.put(threadOf({ id: "many", question: "Many replies", replies }));
    expect(calls.length).toBeGreaterThan(1);
    expect(Math.max(...calls)).toBeLessThanOrEqual(2000);
    expect(counting.reader.counts().threads).toBe(1);
  });
});

describe("topics", () => {
  test("one topic in two spellings keeps its vector when the thread that named it first is gone, also for a new model", async () => {
    const folder = temporaryFolder();
    const forum = openSmallForum(folder);
    await forum.ingest.putAll(sourceOf(threadOf({ id: "a1", question: "back", topics: ["Back Pain"] }), threadOf({ id: "a2", question: "back again", topics: ["back pain"] })));
    forum.ingest.remove("a1");
    const other = openSmallForum(folder, createHashingEmbedder({ fingerprint: "hashing/2" }));
    await other.ingest.fillMissingVectors();
    expect(await other.ingest.fillMissingVectors()).toBe(0);
    await other.follower.start();
    const { items } = await other.recommender.relatedTopics({ threadId: "a2" }, { limit: 5 });
    expect(items).toMatchObject([{ name: "Back Pain", threadCount: 1 }]);
  });
});
