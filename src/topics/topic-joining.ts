import { setImmediate } from "node:timers/promises";
import { wordDigests } from "../forum/words.ts";
import type { FollowUp } from "../search/follower.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { ChangeFeed } from "../store/changes.ts";
import type { TopicRecord, TopicStore } from "../store/topics.ts";
import { unitMean } from "./forum-threads.ts";
import { belongsByName, VOTERS, votedFor } from "./memberships.ts";

/** Threads that are placed before requests get their turn: some 10 ms. */
const THREADS_AT_ONCE = 4;

export interface TopicJoiningDependencies {
  readonly feed: Pick<ChangeFeed, "changedSince" | "newestSequence">;
  readonly index: SearchIndex;
  readonly topics: TopicStore;
  /** Number of the newest change that `index` shows. */
  readonly sequence: () => number;
  /** Told when threads have joined. */
  readonly onCommit: () => void;
  readonly log: (message: string) => void;
}

/**
 * Places threads that came or changed since the last mining into the topics there are. A follower of the change log: it remembers in the index up to which change threads were placed, so that none is forgotten
 * when the process ends, and two processes do not undo each other's work.
 */
export function createTopicJoining({ feed, index, topics, sequence, onCommit, log }: TopicJoiningDependencies): FollowUp {
  let going: Promise<void> | undefined;

  async function joinAll(): Promise<void> {
    for (;;) {
      const from = topics.joinedUpTo();
      if (from === undefined || from === feed.newestSequence()) return;
      const changes = feed.changedSince(from);
      // What the index does not show yet is placed when it does.
      if (changes.sequence !== sequence()) return;
      const joins = new Map<number, readonly number[]>();
      const byDepartment = new Map<string | null, TopicRecord[]>();
      for (const record of changes.threadKeys.length === 0 ? [] : topics.records()) {
        if (!record.hidden && record.mergedInto === null) byDepartment.set(record.department, [...(byDepartment.get(record.department) ?? []), record]);
      }
      for (const [place, key] of changes.threadKeys.entries()) {
        if (place > 0 && place % THREADS_AT_ONCE === 0) await setImmediate();
        const [thread] = index.threadsByKey([key]);
        if (thread !== undefined) joins.set(key, topicsFor(thread, byDepartment.get(thread.department) ?? []));
      }
      if (topics.join(joins, from, changes.sequence)) onCommit();
    }
  }

  function topicsFor(thread: IndexedThread, records: readonly TopicRecord[]): number[] {
    const asked = index.vectorsOf(thread);
    const vector = unitMean(asked.question);
    if (vector === undefined) return [];
    const accept = (other: IndexedThread) => other.department === thread.department;
    const voters = index
      .nearest(asked, { count: VOTERS + 1, accept })
      .filter(({ key }) => key !== thread.key)
      .map((other) => ({ similarity: index.match({ question: [vector], replies: [] }, other).question.similarity, key: other.key, topics: other.topicKeys }))
      .sort((left, right) => right.similarity - left.similarity || left.key - right.key)
      .slice(0, VOTERS);
    const named = records.filter(({ key, name, aliases }) =>
      belongsByName({ vector, words: thread.words }, { names: [name, ...aliases].map((text) => wordDigests(text)), centre: () => centreOf(key) }),
    );
    const ofDepartment = new Set(records.map(({ key }) => key));
    return [...new Set([...votedFor(voters), ...named.map(({ key }) => key)])].filter((key) => ofDepartment.has(key));
  }

  function centreOf(topicKey: number): Float32Array | undefined {
    const threads = [...(index.topic(topicKey)?.threads.values() ?? [])];
    return unitMean(threads.flatMap((thread) => unitMean(index.vectorsOf(thread).question) ?? []));
  }

  return {
    begin: () => {
      going ??= joinAll()
        .catch((error: unknown) => log(`New threads could not join their topics: ${String(error)}. They will with the next change.`))
        .finally(() => (going = undefined));
    },
    settled: async () => {
      while (going !== undefined) await going;
    },
  };
}
