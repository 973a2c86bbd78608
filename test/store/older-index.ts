import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { digestOf } from "../../src/forum/passage.ts";
import { titleOf } from "../../src/forum/title.ts";
import { prepareThread } from "../../src/ingest/prepare.ts";
import { DATABASE_FILE, openDatabase, type Database } from "../../src/store/database.ts";
import { MIGRATIONS } from "../../src/store/schema.ts";
import { hashedVector } from "../fakes/hashing-embedder.ts";
import { threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

export const threads = [
  threadOf({ id: "rash", title: "Rashes", question: "What helps against an itchy rash?", department: "Dermatology", topics: ["Rash"], replies: [{ author: "Dr. A", text: "Calamine lotion." }] }),
  threadOf({ id: "knee", question: "My knee hurts. Énalapril does not help.", askedAt: "2025-01-02" }),
  threadOf({ id: "chinese", question: "我最近经常头痛，应该吃药吗？", replies: [{ text: "不用。" }, { text: "多喝水。", accepted: true }] }),
  threadOf({ id: "hidden", question: "secret enalapril rash", visibility: "private" }),
  threadOf({ id: "archived", question: "old enalapril rash", visibility: "archived", replies: [{ text: "calamine" }] }),
];

/** Held for as long as the process lives, as `openDatabase` holds its own: newer Nodes abort when one is collected. */
const kept: object[] = [];

/** Opens an index without bringing it up to date. */
function openAsIs(folder: string): Database {
  const database = new Sqlite(join(folder, DATABASE_FILE));
  const prepare = database.prepare.bind(database);
  kept.push(database);
  return Object.assign(database, {
    prepare: (source: string) => {
      const statement = prepare(source);
      kept.push(statement);
      return statement;
    },
  });
}

/** An index folder as the first version left it: FTS5 held the words of public threads as texts, threads held none. */
export function firstVersion(): string {
  const folder = temporaryFolder();
  const database = openAsIs(folder);
  database.exec(MIGRATIONS[0] as string);
  database.exec("PRAGMA user_version = 1; PRAGMA journal_mode = WAL; INSERT INTO models (fingerprint, dimensions) VALUES ('hashing/1', 64)");
  const run = (sql: string, ...values: unknown[]) => database.prepare(sql).run(...values);
  const putVector = (digest: string, text: string) =>
    run("INSERT INTO vectors (model_key, digest, vector) VALUES (1, ?, ?) ON CONFLICT DO NOTHING", digest, Buffer.from(hashedVector(text).buffer));
  for (const thread of threads) {
    const { digest, passages, topics } = prepareThread(thread);
    const { id, visibility, department = null, language = null, askedAt = null, replies } = thread;
    const key = run(
      "INSERT INTO threads (id, visibility, title, department, language, asked_at, reply_count, digest, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id, visibility, titleOf(thread), department, language, askedAt, replies.length, digest, JSON.stringify(thread),
    ).lastInsertRowid;
    for (const { field, reply, window, text, digest: ofText } of passages) {
      run("INSERT INTO passages (thread_key, field, reply, window, digest) VALUES (?, ?, ?, ?, ?)", key, field, reply, window, ofText);
      putVector(ofText, text);
    }
    for (const topic of topics) {
      run("INSERT INTO topics (id, name, department, digest) VALUES (?, ?, ?, ?)", topic.id, topic.name, topic.department, topic.digest);
      run("INSERT INTO thread_topics SELECT ?, key FROM topics WHERE id = ?", key, topic.id);
      putVector(topic.digest, topic.name);
    }
    if (visibility === "public") {
      run("INSERT INTO thread_text (rowid, question, replies) VALUES (?, ?, ?)", key, `${thread.title ?? ""}\n${thread.question}`, replies.map(({ text }) => text).join("\n"));
    }
    run("INSERT INTO changes (thread_key, id_digest, written_at) VALUES (?, ?, '2025-01-01T00:00:00.000Z')", key, digestOf(id));
  }
  database.close();
  return folder;
}

/**
 * One as the second version left it, before topics had names, origins and edits. Its last change is gone, so that only
 * SQLite's own count knows the number that is next.
 */
export function secondVersion(): string {
  const folder = firstVersion();
  const database = openAsIs(folder);
  (MIGRATIONS[1] as (database: Database) => void)(database);
  database.exec("PRAGMA user_version = 2; INSERT INTO changes VALUES (41, 1, 'x', '2025-01-01'); DELETE FROM changes WHERE sequence = 41");
  database.close();
  return folder;
}

/** One as the third version left it, with edits of topics from when a body said who made them, before there were keys. */
export function thirdVersion(): string {
  const folder = secondVersion();
  const database = openAsIs(folder);
  database.exec(MIGRATIONS[2] as string);
  database.exec(`
    PRAGMA user_version = 3;
    INSERT INTO topic_edits (topic_id, edited_at, editor, before, after)
    VALUES ('rash.dermatology', '2026-01-01T00:00:00.000Z', NULL, '{"url":null}', '{"url":"/rash"}'),
      ('rash.dermatology', '2026-01-02T00:00:00.000Z', 'Robin', '{"url":"/rash"}', '{"url":"/rashes"}')`);
  database.close();
  return folder;
}

/** One as the fourth version left it, with a key and a decision, before readers told anything. */
export function fourthVersion(): string {
  const folder = thirdVersion();
  const database = openAsIs(folder);
  database.exec(MIGRATIONS[3] as string);
  database.exec(`
    PRAGMA user_version = 4;
    INSERT INTO keys VALUES ('Ada', 'editor', x'00', '2026-01-03T00:00:00.000Z', NULL);
    INSERT INTO duplicate_decisions (left_id, right_id, decision, canonical, editor, decided_at)
    VALUES ('knee', 'rash', 'duplicate', 'rash', 'Ada', '2026-01-03T00:00:00.000Z')`);
  database.close();
  return folder;
}

/** What stands in an index as it is. */
export function asItIs(folder: string): Record<string, unknown[]> {
  const database = openAsIs(folder);
  const rows = everyRow(database);
  database.close();
  return rows;
}

/** Every row of every table, FTS5's own included. */
function everyRow(database: Database): Record<string, unknown[]> {
  const tables = database.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
  return Object.fromEntries(tables.map((table) => [table, database.prepare(`SELECT * FROM "${table}"`).all()]));
}

export function opened(folder: string): { version: number; rows: Record<string, unknown[]> } {
  const database = openDatabase(folder);
  const version = database.prepare<[], number>("PRAGMA user_version").pluck().get()!;
  const rows = everyRow(database);
  database.close();
  return { version, rows };
}
