import { KindredError } from "../forum/errors.ts";
import type { Recommender } from "../recommend/answers.ts";
import type { Calibration } from "../recommend/calibration.ts";
import { relatedTopics } from "../recommend/related-topics.ts";
import { createTopicRanker } from "../recommend/topic-ranking.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import { bootstrapMean, mean, type Interval } from "./bootstrap.ts";
import { DEPTH, measureList } from "./list-measures.ts";

/** What a forum's own threads are shown as related topics, ten places each. */
export interface TopicListsReport {
  readonly name: string;
  /** Threads that name a topic: all measures are over them. */
  readonly threads: number;
  /** Share of lists that are full. */
  readonly fullShare: number;
  /** Share of lists that begin with the topics of their thread. */
  readonly ownFirstShare: number;
  /** Means over the lists: different departments, and places of the one that has most. */
  readonly departments: number;
  readonly mostOfOne: number;
  /** nDCG@10 of the topics that a thread names, had the forum never heard of the thread; and what spreading adds to it. */
  readonly leftOut: Interval;
  readonly spreadMinus: Interval;
}

export interface TopicListsForum {
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "topicsByKey" | "threadsByKey">;
  readonly recommender: Pick<Recommender, "relatedTopics">;
  readonly calibration: Calibration;
}

/** @throws KindredError `input_unreadable` where no thread names a topic */
export async function evaluateTopicLists(name: string, { index, reader, recommender, calibration }: TopicListsForum): Promise<TopicListsReport> {
  const rankTopics = createTopicRanker(index);
  const threads = index.threads().filter(({ topicKeys }) => topicKeys.length > 0);
  if (threads.length === 0) throw new KindredError("input_unreadable", `${name} has no thread that names a topic`, "Give threads with topics.");
  const told = [];
  for (const { id, key, topicKeys } of threads) {
    const { items } = await recommender.relatedTopics({ threadId: id }, { limit: DEPTH });
    const own = topicKeys.map((topicKey) => index.topic(topicKey)!.id);
    const places = new Map<string | null, number>();
    for (const { department } of items) places.set(department, (places.get(department) ?? 0) + 1);
    const weighed = rankTopics({ question: index.questionVectors(index.thread(id)!), leftOut: key });
    const grades = new Map(own.map((topicId) => [topicId, 1]));
    const shown = relatedTopics(weighed, { limit: DEPTH }, { reader, calibration }).map((topic) => topic.id);
    const gain = measureList(shown, grades).gain;
    told.push({
      isFull: items.length === DEPTH,
      isOwnFirst: items.slice(0, own.length).every((item) => own.includes(item.id)),
      departments: places.size,
      mostOfOne: Math.max(0, ...places.values()),
      gain,
      spread: gain - measureList(weighed.slice(0, shown.length).map(({ topic }) => topic.id), grades).gain,
    });
  }
  return {
    name,
    threads: threads.length,
    fullShare: mean(told.map(({ isFull }) => (isFull ? 1 : 0))),
    ownFirstShare: mean(told.map(({ isOwnFirst }) => (isOwnFirst ? 1 : 0))),
    departments: mean(told.map(({ departments }) => departments)),
    mostOfOne: mean(told.map(({ mostOfOne }) => mostOfOne)),
    leftOut: bootstrapMean(told.map(({ gain }) => gain)),
    spreadMinus: bootstrapMean(told.map(({ spread }) => spread)),
  };
}
