import type { Thread } from "../forum/thread.ts";
import type { Recommender } from "../recommend/answers.ts";
import type { Source } from "../sources/source.ts";

/** One line of a list of threads. */
export interface ThreadSummary {
  readonly id: string;
  readonly title: string;
  readonly department: string | null;
  readonly askedAt: string | null;
  readonly replyCount: number;
  readonly excerpt: string;
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

export interface TopicSummary {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly url: string;
  readonly threadCount: number;
}

/** Reads: public threads, and topics that have one. Hidden ones are as if they were not there. */
export interface ForumReader {
  thread(id: string): Thread | undefined;
  threads(request: PageRequest & { readonly department?: string | undefined }): Page<ThreadSummary>;
  departments(): readonly { readonly name: string; readonly threadCount: number }[];
  topics(request: PageRequest & { readonly department?: string | undefined }): Page<TopicSummary>;
  topic(id: string): TopicSummary | undefined;
  topicThreads(id: string, request: PageRequest): Page<ThreadSummary>;
}

export type PutOutcome = "added" | "updated" | "unchanged";

export interface IngestCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Writes: committed, and seen by the next answer, when they resolve. */
export interface ForumWriter {
  put(thread: Thread): Promise<PutOutcome>;
  /** False where there was no such thread, public or not. */
  remove(id: string): boolean;
  /** Unusable records are left out and handed to `onUnusable`. */
  putMany(source: Source, onUnusable: (line: number, reason: string) => void): Promise<IngestCounts>;
}

/** What `/info` and `/readyz` tell. */
export interface Status {
  readonly ready: boolean;
  /** Why not, in a sentence. */
  readonly reason?: string;
  readonly model: { readonly fingerprint: string; readonly dimensions: number };
  readonly counts: { readonly threads: number; readonly passages: number; readonly topics: number };
  readonly index: {
    /** Change number that answers show, and the newest one written. */
    readonly sequence: number;
    readonly newestSequence: number;
    /** Passages in the graph, and those still searched exactly while it is built. */
    readonly inGraph: number;
    readonly pending: number;
    /** Seconds since the last change was taken in; null before the first. */
    readonly ageSeconds: number | null;
  };
}

/** All that the HTTP layer is given; `compose.ts` makes it. */
export interface Services {
  readonly recommender: Recommender;
  readonly reader: ForumReader;
  readonly writer: ForumWriter;
  status(): Status;
}
