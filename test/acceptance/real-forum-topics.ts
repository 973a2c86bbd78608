import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assemble } from "../../src/compose.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { openSource } from "../../src/sources/open-source.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { TopicRecord } from "../../src/store/topics.ts";
import { stopWordsOf } from "../../src/topics/stop-words.ts";
import { titleCase } from "../../src/topics/title-case.ts";
import type { MiningSummary } from "../../src/topics/topic-mining.ts";
import { preparedModel } from "../embedding/prepared-model.ts";
import { sourceOf } from "../fakes/small-forum.ts";
import { randomNumbers } from "../topics/unit-vectors.ts";
import { referencePages } from "./shared-data.ts";

/** Of so many threads one comes only after the first mining: 5 % more. */
const ONE_OF = 21;
const FEWEST_THREADS = 5;
/**
 * Pain of back, shoulder, neck, spine, nerves, joints or muscles: what the reference page, on soreness in the upper left
 * back, is about. Complex regional pain syndrome is pain of nerves, polymyalgia of the muscles of neck and shoulders.
 */
const OF_ITS_MATTER =
  /\b(back(ache)?|shoulders?|necks?|spin(e|al)|cervical|lumbar|sciatica|scoliosis|discs?|nerves?|neuropath(y|ic)|joints?|muscles?|muscular|myofascial|musculoskeletal|(fibro|poly)?myalgia|posture|arthritis|(chronic|regional) pain)\b/i;

/** @param folder an index of the real forum, ingested by the time the tests run; it is copied, and stays as it is */
export function describeTopics(folder: string): void {
  const copy = mkdtempSync(join(tmpdir(), "kindred-topics-"));
  let embedder: Embedder;
  let forum: ReturnType<typeof assemble>;
  let reference: Thread;
  let first: MiningSummary;
  let second: MiningSummary;
  let before: readonly TopicRecord[];

  beforeAll(async () => {
    const original = openDatabase(folder);
    original.prepare("VACUUM INTO ?").run(join(copy, "kindred.sqlite"));
    original.close();
    embedder = await createTransformersEmbedder(await preparedModel(), { threads: 2 });
    forum = assemble(copy, embedder, () => undefined);
    await forum.follower.start();

    const random = randomNumbers(21);
    const late: Thread[] = [];
    for await (const record of openSource(referencePages()[0]!)) if (record.kind === "thread") reference ??= record.thread;
    const ids = [...forum.feed.threads()].map(({ id }) => id);
    for (const id of ids) if (id !== reference.id && random() < 1 / ONE_OF) late.push(forum.reader.thread(id)!);
    for (const { id } of late) forum.ingest.remove(id);
    // Its own list would be the answer.
    await forum.ingest.put({ ...reference, topics: [] });
    expect(forum.topics.records()).toEqual([]);

    first = await forum.mining.run();
    await forum.follower.settled();
    before = forum.topics.records();
    await forum.ingest.putAll(sourceOf(...late));
    await forum.follower.settled();
    const members = forum.topics.members();
    const joined = new Set([...members.values()].flatMap(({ named, joined: keys }) => [...named, ...keys]));
    const joinedLate = late.filter(({ id }) => joined.has(forum.index.thread(id)!.key)).length;
    process.stdout.write(`Without a run ${joinedLate} of ${late.length} new threads joined a topic\n`);
    expect(joinedLate / late.length).toBeGreaterThan(0.5);
    second = await forum.mining.run();
    await forum.follower.settled();
  });
  afterAll(async () => {
    await forum.follower.stop();
    await embedder.dispose();
    forum.database.close();
    rmSync(copy, { recursive: true, force: true });
  });

  test("are at least 300, hold at least 70 % of the threads, and have at least five each", () => {
    for (const [name, { topics, threads }] of Object.entries({ first, second })) {
      process.stdout.write(`The ${name} mining: ${topics} topics, ${threads.inTopics} of ${threads.total} threads in one\n`);
      expect(topics, name).toBeGreaterThanOrEqual(300);
      expect(threads.inTopics / threads.total, name).toBeGreaterThanOrEqual(0.7);
    }
    expect(before.filter(({ threadCount }) => threadCount < FEWEST_THREADS)).toEqual([]);
    expect(forum.topics.records().filter(({ threadCount }) => threadCount < FEWEST_THREADS)).toEqual([]);
  });

  test("have names of one to four words in title case, without stop words, each once in its department", () => {
    const stopWords = stopWordsOf([...forum.feed.threads()].slice(0, 2_000).map(({ id }) => forum.reader.thread(id)!.question));
    const records = forum.topics.records();
    const wrong = records.filter(({ name }) => {
      const words = name.split(" ");
      return words.length > 4 || name !== titleCase(name) || words.some((word) => stopWords.has(word) || !/\p{L}|\p{N}/u.test(word)) || !/\p{L}/u.test(name);
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
    const labels = records.map(({ name, department }) => `${name.toLowerCase()} in ${department}`);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test("keep at least 95 % of ids, and of names, when the forum has 5 % more threads", () => {
    const now = new Map(forum.topics.records().map(({ id, name }) => [id, name]));
    const ids = before.filter(({ id }) => now.has(id)).length / before.length;
    const names = before.filter(({ id, name }) => now.get(id) === name).length / before.length;
    process.stdout.write(`Kept with 5 % more threads: ${(100 * ids).toFixed(1)} % of ids, ${(100 * names).toFixed(1)} % of names\n`);
    expect(ids).toBeGreaterThanOrEqual(0.95);
    expect(names).toBeGreaterThanOrEqual(0.95);
  });

  test("are the same when the forum is mined again as it is", async () => {
    const was = { sequence: forum.feed.newestSequence(), records: forum.topics.records(), members: forum.topics.members() };
    expect(await forum.mining.run()).toMatchObject({ changed: false, added: [], renamed: [], merged: [], split: [], dropped: [] });
    await forum.follower.settled();
    expect({ sequence: forum.feed.newestSequence(), records: forum.topics.records(), members: forum.topics.members() }).toEqual(was);
  });

  test("give the reference page, without its own list, at least eight of ten that are of its matter", async () => {
    const { relatedFaq } = await forum.recommender.recommend({ threadId: reference.id }, { similar: { limit: 4, minScore: 0, collapse: true, explain: false }, topicLimit: 10 });
    const labels = relatedFaq.items.map(({ name, department }) => `${name} (${department})`);
    process.stdout.write(`Related FAQ of the reference page: ${labels.join(", ")}\n`);
    expect(labels.filter((label) => OF_ITS_MATTER.test(label.replace(/ \(.*$/, ""))).length).toBeGreaterThanOrEqual(8);
  });
}
