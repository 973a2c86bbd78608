import { afterAll, beforeAll, expect, test } from "vitest";
import { assemble } from "../../src/compose.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { createExactLists, DRAWN_DEPARTMENTS, drawnDepartment } from "../../src/evaluation/exact-lists.ts";
import { createRememberingEmbedder } from "../../src/evaluation/remembering-embedder.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { questionWords } from "../../src/forum/words.ts";
import type { SimilarThread } from "../../src/recommend/answers.ts";
import { areNearIdentical } from "../../src/recommend/near-identical.ts";
import { preparedModel } from "../embedding/prepared-model.ts";

const LIMIT = 10;

/** By its id, or by what it says as if nobody had asked it yet. */
type AskedAs = "thread" | "text";

/** @param folder an index of the real forum, ingested by the time the tests run; nothing of it changes but its graph */
export function describeLists(folder: string): void {
  let embedder: Embedder;
  let forum: ReturnType<typeof assemble>;
  let exactList: ReturnType<typeof createExactLists>;
  let ids: readonly string[];

  beforeAll(async () => {
    embedder = createRememberingEmbedder(await createTransformersEmbedder(await preparedModel(), { threads: 2 }));
    forum = assemble(folder, embedder, () => undefined);
    await forum.follower.start();
    await forum.follower.settled();
    const threads = [...forum.feed.threads()];
    ids = threads.map(({ id }) => id);
    // In memory, where filters look: no other part of a list depends on the department.
    for (const thread of threads) forum.index.put({ ...thread, department: drawnDepartment(thread.id) });
    exactList = createExactLists({ ...forum, embedder });
  });
  afterAll(async () => {
    await forum.follower.stop();
    await embedder.dispose();
    forum.database.close();
  });

  const subjectOf = ({ id, title, question }: Thread, as: AskedAs) => (as === "thread" ? { threadId: id } : { title, text: question });

  /** So many threads, evenly spread. */
  const someThreads = (count: number) => Array.from({ length: count }, (_, place) => forum.reader.thread(ids[Math.floor((place * ids.length) / count)]!)!);

  const listOf = (thread: Thread, as: AskedAs, options: { readonly collapse: boolean; readonly minScore?: number; readonly department?: string }) =>
    forum.recommender.similar(subjectOf(thread, as), { limit: LIMIT, explain: false, ...options });

  /** Pairs of a list that ask the same, by what their texts say and not by what the index knows of them. */
  function samePairs(items: readonly SimilarThread[]): string[] {
    const read = items.map(({ id }) => ({ id, words: new Set(questionWords(forum.reader.thread(id)!)) }));
    return read.flatMap((left, place) =>
      read.slice(place + 1).filter(({ words }) => areNearIdentical(left.words, words)).map(({ id }) => `${left.id} and ${id}`),
    );
  }

  /** What is wrong with a collapsed list, however long; nothing if it is as it should be. */
  function faultsOf(asked: Thread, as: AskedAs, items: readonly SimilarThread[]): string[] {
    const listed = items.map(({ id }) => id);
    const faults = samePairs(items).map((pair) => `${pair} ask the same`);
    if (new Set(listed).size !== listed.length) faults.push("a thread stands twice");
    if (as === "thread" && listed.includes(asked.id)) faults.push("the thread itself");
    return faults.map((fault) => `${asked.id} as ${as}: ${fault}`);
  }

  test.each([
    ["thread", 300],
    ["text", 100],
  ] as const)("a list of ten by %s is full where nothing is cut, and no two of it are the same or ask the same", async (as, count) => {
    const faults: string[] = [];
    let duplicates = 0;
    for (const thread of someThreads(count)) {
      const { items, hidden } = await listOf(thread, as, { collapse: true, minScore: 0 });
      expect(items, thread.id).toHaveLength(LIMIT);
      const cut = await listOf(thread, as, { collapse: true });
      faults.push(...faultsOf(thread, as, items), ...faultsOf(thread, as, cut.items));
      duplicates += hidden.duplicates;
    }
    process.stdout.write(`${count} lists by ${as}: ${duplicates} threads gave up their place to a near-identical one\n`);
    // Without any, the lists would have proved nothing.
    expect(duplicates).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  test("within a department, too", async () => {
    const faults: string[] = [];
    for (const [place, thread] of someThreads(50).entries()) {
      const as = place % 2 === 0 ? "thread" : "text";
      for (const { name } of DRAWN_DEPARTMENTS) {
        const { items } = await listOf(thread, as, { collapse: true, minScore: 0, department: name });
        expect(items, thread.id).toHaveLength(LIMIT);
        faults.push(...faultsOf(thread, as, items).map((fault) => `${name}: ${fault}`));
        expect(items.map(({ id }) => drawnDepartment(id))).toEqual(items.map(() => name));
      }
    }
    expect(faults).toEqual([]);
  });

  test("of a department's lists, narrow or broad, at least 99 % are what looking at every thread gives", async () => {
    const exact = new Map<string, number>(DRAWN_DEPARTMENTS.map(({ name }) => [name, 0]));
    const threads = someThreads(100);
    for (const [place, thread] of threads.entries()) {
      const as = place % 2 === 0 ? "thread" : "text";
      const ranked = await exactList(subjectOf(thread, as));
      for (const { name } of DRAWN_DEPARTMENTS) {
        const { items } = await listOf(thread, as, { collapse: false, minScore: 0, department: name });
        const expected = ranked.filter(({ id }) => drawnDepartment(id) === name).slice(0, LIMIT);
        expect(items).toHaveLength(LIMIT);
        expect(items.map(({ id }) => drawnDepartment(id))).toEqual(items.map(() => name));
        const isExact = items.every(({ id, score }, at) => id === expected[at]!.id && score === expected[at]!.score);
        if (isExact) exact.set(name, exact.get(name)! + 1);
      }
    }
    process.stdout.write(`Exact lists of ${threads.length}: ${[...exact].map(([name, count]) => `${name} ${count}`).join(", ")}\n`);
    for (const [name, count] of exact) expect(count / threads.length, name).toBeGreaterThanOrEqual(0.99);
  });
}
