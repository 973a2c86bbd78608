import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFollower } from "../../src/search/follower.ts";
import { createHashingEmbedder } from "../fakes/hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const WORDS = ["back", "knee", "head", "skin", "sleep", "heart", "cough", "fever", "eye", "ear", "pain", "itch", "night", "work"];

/** Threads of random-looking words, the same at every call. */
const threads = Array.from({ length: 60 }, (_, number) =>
  threadOf({
    id: `t${number}`,
    question: Array.from({ length: 8 }, (__, place) => WORDS[(number * 7 + place * (number % 5 + 1)) % WORDS.length]).join(" ") + ` ${number}`,
    replies: [{ text: `Answer ${number} about ${WORDS[number % WORDS.length]}` }],
  }),
);
/** So few vectors would be scanned; here the graph is meant. */
const GRAPH_ALWAYS = { scanAtMost: 0 };
const options = { limit: 10, minScore: 0, collapse: false, explain: false };
type Forum = ReturnType<typeof openSmallForum>;

async function answers({ recommender }: Forum) {
  const lists = await Promise.all(threads.slice(0, 12).map(({ id }) => recommender.similar({ threadId: id }, options)));
  return lists.map(({ items }) => items.map(({ id, score }) => `${id} ${score}`));
}

/** An index folder with its graph saved, and what it answers. */
async function savedForum() {
  const folder = temporaryFolder();
  const forum = openSmallForum(folder, undefined, GRAPH_ALWAYS);
  await forum.ingest.putAll(sourceOf(...threads));
  await forum.follower.start();
  await forum.follower.settled();
  const expected = await answers(forum);
  await forum.close();
  const graphFolder = join(folder, "graph", readdirSync(join(folder, "graph"))[0]!);
  const graphFile = join(graphFolder, readdirSync(graphFolder).find((name) => name.endsWith(".hnsw"))!);
  return { folder, expected, graphFile, manifestFile: join(graphFolder, "graph.json") };
}

async function reopen(folder: string) {
  const forum = openSmallForum(folder, undefined, GRAPH_ALWAYS);
  await forum.follower.start();
  return forum;
}

