import { onTestFinished } from "vitest";
import { assemble } from "../../src/compose.ts";
import { Thread } from "../../src/forum/thread.ts";
import type { Source } from "../../src/sources/source.ts";
import { createHashingEmbedder, type HashingEmbedder } from "./hashing-embedder.ts";

/** A thread with defaults for whatever a test does not care about. */
export function threadOf(given: Partial<Thread> & Pick<Thread, "id" | "question">): Thread {
  return Thread.parse(given);
}

export async function* sourceOf(...threads: Thread[]): Source {
  for (const [place, thread] of threads.entries()) yield { kind: "thread", line: place + 1, thread, warnings: [] };
}

/** A whole Kindred over a folder, with real SQLite and real HNSW; only the model is a fake behind its port. */
export function openSmallForum(folder: string, embedder: HashingEmbedder = createHashingEmbedder(), options: { scanAtMost?: number; maskPersonalData?: boolean } = {}) {
  const messages: string[] = [];
  const parts = assemble(folder, embedder, (message) => void messages.push(message), options);
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await parts.follower.stop();
    parts.feedback.stop();
    parts.database.close();
  };
  onTestFinished(close);
  return { ...parts, embedder, messages, close };
}
