import type { Field } from "../forum/passage.ts";

/** A public thread as the index knows it: enough to filter, to compare and to order, nothing to show. */
export interface IndexedThread {
  readonly key: number;
  readonly id: string;
  readonly department: string | null;
  readonly language: string | null;
  readonly askedAt: string | null;
  readonly answered: boolean;
  /** Topics that are shown, each once; kept in step with `IndexedTopic.threads`. */
  readonly topicKeys: readonly number[];
  /** Digests of the words of its title and question, in order. */
  readonly words: Uint32Array;
  /** Digests of the different words of its replies. */
  readonly replyWords: Uint32Array;
  readonly passages: readonly IndexedPassage[];
}

export interface IndexedPassage {
  readonly vectorKey: number;
  readonly field: Field;
  readonly reply: number | null;
  readonly window: number;
}

/** A thread's replies are asked with so many vectors: a long discussion must not cost more than its question. */
export const MOST_REPLY_VECTORS = 8;

/** What is asked, as unit vectors: windows of a question and, where it is a thread's, of its replies. */
export interface AskedVectors {
  readonly question: readonly Float32Array[];
  readonly replies: readonly Float32Array[];
}

/** How near two sides came, and with which of their passages. */
export interface FieldMatch {
  /** Cosine, from -1 to 1. */
  readonly similarity: number;
  readonly passage: IndexedPassage;
  /** Which of the vectors that were asked: the field and the place in it. */
  readonly asked: { readonly field: keyof AskedVectors; readonly place: number };
}

/** A thread with its best matches, exact whatever way it was found. */
export interface ThreadMatch {
  readonly thread: IndexedThread;
  /** Question against question. */
  readonly question: FieldMatch;
  /** The best match that a reply takes part in, of either side; null where neither has one. */
  readonly reply: FieldMatch | null;
}

/** A topic that is shown, with the threads that name it or joined it, those of topics merged into it too. */
export interface IndexedTopic {
  readonly key: number;
  readonly id: string;
  readonly department: string | null;
  /** By their keys; live, as the index is. None of a topic that is shown without any. */
  readonly threads: ReadonlyMap<number, IndexedThread>;
}

export interface TopicMatch {
  readonly topicKey: number;
  readonly id: string;
  /** Cosine of the nearest of the topic's names, aliases too, with the nearest of the vectors asked for. */
  readonly name: number;
}

/** Near these vectors: the threads, and the topics by their names. */
export interface SearchIndex {
  readonly threadCount: number;
  /** Of all threads; a text that stands in several counts in each. */
  readonly passageCount: number;
  thread(id: string): IndexedThread | undefined;
  /** Another number whenever a thread came, changed or went. */
  readonly revision: number;
  /** The vectors of a thread; copies, which stay when the thread goes. Of one that went meanwhile, what others hold as well. */
  vectorsOf(thread: IndexedThread): AskedVectors;
  /** Those of its question alone; copies as well. */
  questionVectors(thread: IndexedThread): Float32Array[];
  /** These threads, as far as they are there. */
  threadsByKey(keys: readonly number[]): readonly IndexedThread[];
  threads(): readonly IndexedThread[];
  /** Compares a thread with what is asked, exactly. */
  match(asked: AskedVectors, thread: IndexedThread): ThreadMatch;
  /**
   * At least the `count` threads that are nearest to any vector of the question asked and that `accept` lets through, or
   * all there are; more come along, in no order.
   * @param options.effort as `NearestVectors.nearest` has it
   */
  nearest(
    asked: AskedVectors,
    options: { readonly count: number; readonly accept?: ((thread: IndexedThread) => boolean) | undefined; readonly effort?: number },
  ): readonly IndexedThread[];
  /** Cosine of the nearest two of the first windows of two threads' questions. */
  likeness(left: IndexedThread, right: IndexedThread): number;
  topic(key: number): IndexedTopic | undefined;
  topics(): readonly IndexedTopic[];
  /** Every topic, with its names' similarity to the nearest of `vectors`. */
  topicNames(vectors: readonly Float32Array[]): TopicMatch[];
}
