import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { KindredError } from "../forum/errors.ts";
import { MIGRATIONS } from "./schema.ts";

export type Database = Sqlite.Database;

/** The file in an index folder that holds the truth; everything else there can be made again from it. */
export const DATABASE_FILE = "kindred.sqlite";

/** How long a writer waits for another process to finish its transaction, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** Connections and statements, held for as long as the process lives. */
const kept = new Set<object>();

/**
 * Since 24.19, Node aborts when a native object of better-sqlite3 12 is collected while no JavaScript runs
 * ("(env) != nullptr"; its version 13 is free of that, and needs Node 22). So none is ever collected: every statement is
 * prepared once, and `pragma`, which makes one at each call, is not used.
 */
function keepingAll(database: Database): Database {
  const prepare = database.prepare.bind(database);
  const keeping = (source: string) => {
    const statement = prepare(source);
    kept.add(statement);
    return statement;
  };
  kept.add(database);
  return Object.assign(database, { prepare: keeping });
}

/**
 * Opens the database of an index folder, making both if need be, and brings its schema up to date.
 * @throws KindredError `index_unusable` when the folder cannot be written or the file is not ours.
 */
export function openDatabase(directory: string): Database {
  let database: Database | undefined;
  try {
    mkdirSync(directory, { recursive: true });
    database = keepingAll(new Sqlite(join(directory, DATABASE_FILE), { timeout: BUSY_TIMEOUT_MS }));
    // One writer beside many readers, in any process; FULL so that a committed thread survives power loss too.
    // What is deleted is overwritten, not just unlinked. (Words stay in FTS5's segments until they are merged.)
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON");
    migrate(database);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof KindredError) throw cause;
    throw new KindredError(
      "index_unusable",
      `The index in ${directory} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}.`,
      "Check that the folder can be written and holds a Kindred index, or name another one in INDEX_DIR.",
      { cause },
    );
  }
}

/** Runs a write, and tells what keeps SQLite from it as something that can be acted upon. */
export function explained<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (cause) {
    const code = cause instanceof Sqlite.SqliteError ? cause.code : "";
    if (code.startsWith("SQLITE_BUSY")) {
      throw new KindredError("overloaded", "Another process is writing the index.", "Try again in a few seconds.", { cause });
    }
    if (/^SQLITE_(FULL|IOERR|READONLY|CORRUPT)/.test(code)) {
      throw new KindredError("index_unusable", `The index cannot be written (${code}).`, "Check the disk and the folder's permissions.", { cause });
    }
    throw cause;
  }
}

/** Runs a write that is refused as `overloaded` where another process is writing, at once: who calls has no time to wait. */
export function withoutWaiting<Result>(database: Database, write: () => Result): Result {
  database.exec("PRAGMA busy_timeout = 0");
  try {
    return explained(write);
  } finally {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

function migrate(database: Database): void {
  const userVersion = database.prepare<[], number>("PRAGMA user_version").pluck();
  const version = () => userVersion.get()!;
  if (version() === MIGRATIONS.length) return;
  database
    .transaction(() => {
      if (version() > MIGRATIONS.length) {
        throw new KindredError(
          "index_unusable",
          `The index was written by a newer Kindred (schema ${version()}, this one knows ${MIGRATIONS.length}).`,
          "Start the newer version, or ingest into another folder (INDEX_DIR).",
        );
      }
      // Read again inside the transaction: another process may have been faster.
      for (const migration of MIGRATIONS.slice(version())) {
        if (typeof migration === "string") database.exec(migration);
        else migration(database);
      }
      database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    })
    .immediate();
}
