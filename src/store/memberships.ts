import type { ChangeLog } from "./change-log.ts";
import type { Database } from "./database.ts";
import { withMerged } from "./shown-topics.ts";
import type { TopicRows } from "./topic-rows.ts";

/** The topics of some threads at one moment, by thread key. */
type Standing = ReadonlyMap<number, readonly { readonly topic: number; readonly shown: number }[]>;

/** Which threads are in which topics. Threads that are not public are in none. Whoever changes rows runs the transaction. */
export interface Memberships {
  /** The thread names the topic itself; that it had joined it no longer counts. */
  name(threadKey: number, topicKey: number): void;
  /** Does nothing for a thread that is not public, a topic that is gone, or one that the thread is in already. */
  join(threadKey: number, topicKey: number): void;
  /** Takes a thread out of one topic that it joined. */
  unjoin(threadKey: number, topicKey: number): void;
  /** Takes a thread out of the topics that it names, and out of those that it joined where `joined` says so. */
  leave(threadKey: number, joined: boolean): void;
  joinedBy(threadKey: number): number[];
  /** To be taken before threads' rows change, and given to `settle` after. */
  standing(threadKeys: Iterable<number>): Standing;
  /** Removes topics that nothing holds any more, and logs those that came into sight or went out of it. */
  settle(before: Standing, threadKeys: Iterable<number>): void;
}

export function createMemberships(database: Database, topics: TopicRows, log: ChangeLog): Memberships {
  const name = database.prepare("INSERT INTO thread_topics VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET joined = 0");
  const join = database.prepare<[number, number]>(`
    INSERT INTO thread_topics SELECT threads.key, topics.key, 1 FROM threads, topics
    WHERE threads.key = ? AND visibility = 'public' AND topics.key = ? ON CONFLICT DO NOTHING`);
  const unjoin = database.prepare("DELETE FROM thread_topics WHERE thread_key = ? AND topic_key = ? AND joined");
  const leave = database.prepare("DELETE FROM thread_topics WHERE thread_key = ? AND joined <= ?");
  const joinedBy = database
    .prepare<[number], number>("SELECT topic_key FROM thread_topics WHERE thread_key = ? AND joined ORDER BY topic_key")
    .pluck();
  const topicsOf = database.prepare<[number], { topic: number; shown: number }>(`
    SELECT topic_key AS topic, coalesce(merged_into, topic_key) AS shown
    FROM thread_topics JOIN topics ON topics.key = topic_key WHERE thread_key = ?`);
  const membersUpTo = database
    .prepare<{ key: number; limit: number }, number>(`
      SELECT count(*) FROM (
        SELECT DISTINCT thread_key FROM thread_topics
        WHERE topic_key IN ${withMerged("@key")} LIMIT @limit
      )`)
    .pluck();

  const standing = (threadKeys: Iterable<number>): Standing =>
    new Map([...threadKeys].map((threadKey) => [threadKey, topicsOf.all(threadKey)]));

  return {
    name: (threadKey, topicKey) => void name.run(threadKey, topicKey),
    join: (threadKey, topicKey) => void join.run(threadKey, topicKey),
    unjoin: (threadKey, topicKey) => void unjoin.run(threadKey, topicKey),
    leave: (threadKey, joined) => void leave.run(threadKey, Number(joined)),
    joinedBy: (threadKey) => joinedBy.all(threadKey),
    standing,

    settle: (before, threadKeys) => {
      const after = standing(threadKeys);
      topics.prune(new Set([...before.values()].flat().map(({ topic }) => topic)));
      for (const topic of onlyIn(before, after).keys()) {
        if (membersUpTo.get({ key: topic, limit: 1 }) === 0) log.topic(topic);
      }
      for (const [topic, gained] of onlyIn(after, before)) {
        // All that it has came with this write.
        if (membersUpTo.get({ key: topic, limit: gained + 1 }) === gained) log.topic(topic);
      }
    },
  };
}

/** In how many of the threads' standings each topic is on one side alone. */
function onlyIn(one: Standing, other: Standing): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [threadKey, topics] of one) {
    const others = new Set(other.get(threadKey)?.map(({ shown }) => shown));
    for (const shown of new Set(topics.map((topic) => topic.shown))) {
      if (!others.has(shown)) counts.set(shown, (counts.get(shown) ?? 0) + 1);
    }
  }
  return counts;
}
