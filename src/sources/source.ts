import type { CuratedTopic } from "../forum/curated-topic.ts";
import type { Thread } from "../forum/thread.ts";

export interface UnusableRecord {
  readonly kind: "unusable";
  readonly line: number;
  readonly reason: string;
  /** The line as it came, cut if it is very long, so that it can be mended and sent again. */
  readonly content: string;
}

/** What one line (or one page) of a source turned out to be. */
export type SourceRecord =
  | {
      readonly kind: "thread";
      /** From 1, in the file as it stands. A page of several threads gives each the line it starts on. */
      readonly line: number;
      readonly thread: Thread;
      /** What was left out though the thread came in: unknown keys, a link that is not safe to show. */
      readonly warnings: readonly string[];
      /** True for a thread that is cut short where it was shown: it must not replace a whole one. */
      readonly isExcerpt?: boolean;
    }
  | UnusableRecord;

/** Threads in, in the order of the file, or of a dump of single posts question by question; one bad record never ends the rest. */
export type Source = AsyncIterable<SourceRecord>;

/** What one line of a file of topics turned out to be. */
export type TopicLine =
  | { readonly kind: "topic"; readonly line: number; readonly topic: CuratedTopic; readonly warnings: readonly string[] }
  | UnusableRecord;
