import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { openKindred } from "../../src/compose.ts";
import { loadConfig } from "../../src/config.ts";
import { createChangeFeed } from "../../src/store/changes.ts";
import { openDatabase } from "../../src/store/database.ts";
import { preparedModel } from "../embedding/prepared-model.ts";

/** Everything an index says: each thread with its passages and vectors, and the answers to some. */
export interface IndexContents {
  readonly threads: number;
  readonly passages: number;
  /** Thread id to a digest of its passages and vectors, bit by bit. */
  readonly byThread: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, readonly string[]>>;
  readonly log: readonly string[];
}

/** Opens an index folder that nobody writes to, reads it whole, and asks for the neighbours of every `step`th thread. */
export async function readIndex(folder: string, step: number): Promise<IndexContents> {
  const model = await preparedModel();
  const log: string[] = [];
  const config = loadConfig({ INDEX_DIR: folder, MODEL_DIR: dirname(model.directory), EMBEDDING_THREADS: "1" });
  const kindred = await openKindred(config, (message) => log.push(message));
  try {
    await kindred.follower.start();
    await kindred.follower.settled();
    const database = openDatabase(folder);
    const byThread: Record<string, string> = {};
    let passages = 0;
    for (const thread of createChangeFeed(database, kindred.services.status().model).threads()) {
      const hash = createHash("sha256");
      for (const { field, reply, window, vector } of thread.passages) hash.update(JSON.stringify([field, reply, window])).update(vector);
      passages += thread.passages.length;
      byThread[thread.id] = hash.digest("hex");
    }
    database.close();
    const answers: Record<string, string[]> = {};
    const ids = Object.keys(byThread).toSorted().filter((_, place) => place % step === 0);
    for (const threadId of ids) {
      const { similar, relatedFaq } = await kindred.services.recommender.recommend(
        { threadId },
        { similar: { limit: 10, minScore: 0, collapse: true, explain: false }, topicLimit: 10 },
      );
      answers[threadId] = [...similar.items, ...relatedFaq.items].map(({ id, score }) => `${id} ${score}`);
    }
    return { threads: Object.keys(byThread).length, passages, byThread, answers, log };
  } finally {
    await kindred.close();
  }
}
