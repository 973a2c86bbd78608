import type { StoredTopic } from "../store/changes.ts";
import type { IndexedThread, IndexedTopic, TopicMatch } from "./search-index.ts";
import { dot } from "./vector-table.ts";

/** A thread whose topics the table keeps. */
export interface PlacedThread extends IndexedThread {
  topicKeys: number[];
}

interface KnownTopic extends IndexedTopic {
  readonly threads: Map<number, PlacedThread>;
  readonly names: readonly Float32Array[];
}

/**
 * Topics with their threads. A thread is in a topic exactly where the topic is in `topicKeys` of the thread, whichever of
 * the two came first or changed last; one that is not there yet is joined when it comes, because it brings the other's key.
 */
export interface TopicTable {
  /** Takes in a topic as it stands now, in place of what was known of it. */
  put(topic: StoredTopic): void;
  remove(key: number): void;
  /** Puts a thread into those of these topics that are there, and out of those that it was in as `outdated`. */
  place(thread: PlacedThread, topicKeys: readonly number[], outdated: PlacedThread | undefined): void;
  displace(thread: PlacedThread): void;
  topic(key: number): IndexedTopic | undefined;
  topics(): readonly IndexedTopic[];
  names(asked: readonly Float32Array[]): TopicMatch[];
}

/** @param threads all that are there, by key */
export function createTopicTable(threads: ReadonlyMap<number, PlacedThread>): TopicTable {
  const topics = new Map<number, KnownTopic>();

  function leave(thread: PlacedThread, topicKey: number): void {
    thread.topicKeys = thread.topicKeys.filter((key) => key !== topicKey);
  }

  function displace(thread: PlacedThread): void {
    for (const topicKey of thread.topicKeys) topics.get(topicKey)!.threads.delete(thread.key);
  }

  return {
    put: ({ key, id, department, names, threadKeys }) => {
      const known = topics.get(key);
      const members = new Map<number, PlacedThread>();
      for (const threadKey of threadKeys) {
        const thread = threads.get(threadKey);
        if (thread === undefined) continue;
        members.set(threadKey, thread);
        if (known?.threads.has(threadKey) !== true) thread.topicKeys.push(key);
      }
      for (const [threadKey, thread] of known?.threads ?? []) if (!members.has(threadKey)) leave(thread, key);
      topics.set(key, { key, id, department, names, threads: members });
    },

    remove: (key) => {
      for (const thread of topics.get(key)?.threads.values() ?? []) leave(thread, key);
      topics.delete(key);
    },

    place: (thread, topicKeys, outdated) => {
      if (outdated !== undefined) displace(outdated);
      thread.topicKeys = topicKeys.filter((topicKey) => topics.has(topicKey));
      for (const topicKey of thread.topicKeys) topics.get(topicKey)!.threads.set(thread.key, thread);
    },

    displace,
    topic: (key) => topics.get(key),
    topics: () => [...topics.values()],
    names: (asked) => [...topics.values()].map(({ key, id, names }) => ({ topicKey: key, id, name: nearest(names, asked) })),
  };
}

function nearest(names: readonly Float32Array[], asked: readonly Float32Array[]): number {
  let best = -1;
  for (const name of names) for (const wanted of asked) best = Math.max(best, dot(wanted, name));
  return best;
}
