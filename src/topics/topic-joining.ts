import { setImmediate } from "node:timers/promises";
import { departmentKey } from "../forum/topic.ts";
import { wordDigests } from "../forum/words.ts";
import type { FollowUp } from "../search/follower.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import { unitMean } from "../search/unit-mean.ts";
import type { ChangeFeed } from "../store/changes.ts";
import type { TopicStore } from "../store/topics.ts";
import { grouped } from "./grouped.ts";
import { belongsByName, VOTERS, votedFor } from "./joining-rules.ts";
import { threadVectors } from "./thread-vectors.ts";

/** Threads that are placed before requests get their turn: some 10 ms. */
const THREADS_AT_ONCE = 4;
/** Threads that are written at once; what is written is not placed again when the process ends before the rest. */
const THREADS_A_WRITE = 256;
/** Nearest threads that are looked at for some of the same department. */
const NEAREST = 32;
/** Threads of a topic that make its centre: more would move it by hundredths. */
const MOST_FOR_CENTRE = 256;

export interface TopicJoiningDependencies {
  readonly feed: Pick<ChangeFeed, "changedSince" | "newestSequence">;
  readonly index: SearchIndex;
  readonly topics: Pick<TopicStore, "join" | "joinedUpTo" | "records" | "waiting">;
  /** Number of the newest change that `index` shows. */
  readonly sequence: () => number;
  /** Told when threads have joined. */
  readonly onCommit: () => void;
  readonly log: (message: string) => void;
}

/** A topic as threads join it. */
interface OpenTopic {
  readonly key: number;
  readonly names: readonly Uint32Array[];
  readonly centre: () => Float32Array | undefined;
}

/**
 * Places threads that came since the last mining, or ask something else now, into the topics there are. A follower of the
 * change log that remembers in the index how far it came: no thread is forgotten when the process ends, and what has
 * joined a topic stays there whatever else becomes of it.
 */
export function createTopicJoining({ feed, index, topics, sequence, onCommit, log }: TopicJoiningDependencies): FollowUp {
  let begun = false;
  let going: Promise<void> | undefined;

  async function joinAll(): Promise<void> {
    for (;;) {
      const from = topics.joinedUpTo();
      if (from === undefined || from === feed.newestSequence()) return;
      const changes = feed.changedSince(from);
      const waiting = topics.waiting(changes.threadKeys);
      const threads = index.threadsByKey(waiting);
      // What the index does not show yet, for want of a vector or because it was written this moment, is placed when it does.
      if (changes.sequence !== sequence() || threads.length < waiting.length) return;
      const open = waiting.length === 0 ? () => [] : openTopics();
      for (let first = 0; first < threads.length; first += THREADS_A_WRITE) {
        const some = threads.slice(first, first + THREADS_A_WRITE);
        if (!topics.join(await place(some, open), from, from)) return;
        onCommit();
      }
      topics.join(new Map(), from, changes.sequence);
    }
  }

  async function place(threads: readonly IndexedThread[], open: (department: string | null) => readonly OpenTopic[]) {
    const joins = new Map<number, readonly number[]>();
    for (const [at, thread] of threads.entries()) {
      if (at > 0 && at % THREADS_AT_ONCE === 0) await setImmediate();
      joins.set(thread.key, topicsFor(thread, open(thread.department)));
    }
    return joins;
  }

  /** Topics that are shown, by department. What they are called and what is in them is looked up once. */
  function openTopics(): (department: string | null) => readonly OpenTopic[] {
    const shown = topics.records().filter(({ hidden, mergedInto }) => !hidden && mergedInto === null);
    const byDepartment = grouped(shown, ({ department }) => departmentKey(department));
    const opened = new Map<string | null, OpenTopic[]>();
    return (department) => {
      const key = departmentKey(department);
      let open = opened.get(key);
      if (open === undefined) {
        open = (byDepartment.get(key) ?? []).map((record) => {
          let centre: Float32Array | undefined;
          return { key: record.key, names: [record.name, ...record.aliases].map((name) => wordDigests(name)), centre: () => (centre ??= centreOf(record.key)) };
        });
        opened.set(key, open);
      }
      return open;
    };
  }

  const centreOf = (topicKey: number) => unitMean(threadVectors(index, index.topic(topicKey), MOST_FOR_CENTRE).map(({ vector }) => vector));

  function topicsFor(thread: IndexedThread, open: readonly OpenTopic[]): number[] {
    const vector = unitMean(index.questionVectors(thread));
    if (vector === undefined || open.length === 0) return [];
    const named = open.filter((topic) => belongsByName({ vector, words: thread.words }, topic)).map(({ key }) => key);
    const ofDepartment = new Set(open.map(({ key }) => key));
    return [...new Set([...votedFor(votersOf(thread, vector)), ...named])].filter((key) => ofDepartment.has(key));
  }

  function votersOf(thread: IndexedThread, vector: Float32Array) {
    const asked = { question: [vector], replies: [] };
    const department = departmentKey(thread.department);
    const accept = (other: IndexedThread) => other.key !== thread.key && departmentKey(other.department) === department;
    const near = index.nearest(asked, { count: NEAREST }).filter(accept);
    // A small department's threads may all lie farther away.
    return (near.length >= VOTERS ? near : index.nearest(asked, { count: NEAREST, accept }))
      .map((other) => ({ similarity: index.match(asked, other).question.similarity, key: other.key, topics: other.topicKeys }))
      .sort((left, right) => right.similarity - left.similarity || left.key - right.key)
      .slice(0, VOTERS);
  }

  async function joinWhileBegun(): Promise<void> {
    while (begun) {
      begun = false;
      try {
        await joinAll();
      } catch (error) {
        log(`New threads could not join their topics: ${String(error)}. They will with the next change.`);
      }
    }
    // In the same breath as the last look at `begun`, so that nobody begins in vain.
    going = undefined;
  }

  return {
    begin: () => {
      begun = true;
      // Later, because joining commits, and whoever commits begins again.
      going ??= Promise.resolve().then(joinWhileBegun);
    },
    settled: async () => {
      while (going !== undefined) await going;
    },
  };
}
