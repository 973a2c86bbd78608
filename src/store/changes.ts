import type { Field } from "../forum/passage.ts";
import type { Database } from "./database.ts";
import { SHOWN_TOPICS } from "./shown-topics.ts";
import { fromBlob, modelKey, type ModelIdentity } from "./vectors.ts";
import { wordsFromBlob } from "./word-columns.ts";

/** A passage with its vector, as followers take it in. */
export interface StoredPassage {
  /** Equal texts share a vector, and so its key. */
  readonly vectorKey: number;
  readonly field: Field;
  readonly reply: number | null;
  readonly window: number;
  readonly vector: Float32Array;
}

/** A thread as followers hold it. Hidden and deleted threads are not there at all. */
export interface StoredThread {
  readonly key: number;
  readonly id: string;
  readonly department: string | null;
  readonly language: string | null;
  readonly askedAt: string | null;
  readonly replyCount: number;
  /** Of its question with the title, in order: `questionWords`. */
  readonly words: Uint32Array;
  /** The different ones of its replies: `replyWords`. */
  readonly replyWords: Uint32Array;
  readonly passages: readonly StoredPassage[];
  /** Of topics that are shown, each once: a merged one's is that of the topic it went into. */
  readonly topicKeys: readonly number[];
}

/** A topic as followers hold it. One that is hidden or merged into another is not there at all. */
export interface StoredTopic {
  readonly key: number;
  readonly id: string;
  readonly department: string | null;
  /** Vectors of its name, then of its aliases. */
  readonly names: readonly Float32Array[];
  /** Public threads, each once, with those of topics merged into it. */
  readonly threadKeys: readonly number[];
}

export interface Changes {
  /** The newest change now. */
  readonly sequence: number;
  readonly threadKeys: readonly number[];
  readonly topicKeys: readonly number[];
}

/** The change log and what it speaks of, through one model's eyes. */
export interface ChangeFeed {
  /** Number of the newest change; 0 before the first. */
  newestSequence(): number;
  /** When a change was written; null for none. */
  writtenAt(sequence: number): Date | null;
  /** Keys of threads and of topics changed after `sequence`, each once, in the order of their last change. */
  changedSince(sequence: number): Changes;
  /**
   * Public threads, by key; all of them where no keys are given. Those that lack a vector of this model are left out
   * and named to `onUnembedded`.
   */
  threads(keys?: readonly number[], onUnembedded?: (key: number) => void): IterableIterator<StoredThread>;
  /** Topics that are shown, by key, likewise. */
  topics(keys?: readonly number[], onUnembedded?: (key: number) => void): IterableIterator<StoredTopic>;
  /** Runs `read` on one state of the database, whatever others write meanwhile. */
  consistently<Result>(read: () => Result): Result;
}

interface ThreadRow {
  key: number;
  id: string;
  department: string | null;
  language: string | null;
  askedAt: string | null;
  replyCount: number;
  words: Buffer;
  replyWords: Buffer;
}

export function createChangeFeed(database: Database, model: ModelIdentity): ChangeFeed {
  const key = modelKey(database, model);
  const newest = database.prepare<[], number>("SELECT coalesce(max(sequence), 0) FROM changes").pluck();
  const written = database.prepare<[number], string>("SELECT written_at FROM changes WHERE sequence = ?").pluck();
  const changed = (column: "thread_key" | "topic_key") =>
    database
      .prepare<[number], number>(`
        SELECT ${column} FROM changes WHERE sequence > ? AND ${column} IS NOT NULL GROUP BY ${column} ORDER BY max(sequence)`)
      .pluck();
  const changedThreads = changed("thread_key");
  const changedTopics = changed("topic_key");
  const columns = "key, id, department, language, asked_at AS askedAt, reply_count AS replyCount, words, reply_words AS replyWords";
  const one = database.prepare<[number], ThreadRow>(
    `SELECT ${columns} FROM threads WHERE key = ? AND visibility = 'public'`,
  );
  const allKeys = database.prepare<[], number>("SELECT key FROM threads WHERE visibility = 'public' ORDER BY key").pluck();
  const passages = database.prepare<
    [number, number],
    { vectorKey: number; field: Field; reply: number | null; window: number; vector: Buffer | null }
  >(`
    SELECT v.key AS vectorKey, p.field, p.reply, p.window, v.vector
    FROM passages p LEFT JOIN vectors v ON v.digest = p.digest AND v.model_key = ?
    WHERE p.thread_key = ? ORDER BY p.key`);
  const topicKeys = database
    .prepare<[number], number>(`
      SELECT DISTINCT shown.key FROM thread_topics
      JOIN topics own ON own.key = topic_key JOIN topics shown ON shown.key = coalesce(own.merged_into, own.key)
      WHERE thread_key = ? AND NOT shown.hidden`)
    .pluck();
  const allTopicKeys = database.prepare<[], number>("SELECT key FROM topics ORDER BY key").pluck();
  const topic = database.prepare<[number], Pick<StoredTopic, "key" | "id" | "department">>(
    `SELECT key, id, department FROM ${SHOWN_TOPICS} WHERE key = ?`,
  );
  const names = database
    .prepare<[number, number], Buffer | null>(`
      SELECT v.vector FROM topic_names n LEFT JOIN vectors v ON v.digest = n.digest AND v.model_key = ?
      WHERE n.topic_key = ? ORDER BY n.place`)
    .pluck();
  const members = database
    .prepare<{ key: number }, number>(`
      SELECT thread_key FROM thread_topics WHERE topic_key = @key
      UNION SELECT thread_key FROM topics JOIN thread_topics ON topic_key = topics.key WHERE merged_into = @key`)
    .pluck();

  function* threads(keys: readonly number[] = allKeys.all(), onUnembedded?: (key: number) => void): IterableIterator<StoredThread> {
    for (const threadKey of keys) {
      const row = one.get(threadKey);
      if (row === undefined) continue;
      const rows = passages.all(key, threadKey);
      if (rows.some(({ vector }) => vector === null)) {
        onUnembedded?.(threadKey);
        continue;
      }
      yield {
        ...row,
        words: wordsFromBlob(row.words),
        replyWords: wordsFromBlob(row.replyWords),
        passages: rows.map((passage) => ({ ...passage, vector: fromBlob(passage.vector!) })),
        topicKeys: topicKeys.all(threadKey),
      };
    }
  }

  function* topics(keys: readonly number[] = allTopicKeys.all(), onUnembedded?: (key: number) => void): IterableIterator<StoredTopic> {
    for (const topicKey of keys) {
      const row = topic.get(topicKey);
      if (row === undefined) continue;
      const vectors = names.all(key, topicKey);
      if (vectors.includes(null)) onUnembedded?.(topicKey);
      else yield { ...row, names: vectors.map((vector) => fromBlob(vector!)), threadKeys: members.all({ key: topicKey }) };
    }
  }

  return {
    newestSequence: () => newest.get()!,
    writtenAt: (sequence) => {
      const at = written.get(sequence);
      return at === undefined ? null : new Date(at);
    },
    changedSince: (sequence) => ({ sequence: newest.get()!, threadKeys: changedThreads.all(sequence), topicKeys: changedTopics.all(sequence) }),
    threads,
    topics,
    consistently: (read) => database.transaction(read)(),
  };
}
