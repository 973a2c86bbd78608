import type { ChangeLog } from "./change-log.ts";
import { explained, type Database } from "./database.ts";
import type { Memberships } from "./memberships.ts";
import type { SettingsStore } from "./settings.ts";
import type { TopicRows } from "./topic-rows.ts";
import type { MinedTopic, NameVectors, TopicStore } from "./topics.ts";

type MemberRow = readonly [topicKey: number, threadKey: number, joined: 0 | 1];

interface JoinedTopicsDependencies {
  readonly rows: TopicRows;
  readonly memberships: Memberships;
  readonly settings: SettingsStore;
  readonly log: ChangeLog;
}

/** What threads join without naming it: topics that mining found, and what the joiner places later threads in. */
export function createJoinedTopics(
  database: Database,
  { rows, memberships, settings, log }: JoinedTopicsDependencies,
): Pick<TopicStore, "members" | "keepMined" | "waiting" | "join"> {
  // Tens of thousands of rows: as arrays they take half the time.
  const members = database.prepare<[], MemberRow>("SELECT topic_key, thread_key, joined FROM thread_topics ORDER BY topic_key, thread_key").raw();
  const publicKeys = database.prepare<[], number>("SELECT key FROM threads WHERE visibility = 'public'").pluck();
  const isWaiting = database
    .prepare<[number], 1>(`
      SELECT 1 FROM threads WHERE key = ? AND visibility = 'public'
        AND NOT EXISTS (SELECT 1 FROM thread_topics WHERE thread_key = threads.key AND joined)`)
    .pluck();
  const writtenSince = database
    .prepare<[number], number>("SELECT DISTINCT thread_key FROM changes WHERE sequence > ? AND id_digest IS NOT NULL")
    .pluck();
  const curatedKeys = database
    .prepare<[], number>("SELECT key FROM topics WHERE origin <> 'mined' OR pinned OR hidden OR merged_into IS NOT NULL")
    .pluck();
  const shownAs = database.prepare<[number], number>("SELECT coalesce(merged_into, key) FROM topics WHERE key = ?").pluck();

  const waiting = (threadKeys: readonly number[]) => threadKeys.filter((threadKey) => isWaiting.get(threadKey) !== undefined);

  /** The topic that a mined one is kept as: one that is called so, whoever brought it, or a new one. */
  function keep(mined: MinedTopic, vectors: NameVectors, touched: Set<number>): number {
    const known = rows.find(mined.id, { byAlias: true });
    if (known === undefined) {
      const key = rows.insert(mined, "mined", vectors);
      touched.add(key);
      return key;
    }
    if (known.origin === "mined" && !known.pinned && known.id === mined.id && known.name !== mined.name) {
      rows.update(rows.record(known.id)!, { name: mined.name }, vectors);
      touched.add(known.key);
    }
    return known.key;
  }

  const keepMined = database.transaction((topics: readonly MinedTopic[], vectors: NameVectors, sequence: number): boolean => {
    const shown = new Set(publicKeys.all());
    // Threads that were written since mining read them may say something else now: they stay as they are, or are placed next.
    const outdated = new Set(writtenSince.all(sequence));
    const touched = new Set<number>();
    const wanted = new Map<number, Set<number>>();
    for (const topic of topics) {
      const threadKeys = topic.threadKeys.filter((threadKey) => shown.has(threadKey) && !outdated.has(threadKey));
      if (threadKeys.length === 0) continue;
      const topicKey = keep(topic, vectors, touched);
      wanted.set(topicKey, new Set([...(wanted.get(topicKey) ?? []), ...threadKeys]));
    }
    // Mining knows of all that were curated when it began; one that an editor took in hand since keeps its threads.
    const curated = new Set(curatedKeys.all().filter((topicKey) => !wanted.has(topicKey)));
    for (const [topicKey, threadKey, joined] of members.all()) {
      // What is left of `wanted` after this is new.
      if (wanted.get(topicKey)?.delete(threadKey) === true || joined === 0 || curated.has(topicKey) || outdated.has(threadKey)) continue;
      memberships.unjoin(threadKey, topicKey);
      touched.add(topicKey);
    }
    for (const [topicKey, threadKeys] of wanted) {
      for (const threadKey of threadKeys) memberships.join(threadKey, topicKey);
      if (threadKeys.size > 0) touched.add(topicKey);
    }
    for (const topicKey of rows.prune()) touched.add(topicKey);
    // Of a merged topic's threads, the topic that it went into speaks.
    for (const topicKey of new Set([...touched].map((key) => shownAs.get(key) ?? key))) log.topic(topicKey);
    settings.keepTopicsJoinedUpTo(sequence);
    return touched.size > 0;
  });

  const join = database.transaction((joins: ReadonlyMap<number, readonly number[]>, from: number, to: number): boolean => {
    if (settings.topicsJoinedUpTo() !== from) return false;
    const threadKeys = waiting([...joins.keys()]);
    const before = memberships.standing(threadKeys);
    for (const threadKey of threadKeys) {
      for (const topicKey of joins.get(threadKey)!) memberships.join(threadKey, topicKey);
      if (memberships.joinedBy(threadKey).length > 0) log.joined(threadKey);
    }
    memberships.settle(before, threadKeys);
    settings.keepTopicsJoinedUpTo(to);
    return true;
  });

  return {
    members: () => {
      const found = new Map<number, { named: number[]; joined: number[] }>();
      for (const [topicKey, threadKey, joined] of members.all()) {
        let topic = found.get(topicKey);
        if (topic === undefined) found.set(topicKey, (topic = { named: [], joined: [] }));
        (joined === 1 ? topic.joined : topic.named).push(threadKey);
      }
      return found;
    },
    waiting,
    keepMined: (...asked) => explained(() => keepMined.immediate(...asked)),
    join: (...asked) => explained(() => join.immediate(...asked)),
  };
}
