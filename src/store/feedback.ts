import { explained, withoutWaiting, type Database } from "./database.ts";
import { createFeedbackDetails } from "./feedback-details.ts";
import { SHOWN_TOPICS } from "./shown-topics.ts";

/** Lists that readers see: threads or topics under a thread or a text, and threads for somebody who is writing a question. */
export const FEEDBACK_LISTS = ["similar", "related-faq", "ask"] as const;
export type FeedbackList = (typeof FEEDBACK_LISTS)[number];

/** What is told of one item of a list. */
export const ITEM_EVENTS = ["clicked", "helpful", "unhelpful", "answered"] as const;
export type ItemEvent = (typeof ITEM_EVENTS)[number];

/** What is counted apart. */
export interface FeedbackCounter {
  /** "2026-11-24", in UTC. */
  readonly day: string;
  readonly list: FeedbackList;
  /** Of the thread under which the list stood; 0 for a text, or where it is no longer told. */
  readonly threadKey: number;
  /** Of the thread or, in related-faq, the topic; 0 for the list as a whole, or where it is no longer told. */
  readonly itemKey: number;
  /** From 1; 0 is the list as a whole: every one is "shown" there, and one without items "empty" as well. */
  readonly position: number;
  readonly event: ItemEvent | "shown" | "empty";
}

export interface FeedbackCount extends FeedbackCounter {
  readonly count: number;
}

/** Over all days, threads and items. */
export type FeedbackSum = Pick<FeedbackCount, "list" | "position" | "event" | "count">;

/** What readers said of an item under a thread, or under texts; both are public this moment. */
export interface ItemOpinion {
  readonly list: FeedbackList;
  /** null: under a text. */
  readonly threadId: string | null;
  readonly itemId: string;
  readonly helpful: number;
  readonly unhelpful: number;
}

export interface FeedbackStore {
  /** Of a thread that is public this moment. */
  threadKey(id: string): number | undefined;
  /** Of a topic that is shown this moment; a merged one's id leads to the topic that it went into. */
  topicKey(id: string): number | undefined;
  /**
   * Adds to what stands, in one transaction.
   * @param options.wait for another process that is writing; else that is refused at once
   * @throws KindredError `overloaded` where another process is writing, `index_unusable`; then nothing was added
   */
  add(counts: readonly FeedbackCount[], options: { readonly wait: boolean }): void;
  /** From this day on. */
  sums(since: string): FeedbackSum[];
  /** What was found unhelpful most often from this day on. */
  leastHelpful(since: string, most: number): ItemOpinion[];
}

export function createFeedbackStore(database: Database): FeedbackStore {
  const threadKey = database.prepare<[string], number>("SELECT key FROM threads WHERE id = ? AND visibility = 'public'").pluck();
  const topicKey = database
    .prepare<[string], number>(`SELECT key FROM ${SHOWN_TOPICS} WHERE key = (SELECT coalesce(merged_into, key) FROM topics WHERE id = ?)`)
    .pluck();
  const sums = database.prepare<[string], FeedbackSum>(
    "SELECT list, position, event, sum(count) AS count FROM feedback WHERE day >= ? GROUP BY list, position, event",
  );
  const leastHelpful = database.prepare<[string, number], ItemOpinion>(`
    SELECT list, t.id AS threadId, coalesce(topic.id, i.id) AS itemId, helpful, unhelpful
    FROM (
      SELECT list, thread_key, item_key, sum(count) FILTER (WHERE event = 'unhelpful') AS unhelpful,
        coalesce(sum(count) FILTER (WHERE event = 'helpful'), 0) AS helpful
      FROM feedback WHERE day >= ? AND event IN ('helpful', 'unhelpful') AND item_key <> 0 GROUP BY list, thread_key, item_key
    )
    LEFT JOIN threads t ON t.key = thread_key AND t.visibility = 'public'
    LEFT JOIN threads i ON i.key = item_key AND i.visibility = 'public' AND list <> 'related-faq'
    LEFT JOIN ${SHOWN_TOPICS} topic ON topic.key = item_key AND list = 'related-faq'
    WHERE unhelpful > 0 AND (thread_key = 0 OR t.id IS NOT NULL) AND coalesce(topic.id, i.id) IS NOT NULL
    ORDER BY unhelpful DESC, helpful, list, t.id, itemId LIMIT ?`);
  const details = createFeedbackDetails(database);
  const add = database.transaction((counts: readonly FeedbackCount[]) => details.add(counts));

  return {
    threadKey: (id) => threadKey.get(id),
    topicKey: (id) => topicKey.get(id),
    add: (counts, { wait }) => {
      const write = () => add.immediate(counts);
      if (wait) explained(write);
      else withoutWaiting(database, write);
    },
    sums: (since) => sums.all(since),
    leastHelpful: (since, most) => leastHelpful.all(since, most),
  };
}
