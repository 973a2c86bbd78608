import { BEST_FIRST } from "./best-first.ts";
import type { Database } from "./database.ts";
import { summaryOf, type SummaryRow, type ThreadSummary } from "./thread-summary.ts";

/** How well a thread answers. */
export interface AnsweredThread {
  readonly key: number;
  readonly id: string;
  /** Whether a reply was accepted. */
  readonly accepted: boolean;
  readonly replyCount: number;
}

/** What editors are shown of threads; those that are not public this moment are left out. */
export interface DuplicateThreads {
  summaries(keys: readonly number[]): ReadonlyMap<number, ThreadSummary>;
  /** The one that answers best first: where no editor says otherwise, it stands for the others. */
  bestFirst(keys: readonly number[]): readonly AnsweredThread[];
}

export function createDuplicateThreads(database: Database): DuplicateThreads {
  const summary = database.prepare<[number], SummaryRow>("SELECT document, title FROM threads WHERE key = ? AND visibility = 'public'");
  const answered = database.prepare<[string], { key: number; id: string; accepted: number; replyCount: number }>(
    // CROSS: by their keys, one by one. SQLite would rather look through all that is public.
    `SELECT threads.key, threads.id, accepted, reply_count AS replyCount FROM json_each(?) keys CROSS JOIN threads ON threads.key = keys.value
     WHERE visibility = 'public' ORDER BY ${BEST_FIRST}`,
  );
  return {
    summaries: (keys) => {
      const found = new Map<number, ThreadSummary>();
      for (const key of new Set(keys)) {
        const row = summary.get(key);
        if (row !== undefined) found.set(key, summaryOf(row));
      }
      return found;
    },
    bestFirst: (keys) => answered.all(JSON.stringify(keys)).map(({ accepted, ...thread }) => ({ ...thread, accepted: accepted === 1 })),
  };
}
