import type { Passage } from "../forum/passage.ts";
import type { Thread } from "../forum/thread.ts";
import { titleOf } from "../forum/title.ts";
import { questionWords, replyWords } from "../forum/words.ts";
import type { Topic } from "../forum/topic.ts";
import { createChangeLog } from "./change-log.ts";
import { explained, type Database } from "./database.ts";
import { createMemberships } from "./memberships.ts";
import { createTopicNaming } from "./topic-naming.ts";
import { createTopicRows } from "./topic-rows.ts";
import type { VectorStore } from "./vectors.ts";
import { wordsAsBlob, wordsAsText } from "./word-columns.ts";

/** A thread made ready to be written: what it says, and what of it gets vectors. */
export interface PreparedThread {
  readonly thread: Thread;
  /** Of the whole thread: equal digests mean that nothing changed. */
  readonly digest: string;
  /** True for a thread that is cut short: any thread by its id that is there already stays. */
  readonly isExcerpt: boolean;
  /** None for a thread that is not public: nothing of it can be found. */
  readonly passages: readonly Passage[];
  readonly topics: readonly (Topic & { readonly digest: string })[];
}

/** A thread to be written, unless somebody else wrote it since. */
export interface ThreadWrite {
  readonly prepared: PreparedThread;
  /** `revision` of the thread when this write was asked for. */
  readonly revision: number;
}

/** "overtaken": a later write of the same thread was faster, and stays. */
export type Outcome = "added" | "updated" | "unchanged" | "overtaken";
export type CommitResult = { readonly outcomes: readonly Outcome[] } | { readonly missing: readonly string[] };

export interface ThreadWriter {
  /** Number of the last change of a thread, by its id, also of one that is gone; 0 for none. */
  revision(id: string): number;
  /** True where writing the thread would change nothing. */
  isUnchanged(prepared: PreparedThread): boolean;
  /** Digests among the texts of `prepared` that have no vector yet. */
  missingVectors(prepared: readonly PreparedThread[]): string[];
  /**
   * Writes all in one transaction: thread, passages, vectors, words, topics, changes. When a text has a vector neither in
   * `vectors` nor in the store any more, its digest is told and nothing is written.
   */
  commit(writes: readonly ThreadWrite[], vectors: ReadonlyMap<string, Float32Array>): CommitResult;
  /** Adds vectors of texts that stand in the store, for another model's first fill; others are dropped. */
  putVectors(vectors: ReadonlyMap<string, Float32Array>): void;
  /** Public threads by key, each with its revision at the same moment. */
  withRevisions(keys: readonly number[]): { readonly thread: Thread; readonly revision: number }[];
  /** Threads of every visibility behind a key, in the order of their keys; each with its revision at the same moment. */
  storedAfter(key: number, count: number): { readonly key: number; readonly thread: Thread; readonly revision: number }[];
  /** False where there is no such thread. */
  remove(id: string): boolean;
}

/** Ends a transaction that lacks vectors, so that none of it stays. */
class VectorsMissing extends Error {
  readonly digests: readonly string[];

  constructor(digests: readonly string[]) {
    super(`${digests.length} texts have no vector.`);
    this.digests = digests;
  }
}

/** Nothing of a thread that is not public can be found. */
const NO_WORDS = new Uint32Array();

function textDigests({ passages, topics }: PreparedThread): string[] {
  return [...passages, ...topics].map(({ digest }) => digest);
}

function isUnchanged({ digest, isExcerpt }: PreparedThread, known: { readonly digest: string } | undefined): boolean {
  return known !== undefined && (isExcerpt || known.digest === digest);
}

