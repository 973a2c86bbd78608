import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Thread } from "../../src/forum/thread.ts";
import { createIngest } from "../../src/ingest/ingest.ts";
import { createRecommender } from "../../src/recommend/recommender.ts";
import { createFollower } from "../../src/search/follower.ts";
import { createForumIndex } from "../../src/search/forum-index.ts";
import { createNearestVectors } from "../../src/search/nearest-vectors.ts";
import { createSnapshotFolder } from "../../src/search/snapshot.ts";
import { createVectorTable } from "../../src/search/vector-table.ts";
import type { Source } from "../../src/sources/source.ts";
import { createChangeFeed } from "../../src/store/changes.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createForumReader } from "../../src/store/reading.ts";
import { createVectorStore } from "../../src/store/vectors.ts";
import { createWordStore } from "../../src/store/words.ts";
import { createThreadWriter } from "../../src/store/writing.ts";
import { createHashingEmbedder, type HashingEmbedder } from "./hashing-embedder.ts";

/** A thread with defaults for whatever a test does not care about. */
export function threadOf(given: Partial<Thread> & Pick<Thread, "id" | "question">): Thread {
  return Thread.parse(given);
}

export async function* sourceOf(...threads: Thread[]): Source {
  for (const [place, thread] of threads.entries()) yield { kind: "thread", line: place + 1, thread, warnings: [] };
}

/** A whole Kindred over a folder, with real SQLite and real HNSW; only the model is a fake behind its port. */
export function openSmallForum(folder: string, embedder: HashingEmbedder = createHashingEmbedder()) {
  const messages: string[] = [];
  const database = openDatabase(folder);
  const vectorStore = createVectorStore(database, embedder);
  const reader = createForumReader(database);
  const feed = createChangeFeed(database, embedder);
  const table = createVectorTable(embedder.dimensions);
  const vectors = createNearestVectors(table, embedder.dimensions);
  const index = createForumIndex(table, vectors);
  const snapshots = createSnapshotFolder(join(folder, "graph"), embedder);
  const writer = createThreadWriter(database, vectorStore);
  const ingest = createIngest({ embedder, writer, vectors: vectorStore, reader, onCommit: () => follower.catchUp() });
  const { fillMissingVectors } = ingest;
  const log = (message: string) => void messages.push(message);
  const follower = createFollower({ feed, index, vectors, table, snapshots, fillMissingVectors, log });
  const words = createWordStore(database);
  const recommender = createRecommender({ embedder, index, reader, words });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await follower.stop();
    database.close();
  };
  onTestFinished(close);
  return { database, embedder, reader, feed, table, vectors, index, snapshots, follower, writer, ingest, recommender, words, messages, close };
}