describe("the follower", () => {
  test("starts from the saved graph without a word, and answers the same", async () => {
    const { folder, expected } = await savedForum();
    const forum = await reopen(folder);
    expect(forum.vectors.pending).toBe(0);
    expect(forum.messages).toEqual([]);
    expect(await answers(forum)).toEqual(expected);
  });

  const damages: [string, RegExp, (saved: Awaited<ReturnType<typeof savedForum>>) => void][] = [
    ["one flipped byte", /checksum/, ({ graphFile }) => {
      const bytes = readFileSync(graphFile);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(graphFile, bytes);
    }],
    ["a truncated file", /bytes/, ({ graphFile }) => truncateSync(graphFile, 1000)],
    ["a longer file", /bytes/, ({ graphFile }) => appendFileSync(graphFile, "x")],
    ["another model's graph", /another model, hashing\/0/, ({ manifestFile }) => {
      writeFileSync(manifestFile, readFileSync(manifestFile, "utf8").replace("hashing/1", "hashing/0"));
    }],
    ["a damaged manifest", /damaged/, ({ manifestFile }) => truncateSync(manifestFile, 40)],
    ["a manifest that names a file elsewhere", /damaged/, ({ manifestFile }) => {
      writeFileSync(manifestFile, readFileSync(manifestFile, "utf8").replace(/graph-[^"]+/, "../../etc/passwd"));
    }],
  ];
  test.each(damages)("%s is noticed, said, and built again from the database", async (_, message, damage) => {
    const saved = await savedForum();
    damage(saved);
    const forum = await reopen(saved.folder);
    expect(forum.messages.join("\n")).toMatch(message);
    expect(await answers(forum)).toEqual(saved.expected);
    await forum.follower.settled();
    expect(forum.vectors.pending).toBe(0);
    expect(await answers(forum)).toEqual(saved.expected);
    await forum.close();
    const again = await reopen(saved.folder);
    expect(again.messages).toEqual([]);
  });

  test("a graph of other vectors under the right name is noticed", async () => {
    const { folder, expected } = await savedForum();
    const first = openSmallForum(folder);
    // The same keys with other vectors: what a foreign index folder copied over this one would hold.
    first.database.exec("UPDATE vectors SET vector = (SELECT vector FROM vectors LIMIT 1 OFFSET 7)");
    await first.close();
    const forum = await reopen(folder);
    expect(forum.messages.join("\n")).toMatch(/other vectors/);
    expect(await answers(forum)).not.toEqual(expected);
  });

  test("shows soon what another process writes, and hides what it hides", async () => {
    const folder = temporaryFolder();
    const service = openSmallForum(folder);
    await service.follower.start();
    const beside = openSmallForum(folder, createHashingEmbedder());
    await beside.ingest.putAll(sourceOf(...threads.slice(0, 20)));
    await expect.poll(() => service.index.threadCount, { timeout: 15_000 }).toBe(20);
    await beside.ingest.put({ ...threads[3]!, visibility: "private" });
    beside.ingest.remove("t4");
    await expect.poll(() => service.index.threadCount, { timeout: 15_000 }).toBe(18);
  });

  test("what another process hides is in no answer even before the log was read", async () => {
    const folder = temporaryFolder();
    const service = openSmallForum(folder);
    await service.ingest.putAll(sourceOf(...threads));
    service.follower.catchUp();
    const beside = openSmallForum(folder, createHashingEmbedder());
    const before = await service.recommender.similar({ threadId: "t0" }, options);
    const nearest = before.items[0]!.id;
    await beside.ingest.put({ ...threads.find(({ id }) => id === nearest)!, visibility: "private" });
    const after = await service.recommender.similar({ threadId: "t0" }, options);
    expect(after.items.map(({ id }) => id)).toEqual([...before.items.slice(1).map(({ id }) => id), expect.any(String)]);
    await expect(service.recommender.similar({ threadId: nearest }, options)).rejects.toMatchObject({ code: "thread_not_found" });
  });

  test("deleted in one run, still gone after a restart", async () => {
    const { folder } = await savedForum();
    const first = await reopen(folder);
    first.ingest.remove("t5");
    await first.close();
    const second = await reopen(folder);
    expect(second.messages).toEqual([]);
    expect(second.index.thread("t5")).toBeUndefined();
    const lists = await Promise.all(["t0", "t1", "t2"].map((threadId) => second.recommender.similar({ threadId }, { ...options, limit: 59 })));
    expect(lists.map(({ items }) => items.length)).toEqual([58, 58, 58]);
    expect(lists.flatMap(({ items }) => items.map(({ id }) => id))).not.toContain("t5");
  });

  test("a text that goes and comes back is found again, though its point was taken out of the graph", async () => {
    const folder = temporaryFolder();
    const forum = openSmallForum(folder);
    // The topic has the reply's very text, so the vector outlives the passage.
    const topic = threadOf({ id: "topic", question: "something else", topics: ["Answer"] });
    const thread = threadOf({ id: "a", question: "back pain", replies: [{ text: "Answer" }] });
    await forum.ingest.putAll(sourceOf(topic, thread));
    await forum.follower.start();
    await forum.follower.settled();
    await forum.ingest.put({ ...thread, replies: [] });
    await forum.ingest.put(thread);
    await forum.follower.settled();
    expect(forum.vectors.pending).toBe(0);
    const answer = await forum.recommender.similar({ text: "Answer" }, { ...options, explain: true });
    expect(answer.items[0]).toMatchObject({ id: "a", matched: "reply", explanation: { similarity: { reply: 1 } } });
  });
});

describe("the follower beside other processes", () => {
  test("a thread deleted and written again between two looks is found under its new key", async () => {
    const folder = temporaryFolder();
    const service = openSmallForum(folder);
    await service.ingest.putAll(sourceOf(...threads));
    service.follower.catchUp();
    const beside = openSmallForum(folder, createHashingEmbedder());
    beside.ingest.remove("t7");
    await beside.ingest.put(threads[7]!);
    service.follower.catchUp();
    expect((await service.recommender.similar({ threadId: "t7" }, options)).items).toHaveLength(10);
    expect(service.index.threadCount).toBe(threads.length);
  });

  test("what a process with another model writes is embedded and shown by this one", async () => {
    const folder = temporaryFolder();
    const service = openSmallForum(folder);
    await service.ingest.putAll(sourceOf(...threads));
    await service.follower.start();
    const beside = openSmallForum(folder, createHashingEmbedder({ fingerprint: "hashing/2" }));
    await beside.ingest.put({ ...threads[7]!, question: "a knee that clicks" });
    service.follower.catchUp();
    await expect.poll(() => service.index.thread("t7"), { timeout: 15_000 }).toBeDefined();
    const { items } = await service.recommender.similar({ text: "a knee that clicks" }, options);
    expect(items[0]!.id).toBe("t7");
    expect(service.messages.join()).toMatch(/without vectors of this model/);
  });
});

test("several that follow changes are told of each look, waited for, and ended: what need not be done is left", async () => {
  const { feed, index } = openSmallForum(temporaryFolder());
  const said: string[] = [];
  const say = (text: string) => async () => void said.push(text);
  const keeper = { restore: say("restored"), grow: () => void said.push("grow"), settled: say("graph settled"), stop: say("graph stopped") };
  const follower = createFollower({
    feed,
    index,
    createGraphKeeper: () => keeper,
    fillMissingVectors: async () => 0,
    followUps: [
      { begin: () => void said.push("one begins"), settled: say("one settled") },
      { begin: () => void said.push("other begins"), settled: say("other settled"), stop: say("other stopped") },
    ],
    log: () => undefined,
  });
  await follower.start();
  await follower.settled();
  await follower.stop();
  expect(said).toEqual(["restored", "grow", "one begins", "other begins", "one settled", "other settled", "graph settled", "one settled", "other stopped", "graph stopped"]);
});