export function createThreadWriter(database: Database, vectorStore: VectorStore): ThreadWriter {
  const find = database.prepare<[string], { key: number; digest: string; department: string | null }>(
    "SELECT key, digest, department FROM threads WHERE id = ?",
  );
  const insertThread = database
    .prepare(`
      INSERT INTO threads (id, visibility, title, department, language, asked_at, reply_count, accepted, digest, document, words, reply_words)
      VALUES (@id, @visibility, @title, @department, @language, @askedAt, @replyCount, @accepted, @digest, @document, @words, @replyWords)
      ON CONFLICT (id) DO UPDATE SET visibility = @visibility, title = @title, department = @department,
        language = @language, asked_at = @askedAt, reply_count = @replyCount, accepted = @accepted, digest = @digest, document = @document,
        words = @words, reply_words = @replyWords
      RETURNING key`)
    .pluck();
  const insertPassage = database.prepare(
    "INSERT INTO passages (thread_key, field, reply, window, digest) VALUES (?, ?, ?, ?, ?)",
  );
  const insertWords = database.prepare("INSERT INTO thread_text (rowid, question, replies) VALUES (?, ?, ?)");
  const stands = database
    .prepare<[string, string]>("SELECT 1 FROM passages WHERE digest = ? UNION ALL SELECT 1 FROM topic_names WHERE digest = ? LIMIT 1")
    .pluck();
  const publicDocument = database
    .prepare<[number], string>("SELECT document FROM threads WHERE key = ? AND visibility = 'public'")
    .pluck();
  const documentsAfter = database.prepare<[number, number], { key: number; document: string }>(
    "SELECT key, document FROM threads WHERE key > ? ORDER BY key LIMIT ?",
  );
  const removeThread = database.prepare("DELETE FROM threads WHERE key = ?");
  const removePassages = database.prepare<[number], string>("DELETE FROM passages WHERE thread_key = ? RETURNING digest").pluck();
  const question = database
    .prepare<[number], string>("SELECT digest FROM passages WHERE thread_key = ? AND field = 'question' ORDER BY window")
    .pluck();
  const removeWords = database.prepare("DELETE FROM thread_text WHERE rowid = ?");
  const log = createChangeLog(database);
  const topicRows = createTopicRows(database, vectorStore);
  const memberships = createMemberships(database, topicRows, log);
  const nameTopic = createTopicNaming(topicRows, log);
  const revision = log.lastOfThread;

  /**
   * Takes out all that was derived from a thread; returns the digests of the texts that stood in it. What it joined stays
   * while it asks the same: a new reply, or a field that a whole forum gets, must not empty the topics that mining found.
   */
  function clear(key: number, asksTheSame: boolean): string[] {
    memberships.leave(key, !asksTheSame);
    removeWords.run(key);
    return removePassages.all(key);
  }

  function asksTheSame(known: { readonly key: number; readonly department: string | null }, { thread, passages }: PreparedThread): boolean {
    const asked = passages.flatMap(({ field, digest }) => (field === "question" ? [digest] : []));
    return asked.length > 0 && known.department === (thread.department ?? null) && String(question.all(known.key)) === String(asked);
  }

  function write({ prepared, revision: asked }: ThreadWrite, vectors: ReadonlyMap<string, Float32Array>): Outcome {
    const { thread, digest, passages, topics } = prepared;
    const isPublic = thread.visibility === "public";
    // What hides a thread always goes through: of two at once, hiding wins.
    if (isPublic && revision(thread.id) !== asked) return "overtaken";
    const known = find.get(thread.id);
    if (isUnchanged(prepared, known)) return "unchanged";
    // Thread by thread, because the thread before may have taken the last place of a text that this one brings back.
    const digests = textDigests(prepared);
    for (const digest of digests) {
      const vector = vectors.get(digest);
      if (vector !== undefined) vectorStore.put(digest, vector);
    }
    const missing = vectorStore.missing(digests);
    if (missing.length > 0) throw new VectorsMissing(missing);
    const before = memberships.standing(known === undefined ? [] : [known.key]);
    const outdated = known === undefined ? [] : clear(known.key, asksTheSame(known, prepared));
    const key = Number(
      insertThread.get({
        id: thread.id,
        visibility: thread.visibility,
        title: titleOf(thread),
        department: thread.department ?? null,
        language: thread.language ?? null,
        askedAt: thread.askedAt ?? null,
        replyCount: thread.replies.length,
        accepted: Number(thread.replies.some(({ accepted }) => accepted === true)),
        digest,
        document: JSON.stringify(thread),
        words: wordsAsBlob(isPublic ? questionWords(thread) : NO_WORDS),
        replyWords: wordsAsBlob(isPublic ? replyWords(thread) : NO_WORDS),
      }),
    );
    for (const passage of passages) {
      insertPassage.run(key, passage.field, passage.reply, passage.window, passage.digest);
    }
    for (const topic of topics) memberships.name(key, nameTopic(topic));
    if (isPublic) insertWords.run(key, ...wordsAsText(thread));
    memberships.settle(before, [key]);
    // A topic's other spellings have vectors that nobody needs.
    vectorStore.forget([...outdated, ...topics.map((topic) => topic.digest)]);
    log.thread(key, thread.id);
    return known === undefined ? "added" : "updated";
  }

  const putVectors = database.transaction((vectors: ReadonlyMap<string, Float32Array>) => {
    for (const [digest, vector] of vectors) if (stands.get(digest, digest) !== undefined) vectorStore.put(digest, vector);
  });

  const withRevisions = database.transaction((keys: readonly number[]) =>
    keys.flatMap((key) => {
      const document = publicDocument.get(key);
      if (document === undefined) return [];
      const thread = JSON.parse(document) as Thread;
      return [{ thread, revision: revision(thread.id) }];
    }),
  );

  const storedAfter = database.transaction((after: number, count: number) =>
    documentsAfter.all(after, count).map(({ key, document }) => {
      const thread = JSON.parse(document) as Thread;
      return { key, thread, revision: revision(thread.id) };
    }),
  );

  const commit = database.transaction(
    (writes: readonly ThreadWrite[], vectors: ReadonlyMap<string, Float32Array>) => {
      // Of a thread that is written twice here, the second write follows upon the first.
      const written = new Map<string, number>();
      return writes.map(({ prepared, revision: asked }) => {
        const { id } = prepared.thread;
        const outcome = write({ prepared, revision: written.get(id) ?? asked }, vectors);
        if (outcome !== "overtaken") written.set(id, revision(id));
        return outcome;
      });
    },
  );

  const remove = database.transaction((id: string) => {
    const known = find.get(id);
    if (known === undefined) return false;
    const before = memberships.standing([known.key]);
    const outdated = clear(known.key, false);
    removeThread.run(known.key);
    memberships.settle(before, []);
    vectorStore.forget(outdated);
    log.thread(known.key, id);
    return true;
  });

  return {
    isUnchanged: (prepared) => isUnchanged(prepared, find.get(prepared.thread.id)),
    missingVectors: (prepared) => vectorStore.missing(prepared.flatMap(textDigests)),
    revision,
    commit: (writes, vectors) => {
      try {
        return { outcomes: explained(() => commit.immediate(writes, vectors)) };
      } catch (error) {
        if (error instanceof VectorsMissing) return { missing: error.digests };
        throw error;
      }
    },
    withRevisions: (keys) => withRevisions(keys),
    storedAfter: (key, count) => storedAfter(key, count),
    putVectors: (vectors) => explained(() => putVectors.immediate(vectors)),
    remove: (id) => explained(() => remove.immediate(id)),
  };
}
