import type { CallOptions } from "./call-options.ts";
import type * as shapes from "./shapes.ts";

/** What is asked about: a thread of the forum, or a text that is none yet. */
export type Subject = { readonly threadId: string } | shapes.Inquiry;

/** Methods resolve with what the service answers. They throw `KindredRequestError`, or the reason of a signal that was aborted. */
export interface KindredClient {
  /** Threads similar to a thread or a text. */
  similar(of: Subject, options?: shapes.SimilarOptions & CallOptions): Promise<shapes.SimilarAnswer>;
  /** Topics related to a thread or a text. */
  relatedFaq(of: Subject, options?: shapes.RelatedFaqOptions & CallOptions): Promise<shapes.RelatedFaqAnswer>;
  /** Both, in one answer. */
  recommendations(of: Subject, options?: shapes.RecommendationsOptions & CallOptions): Promise<shapes.Recommendations>;
  /** For whoever is writing a question: answered threads, topics, and a department. */
  suggestions(of: shapes.Inquiry, options?: shapes.SuggestionsOptions & CallOptions): Promise<shapes.Suggestions>;
  /** Tells what a reader did with a list. */
  feedback(feedback: shapes.Feedback, call?: CallOptions): Promise<void>;
  readonly threads: KindredThreads;
  readonly topics: KindredTopics;
  readonly duplicates: KindredDuplicates;
  /** Model, counts, and how far the index is. */
  info(call?: CallOptions): Promise<shapes.Info>;
  /** Whether questions can be answered now; otherwise it throws `not_ready`, after waiting as any call does. */
  ready(call?: CallOptions): Promise<shapes.Ready>;
}

export interface KindredThreads {
  get(id: string, call?: CallOptions): Promise<shapes.Thread>;
  /** One page of the public threads. */
  list(options?: shapes.ThreadsOptions & CallOptions): Promise<shapes.ThreadPage>;
  /** Adds a thread, or replaces it. */
  put(thread: shapes.NewThread, call?: CallOptions): Promise<shapes.PutAnswer>;
  /**
   * Adds or replaces many, in batches, however many there are. Threads that cannot be used are left out and named in
   * the answer, by their place from 1 on. Where it throws, what went in stays in; putting all again does no harm.
   * A batch may take 2 minutes unless `timeoutMs` says otherwise.
   */
  putAll(threads: Iterable<shapes.NewThread> | AsyncIterable<shapes.NewThread>, call?: CallOptions): Promise<shapes.PutAllAnswer>;
  delete(id: string, call?: CallOptions): Promise<void>;
}

export interface KindredTopics {
  /** A topic with one page of its threads. */
  get(id: string, options?: shapes.TopicOptions & CallOptions): Promise<shapes.TopicWithThreads>;
  /** One page of the topics. */
  list(options?: shapes.TopicsOptions & CallOptions): Promise<shapes.TopicPage>;
  /** Renames, merges, pins or hides a topic. Takes an editor's key. */
  edit(id: string, changes: shapes.TopicEdit, call?: CallOptions): Promise<shapes.TopicRecord>;
  /** What editors changed, newest first. Takes an editor's key. */
  edits(options?: shapes.TopicEditsOptions & CallOptions): Promise<shapes.TopicEditPage>;
}

/** All but `check` take an editor's key. */
export interface KindredDuplicates {
  /** Whether a new question is there already. */
  check(question: shapes.Inquiry, call?: CallOptions): Promise<shapes.DuplicateCheckAnswer>;
  /** One page of the pairs of threads that may ask the same. */
  pairs(options?: shapes.DuplicatePairsOptions & CallOptions): Promise<shapes.DuplicatePairPage>;
  /** One page of the clusters of such threads. */
  clusters(options?: shapes.DuplicateClustersOptions & CallOptions): Promise<shapes.DuplicateClusterPage>;
  /** The cluster that holds a thread, whole. */
  cluster(threadId: string, options?: shapes.DuplicateClusterOptions & CallOptions): Promise<shapes.DuplicateCluster>;
  /** Never made twice: where no answer comes, look into `decisions`. */
  decide(decision: shapes.NewDuplicateDecision, call?: CallOptions): Promise<shapes.DuplicateDecision>;
  /** Up to 200 at once: all of them or none. Never made twice. */
  decideAll(decisions: readonly shapes.NewDuplicateDecision[], call?: CallOptions): Promise<shapes.DuplicateDecisionsMade>;
  /** One page of what was decided, newest first. */
  decisions(options?: shapes.DuplicateDecisionsOptions & CallOptions): Promise<shapes.DuplicateDecisionPage>;
}
