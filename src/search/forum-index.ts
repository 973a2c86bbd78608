import type { Field } from "../forum/passage.ts";
import type { StoredThread, StoredTopic } from "../store/changes.ts";
import { MOST_REPLY_VECTORS, type AskedVectors, type FieldMatch, type IndexedPassage, type IndexedThread, type SearchIndex, type ThreadMatch } from "./search-index.ts";
import type { NearestVectors } from "./nearest-vectors.ts";
import { createTopicTable, type PlacedThread } from "./topic-table.ts";
import { dot, type VectorTable } from "./vector-table.ts";

/** Hits looked at per thread wanted: a thread has several passages, and they come near together. */
const HITS_PER_THREAD = 8;
const FEWEST_HITS = 128;
/** Windows of a question that are compared when two threads of a list are: what follows makes few lists differ. */
const MOST_LIKENESS_WINDOWS = 8;
/** A filter that leaves at most this many threads is answered by looking at each of them. */
const LOOK_AT_EACH = 2_048;

/** The forum in memory: what the change log says, ready to be searched. */
export interface ForumIndex extends SearchIndex {
  /** Takes in a thread as it stands now, in place of what was known of it. */
  put(thread: StoredThread): void;
  remove(threadKey: number): void;
  /** Takes in a topic likewise, with its threads; those that are not there join it when they come. */
  putTopic(topic: StoredTopic): void;
  removeTopic(topicKey: number): void;
}

export function createForumIndex(table: VectorTable, vectors: NearestVectors): ForumIndex {
  const threads = new Map<number, PlacedThread>();
  const threadKeys = new Map<string, number>();
  let revision = 0;
  let passageCount = 0;
  /** Which threads hold a vector: several, where the same text stands in several. */
  const holders = new Map<number, Set<number>>();
  const topics = createTopicTable(threads);

  function hold(vectorKey: number, threadKey: number, vector: Float32Array): void {
    const known = holders.get(vectorKey);
    if (known !== undefined) {
      known.add(threadKey);
      return;
    }
    vectors.add(vectorKey, vector);
    holders.set(vectorKey, new Set([threadKey]));
  }

  function release(vectorKey: number, threadKey: number): void {
    const known = holders.get(vectorKey);
    if (known === undefined) return;
    known.delete(threadKey);
    if (known.size > 0) return;
    holders.delete(vectorKey);
    vectors.remove(vectorKey);
  }

  function bestOf(passage: IndexedPassage, asked: AskedVectors, field: keyof AskedVectors, best: FieldMatch | null): FieldMatch | null {
    const vector = table.vector(passage.vectorKey)!;
    let match = best;
    for (const [place, wanted] of asked[field].entries()) {
      const similarity = dot(wanted, vector);
      if (match === null || similarity > match.similarity) match = { similarity, passage, asked: { field, place } };
    }
    return match;
  }

  function match(asked: AskedVectors, thread: IndexedThread): ThreadMatch {
    let question: FieldMatch | null = null;
    let reply: FieldMatch | null = null;
    for (const passage of thread.passages) {
      if (passage.field === "question") question = bestOf(passage, asked, "question", question);
      else reply = bestOf(passage, asked, "question", reply);
      reply = bestOf(passage, asked, "replies", reply);
    }
    return { thread, question: question!, reply };
  }

  const vectorsOf = ({ passages }: IndexedThread, wanted: Field, most = Infinity) =>
    passages.filter(({ field }) => field === wanted).slice(0, most).flatMap(({ vectorKey }) => table.vector(vectorKey) ?? []);

  const questionVectors = (thread: IndexedThread) => vectorsOf(thread, "question").map((vector) => vector.slice());

  /** Threads that hold one of the nearest vectors. */
  function candidates(asked: readonly Float32Array[], hits: number, accept: (thread: IndexedThread) => boolean, effort: number | undefined) {
    const found = new Set<IndexedThread>();
    for (const vector of asked) {
      for (const { key } of vectors.nearest(vector, hits, effort)) {
        for (const threadKey of holders.get(key)!) {
          const thread = threads.get(threadKey)!;
          if (accept(thread)) found.add(thread);
        }
      }
    }
    return found;
  }

  function remove(threadKey: number): void {
    const known = threads.get(threadKey);
    if (known === undefined) return;
    threads.delete(threadKey);
    revision += 1;
    passageCount -= known.passages.length;
    // Deleted and written again, the id belongs to another key by now.
    if (threadKeys.get(known.id) === threadKey) threadKeys.delete(known.id);
    for (const { vectorKey } of known.passages) release(vectorKey, threadKey);
    topics.displace(known);
  }

  return {
    get revision() {
      return revision;
    },

    get threadCount() {
      return threads.size;
    },
    get passageCount() {
      return passageCount;
    },

    put: ({ key, id, department, language, askedAt, replyCount, words, replyWords, passages, topicKeys }) => {
      const outdated = threads.get(key);
      const indexed = passages.map(({ vectorKey, field, reply, window }) => ({ vectorKey, field, reply, window }));
      // New ones first, so that a text that stays is never taken out and built in again.
      for (const { vectorKey, vector } of passages) hold(vectorKey, key, vector);
      if (outdated !== undefined) {
        const kept = new Set(indexed.map(({ vectorKey }) => vectorKey));
        for (const { vectorKey } of outdated.passages) if (!kept.has(vectorKey)) release(vectorKey, key);
      }
      passageCount += indexed.length - (outdated?.passages.length ?? 0);
      const thread = { key, id, department, language, askedAt, answered: replyCount > 0, topicKeys: [], words, replyWords, passages: indexed };
      topics.place(thread, topicKeys, outdated);
      threads.set(key, thread);
      revision += 1;
      threadKeys.set(id, key);
    },

    remove,

    putTopic: topics.put,
    removeTopic: topics.remove,

    thread: (id) => threads.get(threadKeys.get(id) ?? -1),

    questionVectors,

    vectorsOf: (thread) => ({
      question: questionVectors(thread),
      replies: vectorsOf(thread, "reply", MOST_REPLY_VECTORS).map((vector) => vector.slice()),
    }),

    threadsByKey: (keys) => keys.flatMap((key) => threads.get(key) ?? []),
    threads: () => [...threads.values()],
    match,

    nearest: (asked, { count, accept, effort }) => {
      let hits = Math.max(FEWEST_HITS, count * HITS_PER_THREAD);
      let accepted: IndexedThread[] | undefined;
      if (accept !== undefined) {
        accepted = [...threads.values()].filter(accept);
        if (accepted.length <= LOOK_AT_EACH) return accepted;
        hits = Math.ceil((hits * threads.size) / accepted.length);
      }
      const found = candidates(asked.question, hits, accept ?? (() => true), effort);
      // Many passages of few threads, or neighbours that the filter keeps out: then every thread is looked at. Within a
      // filter sooner, because what it lets through may lie far from the question, and the hits end before.
      const enough = accept === undefined ? count : 2 * count;
      return [...(found.size < Math.min(enough, accepted?.length ?? threads.size) ? (accepted ?? threads.values()) : found)];
    },

    likeness: (left, right) => {
      const others = vectorsOf(right, "question", MOST_LIKENESS_WINDOWS);
      let nearest = -1;
      for (const vector of vectorsOf(left, "question", MOST_LIKENESS_WINDOWS)) {
        for (const other of others) nearest = Math.max(nearest, dot(vector, other));
      }
      return nearest;
    },

    topic: topics.topic,
    topics: topics.topics,
    topicNames: topics.names,
  };
}
