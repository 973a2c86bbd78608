import type { DuplicateReview } from "../duplicates/answers.ts";
import type { Feedback } from "../feedback/feedback.ts";
import type { Thread } from "../forum/thread.ts";
import type { Recommender } from "../recommend/answers.ts";
import type { Source } from "../sources/source.ts";
import type { Page, PageRequest } from "../store/page.ts";
import type { DuplicateDecisions } from "../store/duplicate-decisions.ts";
import type { ForumReader } from "../store/reading.ts";
import type { TopicEdit, TopicEditEntry, TopicRecord } from "../store/topics.ts";

export type { ForumReader, Page, PageRequest, ThreadSummary, TopicSummary } from "../store/reading.ts";
export type { DepartmentTopics } from "../store/topic-reading.ts";

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

/** Who may do what an editor does. */
export interface EditorKeys {
  /** Whose key this is; undefined for nobody's. */
  editor(key: string): string | undefined;
}

/** What editors do to topics; seen by the next answer when it resolves. */
export interface TopicEditing {
  /** @throws KindredError `topic_not_found`, `topic_conflict`, or whatever keeps a new name from being embedded. */
  edit(id: string, edit: TopicEdit, editor: string): Promise<TopicRecord>;
  /** The audit, newest first. */
  edits(request: PageRequest & { readonly topicId?: string | undefined }): Page<TopicEditEntry>;
}

/** What editors decide of threads that may ask the same, and what follows; seen by the next answer. */
export interface DuplicateJudging extends DuplicateDecisions {
  /** Id of the public thread that stands for this one; undefined where it stands for itself. */
  canonicalOf(threadId: string): string | undefined;
  /** What may be a duplicate of what. */
  readonly review: DuplicateReview;
}

/** What readers do with what they are shown. */
export interface FeedbackTaking {
  /** Returns before anything is written; what names something that is not public is dropped in silence. */
  take(feedback: Feedback): void;
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
    /** Seconds since the newest of these changes was written; null before the first. */
    readonly ageSeconds: number | null;
  };
}

/** All that the HTTP layer is given; `compose.ts` makes it. */
export interface Services {
  readonly recommender: Recommender;
  readonly reader: Omit<ForumReader, "threadsByKey" | "topicsByKey" | "counts">;
  readonly writer: ForumWriter;
  readonly topics: TopicEditing;
  readonly duplicates: DuplicateJudging;
  readonly keys: EditorKeys;
  readonly feedback: FeedbackTaking;
  status(): Status;
}
