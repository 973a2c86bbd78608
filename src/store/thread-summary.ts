import { excerpt } from "../forum/excerpt.ts";
import type { Thread } from "../forum/thread.ts";

/** One line of a list of threads. */
export interface ThreadSummary {
  readonly id: string;
  readonly title: string;
  readonly department: string | null;
  readonly askedAt: string | null;
  readonly replyCount: number;
  readonly excerpt: string;
}

export interface SummaryRow {
  document: string;
  title: string;
}

export function summaryOf({ document, title }: SummaryRow): ThreadSummary {
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
