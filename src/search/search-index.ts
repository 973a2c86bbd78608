import type { Field } from "../forum/passage.ts";

/** A public thread as the index knows it: enough to filter and to order, nothing to show. */
export interface IndexedThread {
  readonly key: number;
  readonly id: string;
  readonly department: string | null;
  readonly language: string | null;
  readonly answered: boolean;
  readonly topicKeys: readonly number[];
  readonly passages: readonly IndexedPassage[];
}

export interface IndexedPassage {
  readonly vectorKey: number;
  readonly field: Field;
  readonly reply: number | null;
  readonly window: number;
}

/** How near one field of a thread came, and with which passage. */
export interface FieldMatch {
  /** Cosine, from -1 to 1. */
  readonly similarity: number;
  readonly passage: IndexedPassage;
}

/** A thread with the best match of each of its fields, exact whatever way it was found. */
export interface ThreadMatch {
  readonly thread: IndexedThread;
  readonly question: FieldMatch;
  /** Null for a thread without replies. */
  readonly reply: FieldMatch | null;
}

export interface TopicMatch {
  readonly topicKey: number;
  /** Cosine of the topic's name with the nearest of the vectors asked for. */
  readonly name: number;
}

/** Near these vectors: the threads, and the topics by their names. */
export interface SearchIndex {
  thread(id: string): IndexedThread | undefined;
  /** The unit vectors of a thread's question, one per window; copies, which stay when the thread goes. */
  questionVectors(thread: IndexedThread): Float32Array[];
  /**
   * At least the `count` threads nearest to any of `vectors` that `accept` lets through, or all there are; more
   * come along, in no order. Every similarity is exact. Threads proposed by other means (`also`, keys) are scored
   * like all others.
   */
  nearest(
    vectors: readonly Float32Array[],
    options: {
      readonly count: number;
      readonly accept?: ((thread: IndexedThread) => boolean) | undefined;
      readonly also?: readonly number[];
    },
  ): ThreadMatch[];
  /** Every topic, with its name's similarity to the nearest of `vectors`. */
  topicNames(vectors: readonly Float32Array[]): TopicMatch[];
}
