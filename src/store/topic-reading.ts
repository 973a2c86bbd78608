import { topicPath } from "../forum/addresses.ts";
import type { Topic } from "../forum/topic.ts";
import type { Database } from "./database.ts";
import type { Page, PageRequest } from "./page.ts";
import { SHOWN_TOPICS, withMerged } from "./shown-topics.ts";
import { summaryOf, type SummaryRow, type ThreadSummary } from "./thread-summary.ts";

export interface TopicSummary extends Topic {
  /** The forum's own address for it, else Kindred's. */
  readonly url: string;
  /** Public threads, those of topics merged into it too, each once. */
  readonly threadCount: number;
}

export interface DepartmentTopics {
  /** null for the topics without one. */
  readonly department: string | null;
  /** How many topics it has. */
  readonly total: number;
  readonly topics: readonly TopicSummary[];
}

/** Topics that are shown: not hidden, not merged, with a public thread or wanted by a file or an editor. */
export interface TopicReader {
  /** By department, those without one last; within one the largest first. `department: null` gives those without one. */
  topics(request: PageRequest & { readonly department?: string | null | undefined }): Page<TopicSummary>;
  /** The first `most` topics of each department, in the order of `topics`. */
  topicsByDepartment(most: number): readonly DepartmentTopics[];
  /** Of a merged topic's id, the topic that it went into. */
  topic(id: string): TopicSummary | undefined;
  /** Threads with an accepted reply first, then answered ones, then others; the newest first. */
  topicThreads(id: string, request: PageRequest): Page<ThreadSummary>;
  /** Those of these topics that are shown, by key, each once: a merged one's key leads to the topic it went into. */
  topicsByKey(keys: readonly number[]): Map<number, TopicSummary>;
}

type TopicRow = Omit<TopicSummary, "url"> & { readonly key: number; readonly url: string | null };

const topicOf = ({ id, name, department, url, threadCount }: TopicRow): TopicSummary => ({
  id,
  name,
  department,
  url: url ?? topicPath(id),
  threadCount,
});

export function createTopicReader(database: Database): TopicReader {
  // Threads of merged topics must be told apart, which takes a list; most topics have none merged into them.
  const columns = `
    SELECT t.key, t.id, t.name, t.department, t.url, CASE
      WHEN EXISTS (SELECT 1 FROM topics WHERE merged_into = t.key)
      THEN (SELECT count(DISTINCT thread_key) FROM thread_topics WHERE topic_key IN ${withMerged("t.key")})
      ELSE (SELECT count(*) FROM thread_topics WHERE topic_key = t.key)
    END AS threadCount
    FROM ${SHOWN_TOPICS} t`;
  const inOrder = "ORDER BY department NULLS LAST, threadCount DESC, name, id";
  const pagesWhere = (condition: string) => ({
    items: database.prepare<object, TopicRow>(`${columns} ${condition} ${inOrder} LIMIT @limit OFFSET @offset`),
    total: database.prepare<object, number>(`SELECT count(*) FROM ${SHOWN_TOPICS} ${condition}`).pluck(),
  });
  const everywhere = pagesWhere("");
  const inDepartment = pagesWhere("WHERE department IS @department");
  const departments = database.prepare<{ most: number }, TopicRow & { total: number; place: number }>(`
    SELECT * FROM (
      SELECT *, count(*) OVER (PARTITION BY department) AS total,
        row_number() OVER (PARTITION BY department ORDER BY threadCount DESC, name, id) AS place
      FROM (${columns})
    ) WHERE place <= max(@most, 1) ORDER BY department NULLS LAST, place`);
  const byKey = database.prepare<[number], TopicRow>(
    `${columns} WHERE t.key = (SELECT coalesce(merged_into, key) FROM topics WHERE key = ?)`,
  );
  const byId = database.prepare<[string], TopicRow>(
    `${columns} WHERE t.key = (SELECT coalesce(merged_into, key) FROM topics WHERE id = ?)`,
  );
  const threads = database.prepare<object, SummaryRow>(`
    SELECT document, title FROM threads
    WHERE key IN (SELECT thread_key FROM thread_topics WHERE topic_key IN ${withMerged("@key")}) AND visibility = 'public'
    ORDER BY accepted DESC, reply_count > 0 DESC, asked_at DESC NULLS LAST, key LIMIT @limit OFFSET @offset`);

  return {
    topics: ({ offset, limit, department }) => {
      const where = department === undefined ? {} : { department };
      const { items, total } = department === undefined ? everywhere : inDepartment;
      return { items: items.all({ ...where, offset, limit }).map(topicOf), total: total.get(where)! };
    },
    topicsByDepartment: (most) => {
      const found: (Omit<DepartmentTopics, "topics"> & { readonly topics: TopicSummary[] })[] = [];
      for (const row of departments.all({ most })) {
        if (row.place === 1) found.push({ department: row.department, total: row.total, topics: [] });
        if (row.place <= most) found.at(-1)!.topics.push(topicOf(row));
      }
      return found;
    },
    topic: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : topicOf(row);
    },
    topicThreads: (id, { offset, limit }) => {
      const topic = byId.get(id);
      if (topic === undefined) return { items: [], total: 0 };
      return { items: threads.all({ key: topic.key, offset, limit }).map(summaryOf), total: topic.threadCount };
    },
    topicsByKey: (keys) => {
      const rows = keys.flatMap((key) => {
        const row = byKey.get(key);
        return row === undefined ? [] : [{ key, row }];
      });
      // A topic that is asked for by its own key is given under that alone.
      const given = new Set(rows.filter(({ key, row }) => key === row.key).map(({ key }) => key));
      const found = new Map<number, TopicSummary>();
      for (const { key, row } of rows) {
        if (key !== row.key && given.has(row.key)) continue;
        given.add(row.key);
        found.set(key, topicOf(row));
      }
      return found;
    },
  };
}
