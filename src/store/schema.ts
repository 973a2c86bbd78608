import { questionWords, replyWords } from "../forum/words.ts";
import type { Thread } from "../forum/thread.ts";
import type { Database } from "./database.ts";
import { wordsAsBlob, wordsAsText } from "./word-columns.ts";

/**
 * Each entry takes the database from one `user_version` to the next. Never change one that was released:
 * add another.
 */
export const MIGRATIONS: readonly (string | ((database: Database) => void))[] = [
  `
  -- A thread as it came, with what lists filter on beside it.
  CREATE TABLE threads (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private', 'archived')),
    title TEXT NOT NULL,
    department TEXT,
    language TEXT,
    asked_at TEXT,
    reply_count INTEGER NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX threads_by_date ON threads (visibility, asked_at DESC, key);
  CREATE INDEX threads_by_department ON threads (visibility, department, asked_at DESC, key);

  -- Where which text stands. Hidden threads have none.
  CREATE TABLE passages (
    key INTEGER PRIMARY KEY,
    thread_key INTEGER NOT NULL REFERENCES threads (key) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field IN ('question', 'reply')),
    reply INTEGER,
    window INTEGER NOT NULL,
    digest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX passages_by_thread ON passages (thread_key);
  CREATE INDEX passages_by_digest ON passages (digest);

  -- A vector belongs to a text, not to a place: equal texts share it, and each model has its own.
  -- Graphs know vectors by their keys, so a key is never given twice.
  CREATE TABLE models (
    key INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE vectors (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    model_key INTEGER NOT NULL REFERENCES models (key),
    digest TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (digest, model_key)
  ) STRICT;

  CREATE TABLE topics (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    department TEXT,
    digest TEXT NOT NULL
  ) STRICT;
  CREATE INDEX topics_by_digest ON topics (digest);
  CREATE TABLE thread_topics (
    thread_key INTEGER NOT NULL REFERENCES threads (key) ON DELETE CASCADE,
    topic_key INTEGER NOT NULL REFERENCES topics (key) ON DELETE CASCADE,
    PRIMARY KEY (thread_key, topic_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX thread_topics_by_topic ON thread_topics (topic_key);

  -- Words for lexical search; the text itself stays in threads.document.
  CREATE VIRTUAL TABLE thread_text USING fts5 (
    question, replies, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );
  CREATE VIRTUAL TABLE words USING fts5vocab (thread_text, row);

  -- What followers read: which thread changed, in what order. It holds no text; ids stand in it as digests, so that
  -- the last change of a thread is known even when it is gone.
  CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_key INTEGER NOT NULL,
    id_digest TEXT NOT NULL,
    written_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX changes_by_id ON changes (id_digest, sequence);

  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  `,
  fillWords,
  `
  -- Which threads have an answer that was accepted: lists of a topic show them first.
  ALTER TABLE threads ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
  UPDATE threads SET accepted = 1
  WHERE EXISTS (SELECT 1 FROM json_each(document, '$.replies') WHERE json_extract(value, '$.accepted'));

  -- Where a topic comes from, and what editors say of it. A merged one keeps its threads, so that merging can be undone;
  -- the topic that it points to is never merged itself.
  ALTER TABLE topics ADD COLUMN origin TEXT NOT NULL DEFAULT 'thread' CHECK (origin IN ('thread', 'file', 'mined'));
  ALTER TABLE topics ADD COLUMN url TEXT;
  ALTER TABLE topics ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE topics ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE topics ADD COLUMN merged_into INTEGER REFERENCES topics (key) ON DELETE SET NULL;
  CREATE INDEX topics_by_merged ON topics (merged_into) WHERE merged_into IS NOT NULL;

  -- Its name at place 0, then its aliases; known_as is the id that a topic of that name would be given.
  CREATE TABLE topic_names (
    topic_key INTEGER NOT NULL REFERENCES topics (key) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    known_as TEXT NOT NULL,
    PRIMARY KEY (topic_key, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX topic_names_by_digest ON topic_names (digest);
  CREATE INDEX topic_names_by_known_as ON topic_names (known_as);
  INSERT INTO topic_names SELECT key, 0, name, digest, id FROM topics;
  DROP INDEX topics_by_digest;
  ALTER TABLE topics DROP COLUMN digest;

  -- 0: the thread names the topic itself; 1: mining found it for the thread.
  ALTER TABLE thread_topics ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;

  -- A change is one of a thread or of a topic from here on. The numbers stay and go on: followers count by them.
  CREATE TABLE changes_of_both (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_key INTEGER,
    id_digest TEXT,
    topic_key INTEGER,
    written_at TEXT NOT NULL,
    CHECK ((thread_key IS NULL) <> (topic_key IS NULL) AND (id_digest IS NULL OR thread_key IS NOT NULL))
  ) STRICT;
  INSERT INTO changes_of_both (sequence, thread_key, id_digest, written_at)
  SELECT sequence, thread_key, id_digest, written_at FROM changes ORDER BY sequence;
  DELETE FROM sqlite_sequence WHERE name = 'changes_of_both';
  INSERT INTO sqlite_sequence SELECT 'changes_of_both', seq FROM sqlite_sequence WHERE name = 'changes';
  DROP TABLE changes;
  ALTER TABLE changes_of_both RENAME TO changes;
  CREATE INDEX changes_by_id ON changes (id_digest, sequence) WHERE id_digest IS NOT NULL;

  -- What editors changed, field by field, as JSON. Nothing here is ever deleted.
  CREATE TABLE topic_edits (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    topic_id TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    editor TEXT,
    before TEXT NOT NULL,
    after TEXT NOT NULL
  ) STRICT;
  CREATE INDEX topic_edits_by_topic ON topic_edits (topic_id, sequence);
  `,
  `
  -- Who may do what. Of a key only its SHA-256 is kept, 32 bytes: nobody who reads the index can use it.
  CREATE TABLE keys (
    name TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    last_used_on TEXT
  ) STRICT, WITHOUT ROWID;

  -- What editors decided of two threads. Nothing here is ever changed or deleted: the last decision on a pair stands.
  -- By ids and not by keys, so that it stands again when a thread comes back.
  CREATE TABLE duplicate_decisions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    left_id TEXT NOT NULL,
    right_id TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('duplicate', 'related', 'unrelated', 'skipped', 'open')),
    canonical TEXT,
    score REAL,
    editor TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    CHECK (left_id <> right_id),
    CHECK (CASE decision WHEN 'duplicate' THEN canonical IS NOT NULL AND canonical IN (left_id, right_id) ELSE canonical IS NULL END)
  ) STRICT;
  CREATE INDEX duplicate_decisions_by_pair ON duplicate_decisions (left_id, right_id, sequence);
  `,
  `
  -- What readers did with lists, as sums of a day: no row is one person's, and no column says who, when or from where.
  -- thread_key: the thread under which a list stood; item_key: the thread or, in related-faq, the topic that it showed there.
  -- 0: a text's list, the list as a whole (at position 0), or what is no longer told apart. Keys and not ids: a key is never
  -- given twice, so what was counted of a thread that is deleted leads nowhere.
  CREATE TABLE feedback (
    day TEXT NOT NULL,
    list TEXT NOT NULL CHECK (list IN ('similar', 'related-faq', 'ask')),
    thread_key INTEGER NOT NULL,
    item_key INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 100),
    event TEXT NOT NULL CHECK (event IN ('shown', 'empty', 'clicked', 'helpful', 'unhelpful', 'answered')),
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (day, list, thread_key, item_key, position, event)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Words are known by their digests from here on: FTS5 no longer cuts texts itself, and threads hold their words in order. */
function fillWords(database: Database): void {
  database.exec(`
    ALTER TABLE threads ADD COLUMN words BLOB NOT NULL DEFAULT x'';
    ALTER TABLE threads ADD COLUMN reply_words BLOB NOT NULL DEFAULT x'';
    DROP TABLE words;
    DROP TABLE thread_text;
    CREATE VIRTUAL TABLE thread_text USING fts5 (question, replies, content = '', contentless_delete = 1, tokenize = 'ascii');
    CREATE VIRTUAL TABLE words USING fts5vocab (thread_text, row);`);
  const threads = database.prepare<[], { key: number; document: string }>("SELECT key, document FROM threads WHERE visibility = 'public'").all();
  const keepWords = database.prepare("UPDATE threads SET words = ?, reply_words = ? WHERE key = ?");
  const keepText = database.prepare("INSERT INTO thread_text (rowid, question, replies) VALUES (?, ?, ?)");
  for (const { key, document } of threads) {
    const thread = JSON.parse(document) as Thread;
    keepWords.run(wordsAsBlob(questionWords(thread)), wordsAsBlob(replyWords(thread)), key);
    keepText.run(key, ...wordsAsText(thread));
  }
}
