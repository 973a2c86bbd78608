import { describe, expect, test } from "vitest";
import { KindredError } from "../../src/forum/errors.ts";
import { createHashingEmbedder, hashedVector } from "../fakes/hashing-embedder.ts";
import { openTopicForum, question } from "../fakes/topic-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** As many texts as the queue of the real embedder holds. */
const MOST_AT_ONCE = 16_384;

async function openCurated() {
  const embedder = createHashingEmbedder();
  const forum = await openTopicForum([question("1", ["Back Pain"])], temporaryFolder(), embedder);
  embedder.texts.length = 0;
  return { ...forum, embedded: embedder.texts };
}
const names = ({ feed }: Pick<Awaited<ReturnType<typeof openCurated>>, "feed">) => Object.fromEntries([...feed.topics()].map((topic) => [topic.id, topic.names]));

describe("an edit by hand", () => {
  test("embeds the names it brings, each once, and the index finds the topic by them at once", async () => {
    const forum = await openCurated();
    const record = await forum.curation.edit("back-pain", { name: "Lumbago", aliases: ["Backache", "Lumbago"] }, "eva");
    expect(record).toMatchObject({ name: "Lumbago", aliases: ["Backache"], pinned: true });
    expect(forum.embedded.toSorted()).toEqual(["Backache", "Lumbago"]);
    expect(names(forum)).toEqual({ "back-pain": [hashedVector("Lumbago"), hashedVector("Backache")] });
    expect(forum.index.topicNames([hashedVector("Backache")])[0]!.name).toBeCloseTo(1);
    expect(forum.topics.edits({ offset: 0, limit: 9 }).items[0]!.editor).toBe("eva");
  });

  test("that brings no name embeds nothing", async () => {
    const forum = await openCurated();
    await forum.curation.edit("back-pain", { hidden: true }, null);
    expect(forum.embedded).toEqual([]);
    expect(forum.index.topics()).toEqual([]);
  });

  test("that is refused leaves all as it was", async () => {
    const forum = await openCurated();
    await expect(forum.curation.edit("none", { name: "Lumbago" }, null)).rejects.toMatchObject({ code: "topic_not_found" });
    expect(names(forum)).toEqual({ "back-pain": [hashedVector("Back Pain")] });
  });
});

describe("topics from a file", () => {
  test("are embedded with all their names, and stand in the index at once, without a thread", async () => {
    const forum = await openCurated();
    const file = [{ name: "Knees", aliases: ["Kneecap"], hidden: false }, { name: "Eyes", department: "Surgery", aliases: [], hidden: false }];
    expect(await forum.curation.put(file)).toEqual({ added: 2, updated: 0, unchanged: 0 });
    expect(forum.embedded.toSorted()).toEqual(["Eyes", "Kneecap", "Knees"]);
    expect(forum.index.topics().map(({ id, department }) => [id, department])).toEqual([["back-pain", null], ["knees", null], ["eyes.surgery", "Surgery"]]);
    expect(await forum.curation.put(file)).toEqual({ added: 0, updated: 0, unchanged: 2 });
  });

  test("come in with more names than the embedder takes at once", async () => {
    const embedder = createHashingEmbedder();
    const calls: number[] = [];
    const forum = await openTopicForum([question("1", ["Back Pain"])], temporaryFolder(), {
      ...embedder,
      embed: async (texts, options) => {
        calls.push(texts.length);
        if (texts.length > MOST_AT_ONCE) throw new KindredError("overloaded", "The queue is full.", "Try again.");
        return embedder.embed(texts, options);
      },
    });
    const file = Array.from({ length: 8_500 }, (_, number) => ({ name: `Topic ${number}`, aliases: [`Other ${number}`], hidden: false }));
    expect(await forum.curation.put(file)).toEqual({ added: 8_500, updated: 0, unchanged: 0 });
    expect(calls.reduce((sum, texts) => sum + texts, 0)).toBeGreaterThan(MOST_AT_ONCE);
    expect(names(forum)["topic-8499"]).toEqual([hashedVector("Topic 8499"), hashedVector("Other 8499")]);
    expect(names(forum)["topic-2000"]).toEqual([hashedVector("Topic 2000"), hashedVector("Other 2000")]);
  }, 30_000);

  test("that are none embed nothing and change nothing", async () => {
    const forum = await openCurated();
    expect(forum.changesOf(() => forum.curation.put([]))).toEqual({ threads: [], topics: 0 });
    expect(forum.embedded).toEqual([]);
  });
});
