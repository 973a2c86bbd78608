import { topicPath } from "../forum/addresses.ts";
import { excerpt } from "../forum/excerpt.ts";
import type { Thread } from "../forum/thread.ts";
import type { Topic } from "../forum/topic.ts";
import type { Database } from "./database.ts";

/** One line of a list of threads. */
export interface ThreadSummary {
  readonly id: string;
  readonly title: string;
  readonly department: string | null;
  readonly askedAt: string | null;
  readonly replyCount: number;
  readonly excerpt: string;
}

export interface TopicSummary extends Topic {
  readonly url: string;
  readonly threadCount: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Over all pages. */
  readonly total: number;
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

/** Public threads, and topics that have one. What is hidden is as if it were not there. */
export interface ForumReader {
  thread(id: string): Thread | undefined;
  threads(request: PageRequest & { readonly department?: string | undefined }): Page<ThreadSummary>;
  departments(): readonly { readonly name: string; readonly threadCount: number }[];
  topics(request: PageRequest & { readonly department?: string | undefined }): Page<TopicSummary>;
  topic(id: string): TopicSummary | undefined;
  topicThreads(id: string, request: PageRequest): Page<ThreadSummary>;
  /** The public ones among these threads, by key, as they stand this moment. */
  threadsByKey(keys: readonly number[]): Map<number, Thread>;
  /** Those of these topics that have a public thread, by key. */
  topicsByKey(keys: readonly number[]): Map<number, TopicSummary>;
  counts(): { readonly threads: number; readonly passages: number; readonly topics: number };
}

interface SummaryRow {
  document: string;
  title: string;
}

function summaryOf({ document, title }: SummaryRow): ThreadSummary {
  const thread = JSON.parse(document) as Thread;
  return {
    id: thread.id,
    title,
    department: thread.department ?? null,
    askedAt: thread.askedAt ?? null,
    replyCount: thread.replies.length,
    excerpt: excerpt(thread.question),
  };
}

export function createForumReader(database: Database): ForumReader {
  const publicThread = database
    .prepare<[string], string>("SELECT document FROM threads WHERE id = ? AND visibility = 'public'")
    .pluck();
  const publicThreadByKey = database
    .prepare<[number], string>("SELECT document FROM threads WHERE key = ? AND visibility = 'public'")
    .pluck();
  /** Two statements, each with the index that gives its order. NULL dates come last, as the smallest. */
  const pagesWhere = (condition: string) => ({
    items: database.prepare<object, SummaryRow>(
      `SELECT document, title FROM threads WHERE ${condition} ORDER BY asked_at DESC, key LIMIT @limit OFFSET @offset`,
    ),
    total: database.prepare<object, number>(`SELECT count(*) FROM threads WHERE ${condition}`).pluck(),
  });
  const everywhere = pagesWhere("visibility = 'public'");
  const inDepartment = pagesWhere("visibility = 'public' AND department = @department");
  const departments = database.prepare<[], { name: string; threadCount: number }>(`
    SELECT department AS name, count(*) AS threadCount FROM threads
    WHERE visibility = 'public' AND department IS NOT NULL GROUP BY department ORDER BY department`);

  // Only public threads are ever joined to topics, so a topic that has a row there can be shown.
  const topicColumns = `
    SELECT topics.key, topics.id, topics.name, topics.department, count(*) AS threadCount
    FROM topics JOIN thread_topics ON topic_key = topics.key`;
  type TopicRow = Topic & { key: number; threadCount: number };
  const topicPage = `${topicColumns} WHERE @department IS NULL OR topics.department = @department
    GROUP BY topics.key ORDER BY topics.department NULLS LAST, topics.name, topics.id`;
  const topics = database.prepare<object, TopicRow>(`${topicPage} LIMIT @limit OFFSET @offset`);
  const topicTotal = database.prepare<object, number>(`SELECT count(*) FROM (${topicPage})`).pluck();
  const topicById = database.prepare<[string], TopicRow>(`${topicColumns} WHERE topics.id = ? GROUP BY topics.key`);
  const topicByKey = database.prepare<[number], TopicRow>(`${topicColumns} WHERE topics.key = ? GROUP BY topics.key`);
  const threadsOfTopic = database.prepare<object, SummaryRow>(`
    SELECT document, threads.title FROM topics
    JOIN thread_topics ON topic_key = topics.key JOIN threads ON threads.key = thread_key
    WHERE topics.id = @id AND visibility = 'public'
    ORDER BY reply_count > 0 DESC, asked_at DESC NULLS LAST, threads.key LIMIT @limit OFFSET @offset`);
  const counts = database.prepare<[], { threads: number; passages: number; topics: number }>(`
    SELECT (SELECT count(*) FROM threads WHERE visibility = 'public') AS threads,
      (SELECT count(*) FROM passages) AS passages, (SELECT count(*) FROM topics) AS topics`);

  const topicOf = ({ id, name, department, threadCount }: TopicRow): TopicSummary => ({
    id,
    name,
    department,
    url: topicPath(id),
    threadCount,
  });
  const parsed = (document: string | undefined) => (document === undefined ? undefined : (JSON.parse(document) as Thread));

  return {
    thread: (id) => parsed(publicThread.get(id)),
    threads: ({ offset, limit, department }) => {
      const where = department === undefined ? {} : { department };
      const { items, total } = department === undefined ? everywhere : inDepartment;
      return { items: items.all({ ...where, offset, limit }).map(summaryOf), total: total.get(where)! };
    },
    departments: () => departments.all(),
    topics: ({ offset, limit, department }) => {
      const where = { department: department ?? null };
      return { items: topics.all({ ...where, offset, limit }).map(topicOf), total: topicTotal.get(where)! };
    },
    topic: (id) => {
      const row = topicById.get(id);
      return row === undefined ? undefined : topicOf(row);
    },
    topicThreads: (id, { offset, limit }) => ({
      items: threadsOfTopic.all({ id, offset, limit }).map(summaryOf),
      total: topicById.get(id)?.threadCount ?? 0,
    }),
    threadsByKey: (keys) =>
      new Map(
        keys.flatMap((key) => {
          const thread = parsed(publicThreadByKey.get(key));
          return thread === undefined ? [] : [[key, thread] as const];
        }),
      ),
    topicsByKey: (keys) =>
      new Map(
        keys.flatMap((key) => {
          const row = topicByKey.get(key);
          return row === undefined ? [] : [[key, topicOf(row)] as const];
        }),
      ),
    counts: () => counts.get()!,
  };
}
