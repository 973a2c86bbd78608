import type { Thread } from "../forum/thread.ts";
import type { ThreadSummary } from "../store/thread-summary.ts";

/** A thread by its key in the index, and by the id that people know. */
export interface ThreadReference {
  readonly key: number;
  readonly id: string;
}

/** Two threads that may ask the same. */
export interface DuplicatePair {
  /** The one with the lower key: the earlier written. */
  readonly left: ThreadReference;
  readonly right: ThreadReference;
  /** How probably an editor would call them duplicates, 0 to 1. */
  readonly score: number;
  /** Whether they say the same in the same words: case, punctuation outside of numbers, white space and the order of sentences aside. */
  readonly exact: boolean;
}

/** Threads that ask the same, at some threshold. */
export interface DuplicateCluster {
  /** At least two, by key. */
  readonly threads: readonly ThreadReference[];
  /** All pairs at or above the threshold among its threads, surest first. */
  readonly pairs: readonly DuplicatePair[];
  /** Of the pairs that hold it together the least sure one: without it, the cluster would be two. */
  readonly weakest: DuplicatePair;
  /** Whether every two of its threads say the same in the same words. */
  readonly exact: boolean;
}

/** What is found at a threshold. */
export interface DuplicateClusters {
  /** Largest first, then surest, then by key. */
  readonly clusters: readonly DuplicateCluster[];
  /** Pairs at or above the threshold that join no cluster: too few for the groups that they would glue together. */
  readonly bridges: readonly DuplicatePair[];
}

/** Whether a question is there already; `maybe` is for a person to judge. */
export type DuplicateVerdict = "yes" | "maybe" | "no";

/** A thread that may be what somebody is about to ask. */
export interface DuplicateMatch extends ThreadReference {
  readonly score: number;
  readonly exact: boolean;
}

/** What a new question would be written as. */
export type NewQuestion = Pick<Thread, "title" | "question">;

/** How far the forum is looked through. */
export interface FindingProgress {
  /** Whether every thread was compared; before, what is shown is not yet all there is. */
  readonly complete: boolean;
  readonly threads: number;
  /** Threads that wait to be compared. */
  readonly pending: number;
}

/** Why a thread is proposed as the one that the others point to; "chosen" where editors decided. */
export type CanonicalReason = "accepted answer" | "most replies" | "most linked" | "oldest" | "chosen";

/** What was said of a pair: by an editor, or what follows from what editors said of others. */
export interface PairJudgement {
  readonly decision: "duplicate" | "related" | "unrelated" | "skipped";
  /** False where it follows: both are duplicates of a third thread, or a duplicate of one was parted from the other. */
  readonly direct: boolean;
}

/** What an editor is told of a pair. */
interface ReviewedScore {
  readonly score: number;
  readonly exact: boolean;
  /** Null where somebody has yet to judge it; nothing that has one is asked again. */
  readonly judgement: PairJudgement | null;
}

/** A pair in a list. */
export interface ReviewedPair extends ReviewedScore {
  readonly left: ThreadSummary;
  readonly right: ThreadSummary;
}

/** A pair of a cluster, by the ids of threads that stand beside. */
export interface ClusterPair extends ReviewedScore {
  readonly left: string;
  readonly right: string;
}

/** A cluster in a list. */
export interface ReviewedCluster {
  /** How many threads it holds. */
  readonly size: number;
  /** The first threads, or all: the canonical one, then by how sure they are its duplicates. */
  readonly threads: readonly ThreadSummary[];
  readonly canonical: { readonly id: string; readonly reason: CanonicalReason };
  readonly weakest: ClusterPair;
  readonly exact: boolean;
  /** Pairs at or above the threshold, and how many of them have a judgement. */
  readonly pairCount: number;
  readonly judgedCount: number;
}

/** A cluster with all its threads and pairs: those of the canonical thread first, then the surest. */
export interface WholeCluster extends ReviewedCluster {
  readonly pairs: readonly ClusterPair[];
}

/** What is judged of what was found at the threshold, whatever filters are set. */
export interface JudgingProgress {
  readonly judged: number;
  readonly total: number;
}

export interface ReviewFilter {
  /** Pairs and clusters from this score on. */
  readonly minScore: number;
  /** One of its threads is of this department, in whatever letters, was asked in that time, and says all those words. */
  readonly department?: string | undefined;
  /** ISO 8601, both inclusive; a day alone lasts until its end. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly text?: string | undefined;
  /** open: somebody has yet to judge it, or a pair of it. */
  readonly state?: "open" | "judged" | "all" | undefined;
}

/** line: those nearest `minScore` first, on both sides of it: judging those tells most. */
export type PairOrder = "score" | "line";
/** certainty: by the weakest link, surest first; line: by how near the weakest link is to `minScore`. */
export type ClusterOrder = "size" | "certainty" | "line";

export interface ReviewPage<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly judging: JudgingProgress;
  readonly finding: FindingProgress;
}

/** A thread that may be what somebody is about to ask, to be shown. */
export interface ShownMatch {
  readonly thread: ThreadSummary;
  readonly score: number;
  readonly exact: boolean;
}

interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** What editors look through; all of it is public now. */
export interface DuplicateReview {
  pairs(request: ReviewFilter & Window & { readonly order: PairOrder }): ReviewPage<ReviewedPair>;
  /** All that `pairs` would list, as they were found when the first were asked for; some at a time, so that others have their turn. */
  allPairs(request: ReviewFilter & { readonly order: PairOrder }): Iterable<readonly ReviewedPair[]>;
  clusters(request: ReviewFilter & Window & { readonly order: ClusterOrder }): ReviewPage<ReviewedCluster>;
  /** The cluster that holds a thread; undefined where none does. */
  cluster(threadId: string, minScore: number): WholeCluster | undefined;
  /** Whether a question that nobody has written yet is there already. Nothing of it is kept. */
  check(asked: NewQuestion, options?: { readonly signal?: AbortSignal }): Promise<{ readonly verdict: DuplicateVerdict; readonly matches: readonly ShownMatch[] }>;
}
