import { describe, expect, test } from "vitest";
import { createHashingEmbedder, hashedVector } from "../fakes/hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
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
      for (const table of ["passages", "vectors", "topics", "thread_topics"]) {
        expect(forum.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
      }
      expect(forum.database.prepare("SELECT count(*) FROM thread_text('knee')").pluck().get()).toBe(0);
      await forum.ingest.put(knee);
      expect(forum.database.prepare("SELECT count(*) FROM thread_text('knee')").pluck().get()).toBe(1);
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
