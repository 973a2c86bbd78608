import { digestOf } from "../forum/passage.ts";
import type { Database } from "./database.ts";

/** Where writers say what they changed; `ChangeFeed` reads it. */
export interface ChangeLog {
  thread(key: number, id: string): void;
  /** A thread is in other topics, and is itself as it was: no write of it is overtaken by that. */
  joined(threadKey: number): void;
  topic(key: number): void;
  /** Number of the last change of a thread, by its id, also of one that is gone; 0 for none. */
  lastOfThread(id: string): number;
}

export function createChangeLog(database: Database): ChangeLog {
  const insert = database.prepare<{ thread: number | null; digest: string | null; topic: number | null }>(`
    INSERT INTO changes (thread_key, id_digest, topic_key, written_at)
    VALUES (@thread, @digest, @topic, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`);
  const last = database
    .prepare<[string], number>("SELECT coalesce(max(sequence), 0) FROM changes WHERE id_digest = ?")
    .pluck();
  return {
    thread: (key, id) => void insert.run({ thread: key, digest: digestOf(id), topic: null }),
    joined: (threadKey) => void insert.run({ thread: threadKey, digest: null, topic: null }),
    topic: (key) => void insert.run({ thread: null, digest: null, topic: key }),
    lastOfThread: (id) => last.get(digestOf(id))!,
  };
}
