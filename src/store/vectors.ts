import type { Database } from "./database.ts";

/** Vectors of one model, by the digest of the text they stand for. */
export interface VectorStore {
  /** Those of `digests` that have no vector yet, each once. */
  missing(digests: Iterable<string>): string[];
  put(digest: string, vector: Float32Array): void;
  /** Removes the vectors of every model whose text stands nowhere any more. */
  forget(digests: Iterable<string>): void;
  /** Threads with a passage that has no vector. */
  unembeddedThreadKeys(): number[];
  /** Names and aliases of topics that have no vector. */
  unembeddedTopics(): { readonly name: string; readonly digest: string }[];
}

export interface ModelIdentity {
  readonly fingerprint: string;
  readonly dimensions: number;
}

/** A vector as it is stored: little-endian float32, one after the other. */
function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Copies, because the buffer that SQLite hands out need not be aligned to four bytes. */
export function fromBlob(blob: Buffer): Float32Array {
  return new Float32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength));
}

/** Finds or makes the model's row; its key stands for the fingerprint inside the database. */
export function modelKey(database: Database, model: ModelIdentity): number {
  const find = database.prepare<[string], { key: number }>("SELECT key FROM models WHERE fingerprint = ?");
  const known = find.get(model.fingerprint);
  if (known !== undefined) return known.key;
  database
    .prepare("INSERT INTO models (fingerprint, dimensions) VALUES (?, ?) ON CONFLICT DO NOTHING")
    .run(model.fingerprint, model.dimensions);
  return find.get(model.fingerprint)!.key;
}

export function createVectorStore(database: Database, model: ModelIdentity): VectorStore {
  const key = modelKey(database, model);
  const has = database.prepare("SELECT 1 FROM vectors WHERE digest = ? AND model_key = ?").pluck();
  const insert = database.prepare(
    "INSERT INTO vectors (model_key, digest, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const removeUnused = database.prepare(`
    DELETE FROM vectors WHERE digest = @digest
      AND NOT EXISTS (SELECT 1 FROM passages WHERE digest = @digest)
      AND NOT EXISTS (SELECT 1 FROM topic_names WHERE digest = @digest)`);
  const unembedded = (table: "passages" | "topic_names") =>
    `FROM ${table} WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.digest = ${table}.digest AND v.model_key = ?)`;
  const unembeddedThreads = database
    .prepare<[number], number>(`SELECT DISTINCT thread_key ${unembedded("passages")} ORDER BY 1`)
    .pluck();
  const unembeddedTopics = database.prepare<[number], { name: string; digest: string }>(`SELECT name, digest ${unembedded("topic_names")}`);

  return {
    missing: (digests) => [...new Set(digests)].filter((digest) => has.get(digest, key) === undefined),
    put: (digest, vector) => insert.run(key, digest, toBlob(vector)),
    forget: (digests) => {
      for (const digest of new Set(digests)) removeUnused.run({ digest });
    },
    unembeddedThreadKeys: () => unembeddedThreads.all(key),
    unembeddedTopics: () => unembeddedTopics.all(key),
  };
}
