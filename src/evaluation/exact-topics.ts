import { weighTopic, type ComparedThreads, type WeighedTopic } from "../recommend/topic-ranking.ts";
import { WEIGHTS } from "../recommend/weights.ts";
import type { IndexedThread, IndexedTopic, SearchIndex } from "../search/search-index.ts";

export type WeighedIndex = Pick<SearchIndex, "match" | "topicNames" | "topics">;

/** What speaks for a topic, before it is weighed. */
export interface ComparedTopic {
  readonly topic: IndexedTopic;
  /** Cosine of its name. */
  readonly name: number;
  readonly compared: ComparedThreads;
}

export interface CompareOptions {
  /** Key of a thread that has no say. */
  readonly leftOut?: number;
  /** Which threads of a topic have a say; all unless told. */
  readonly threadsOf?: (topic: IndexedTopic) => readonly IndexedThread[];
}

/**
 * Every topic of a forum compared by every one of its threads, past all that proposes, cuts and spreads.
 * @param question unit vectors of its windows
 * @returns in no order
 */
export function compareEveryTopic({ match, topicNames, topics }: WeighedIndex, question: readonly Float32Array[], options: CompareOptions = {}): ComparedTopic[] {
  const { leftOut, threadsOf = ({ threads }) => [...threads.values()] } = options;
  const names = new Map(topicNames(question).map((one) => [one.topicKey, one.name]));
  return topics().map((topic) => {
    const near = threadsOf(topic)
      .filter(({ key }) => key !== leftOut)
      .map((thread) => ({ thread, similarity: match({ question, replies: [] }, thread).question.similarity }));
    const centre = near.reduce((sum, { similarity }) => sum + similarity, 0) / Math.max(1, near.length);
    return { topic, name: names.get(topic.key)!, compared: { near, centre } };
  });
}

/** The same, weighed as shipped. */
export function weighEveryTopic(index: WeighedIndex, question: readonly Float32Array[], options: CompareOptions = {}): WeighedTopic[] {
  return compareEveryTopic(index, question, options).map(({ topic, name, compared }) => weighTopic(topic, name, compared, false, WEIGHTS.topics));
}

/** Threads that name topics; of more than `most` every second, or every third, and so on. */
export function threadsWithTopics(index: Pick<SearchIndex, "threads">, most: number): IndexedThread[] {
  const threads = index.threads().filter(({ topicKeys }) => topicKeys.length > 0);
  const step = Math.ceil(threads.length / most);
  return threads.filter((_thread, place) => place % step === 0);
}
