import type { Field } from "../forum/passage.ts";
import type { Database } from "./database.ts";
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
  readonly topicKeys: readonly number[];
}

export interface StoredTopic {
  readonly key: number;
  readonly id: string;
  readonly vector: Float32Array;
}

/** The change log and what it speaks of, through one model's eyes. */
export interface ChangeFeed {
  /** Number of the newest change; 0 before the first. */
  newestSequence(): number;
  /** When a change was written; null for none. */
  writtenAt(sequence: number): Date | null;
  /** Keys of threads changed after `sequence`, each once, in the order of their last change. */
  changedSince(sequence: number): { readonly sequence: number; readonly threadKeys: readonly number[] };
  /**
   * Public threads, by key; all of them where no keys are given. Those that lack a vector of this model are left out
   * and named to `onUnembedded`.
   */
  threads(keys?: readonly number[], onUnembedded?: (key: number) => void): IterableIterator<StoredThread>;
  topics(keys: readonly number[]): StoredTopic[];
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
  const changed = database
    .prepare<[number], number>(
      "SELECT thread_key FROM changes WHERE sequence > ? GROUP BY thread_key ORDER BY max(sequence)",
    )
    .pluck();
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
  const topicKeys = database.prepare<[number], number>("SELECT topic_key FROM thread_topics WHERE thread_key = ?").pluck();
  const topic = database.prepare<[number, number], { key: number; id: string; vector: Buffer }>(`
    SELECT t.key, t.id, v.vector FROM topics t JOIN vectors v ON v.digest = t.digest AND v.model_key = ?
    WHERE t.key = ?`);

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

  return {
    newestSequence: () => newest.get()!,
    writtenAt: (sequence) => {
      const at = written.get(sequence);
      return at === undefined ? null : new Date(at);
    },
    changedSince: (sequence) => ({ sequence: newest.get()!, threadKeys: changed.all(sequence) }),
    threads,
    topics: (keys) =>
      keys.flatMap((topicKey) => {
        const row = topic.get(key, topicKey);
        return row === undefined ? [] : [{ ...row, vector: fromBlob(row.vector) }];
      }),
    consistently: (read) => database.transaction(read)(),
  };
}
