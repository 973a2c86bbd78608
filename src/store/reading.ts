import type { Thread } from "../forum/thread.ts";
import type { Database } from "./database.ts";
import type { Page, PageRequest } from "./page.ts";
import { summaryOf, type SummaryRow, type ThreadSummary } from "./thread-summary.ts";
import { createTopicReader, type TopicReader, type TopicSummary } from "./topic-reading.ts";
import { SHOWN_TOPICS } from "./shown-topics.ts";

export type { Page, PageRequest, ThreadSummary, TopicSummary };

/** Public threads, and the topics that are shown. What is hidden is as if it were not there. */
export interface ForumReader extends TopicReader {
  thread(id: string): Thread | undefined;
  threads(request: PageRequest & { readonly department?: string | undefined }): Page<ThreadSummary>;
  departments(): readonly { readonly name: string; readonly threadCount: number }[];
  /** The public ones among these threads, by key, as they stand this moment. */
  threadsByKey(keys: readonly number[]): Map<number, Thread>;
  counts(): { readonly threads: number; readonly passages: number; readonly topics: number };
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

  const topics = createTopicReader(database);
  const counts = database.prepare<[], { threads: number; passages: number; topics: number }>(`
    SELECT (SELECT count(*) FROM threads WHERE visibility = 'public') AS threads,
      (SELECT count(*) FROM passages) AS passages, (SELECT count(*) FROM ${SHOWN_TOPICS}) AS topics`);
  const parsed = (document: string | undefined) => (document === undefined ? undefined : (JSON.parse(document) as Thread));

  return {
    ...topics,
    thread: (id) => parsed(publicThread.get(id)),
    threads: ({ offset, limit, department }) => {
      const where = department === undefined ? {} : { department };
      const { items, total } = department === undefined ? everywhere : inDepartment;
      return { items: items.all({ ...where, offset, limit }).map(summaryOf), total: total.get(where)! };
    },
    departments: () => departments.all(),
    threadsByKey: (keys) =>
      new Map(
        keys.flatMap((key) => {
          const thread = parsed(publicThreadByKey.get(key));
          return thread === undefined ? [] : [[key, thread] as const];
        }),
      ),
    counts: () => counts.get()!,
  };
}
