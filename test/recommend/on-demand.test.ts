import { describe, expect, test } from "vitest";
import type { SimilarOptions } from "../../src/recommend/answers.ts";
import { createHashingEmbedder } from "../fakes/hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const options: SimilarOptions = { limit: 10, minScore: 0, collapse: false, explain: true };
const asks = threadOf({ id: "asks", question: "pain in the left knee on stairs", replies: [{ text: "cool it" }] });
const known = [
  threadOf({ id: "knee", question: "dull pain in the left knee", topics: ["Knee Pain"] }),
  threadOf({ id: "hands", question: "itchy rash on both hands", replies: [{ text: "cool them" }] }),
];

/** A service that knows some threads, and a process beside it that writes with another model. */
async function twoModels() {
  const folder = temporaryFolder();
  const service = openSmallForum(folder);
  await service.ingest.putAll(sourceOf(...known));
  service.follower.catchUp();
  return { service, beside: openSmallForum(folder, createHashingEmbedder({ fingerprint: "hashing/2" })) };
}

/** Both lists, but not how long they took. */
async function bothLists({ recommender }: Awaited<ReturnType<typeof twoModels>>["service"], threadId: string) {
  const { similar, relatedFaq } = await recommender.recommend({ threadId }, { similar: options, topicLimit: 10 });
  return { items: similar.items, hidden: similar.hidden, topics: relatedFaq.items };
}

describe("a public thread that is not in the index yet", () => {
  test("is answered as soon as it is written, as it is once it was taken in", async () => {
    const { service, beside } = await twoModels();
    await beside.ingest.put(asks);
    expect(service.index.thread("asks")).toBeUndefined();
    const texts = service.embedder.texts.length;
    const early = await bothLists(service, "asks");
    expect(service.embedder.texts.slice(texts)).toEqual(["pain in the left knee on stairs", "cool it"]);
    expect(early.items.map(({ id }) => id)).toEqual(["knee", "hands"]);
    expect(early.items[0]!.explanation).toMatchObject({ asked: asks.question, passage: "dull pain in the left knee" });
    expect(early.topics.map(({ name }) => name)).toEqual(["Knee Pain"]);
    // Asked about, it is not in the index for that.
    expect(service.index.threadCount).toBe(2);
    service.follower.catchUp();
    await expect.poll(() => service.index.threadCount, { timeout: 15_000 }).toBe(3);
    expect(await bothLists(service, "asks")).toEqual(early);
  });

  test("is answered too where its vectors are there and only the log was not read", async () => {
    const { service } = await twoModels();
    const folder = temporaryFolder();
    const behind = openSmallForum(folder);
    await behind.ingest.putAll(sourceOf(...known));
    behind.follower.catchUp();
    await openSmallForum(folder, createHashingEmbedder()).ingest.put(asks);
    expect(behind.index.thread("asks")).toBeUndefined();
    await service.ingest.put(asks);
    expect(await bothLists(behind, "asks")).toEqual(await bothLists(service, "asks"));
  });

  test("is none where it is not public, or no longer, whatever the index knows", async () => {
    const { service, beside } = await twoModels();
    await beside.ingest.put({ ...asks, visibility: "private" });
    await beside.ingest.put(threadOf({ id: "put away", question: "pain in the knee", visibility: "archived" }));
    await beside.ingest.put({ ...known[0]!, visibility: "private" });
    expect(service.index.thread("knee")).toBeDefined();
    const texts = service.embedder.texts.length;
    for (const threadId of ["asks", "put away", "knee"]) {
      await expect(bothLists(service, threadId)).rejects.toMatchObject({ code: "thread_not_found" });
    }
    expect(service.embedder.texts).toHaveLength(texts);
  });
});
