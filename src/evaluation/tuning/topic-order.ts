import { weighTopic } from "../../recommend/topic-ranking.ts";
import type { Weights } from "../../recommend/weights.ts";
import type { IndexedThread, IndexedTopic, SearchIndex } from "../../search/search-index.ts";
import { compareEveryTopic, threadsWithTopics, type WeighedIndex } from "../exact-topics.ts";
import { DEPTH, measureList } from "../list-measures.ts";

export interface TopicTuningSet {
  readonly name: string;
  readonly index: WeighedIndex & Pick<SearchIndex, "threads" | "questionVectors">;
  /** Topics keep from no thread to all they have, in turn: a forum's topics are of all sizes. */
  readonly isThinned: boolean;
}

/** Threads that are asked, each as if the forum did not hold it. */
const MOST_ASKED = 1_000;
/** Threads that topics keep in a thinned set, one after another. */
const SIZES = [0, 1, 2, 4, 8, 16, 32, Infinity];

/** nDCG@10 of the topics that each thread names, by weights. */
export function topicGains({ index, isThinned }: TopicTuningSet, settings: readonly Weights[]): Map<Weights, number[]> {
  const gains = new Map(settings.map((weights) => [weights, [] as number[]]));
  const kept = isThinned ? new Map(index.topics().map((topic, place) => [topic.key, thin(topic, SIZES[place % SIZES.length]!)])) : undefined;
  const threadsOf = kept === undefined ? {} : { threadsOf: ({ key }: IndexedTopic) => kept.get(key)! };
  for (const thread of threadsWithTopics(index, MOST_ASKED)) {
    const topics = compareEveryTopic(index, index.questionVectors(thread), { leftOut: thread.key, ...threadsOf });
    const grades = new Map(topics.filter(({ topic }) => thread.topicKeys.includes(topic.key)).map(({ topic }) => [topic.id, 1]));
    for (const weights of settings) {
      const weighed = topics.map(({ topic, name, compared }) => weighTopic(topic, name, compared, false, weights.topics));
      const best = weighed.sort((left, right) => right.raw - left.raw).slice(0, DEPTH);
      gains.get(weights)!.push(measureList(best.map(({ topic }) => topic.id), grades).gain);
    }
  }
  return gains;
}

/** So many threads of a topic, from all over it. */
function thin({ threads }: IndexedTopic, most: number): IndexedThread[] {
  const step = Math.max(1, threads.size / most);
  return [...threads.values()].filter((_thread, place) => Math.floor(place / step) > Math.floor((place - 1) / step)).slice(0, most);
}
