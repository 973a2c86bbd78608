import type { Embedder } from "../embedding/embedder.ts";
import { KindredError } from "../forum/errors.ts";
import { questionWindows } from "../forum/passage.ts";
import { topicId } from "../forum/topic.ts";
import type { Recommender } from "../recommend/answers.ts";
import type { WeighedTopic } from "../recommend/topic-ranking.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { bootstrapMean, type Interval } from "./bootstrap.ts";
import { weighEveryTopic, type WeighedIndex } from "./exact-topics.ts";
import type { Query } from "./judged-queries.ts";
import type { LabelledText } from "./labelled-texts.ts";

/** In the order of the table; the last is what Kindred shows. */
export const TOPIC_RANKERS = ["nearest threads", "centre", "name", "Kindred"] as const;
export type TopicRankerName = (typeof TOPIC_RANKERS)[number];

/** How often the topic of a text comes first, and among the first three. */
export interface TopicMeasures {
  readonly top1: Interval;
  readonly top3: Interval;
}

export interface TopicReport {
  readonly name: string;
  readonly threads: number;
  readonly topics: number;
  readonly texts: number;
  readonly rankers: Readonly<Record<TopicRankerName, TopicMeasures>>;
  /** Texts that belong under no topic, and the share of them that is shown none; null for none. */
  readonly unanswerable: number;
  readonly unanswerableEmptyShare: number | null;
}

export interface TopicForum {
  readonly embedder: Pick<Embedder, "embed">;
  readonly index: WeighedIndex & Pick<SearchIndex, "threadCount">;
  readonly recommender: Pick<Recommender, "relatedTopics">;
}

const TEXTS_AT_ONCE = 128;
const LIST_LENGTH = 10;

/**
 * Asks a forum for the topics of labelled texts. The first three rankers look at every thread by themselves, past all
 * that proposes, cuts and spreads; they are the parts of `weighTopic`, each alone.
 * @param name what the report calls it
 * @param unanswerable texts that belong under none of the forum's topics
 * @throws KindredError `input_unreadable` where a topic is none of the forum's
 */
export async function evaluateTopics(
  name: string,
  texts: readonly LabelledText[],
  { embedder, index, recommender }: TopicForum,
  unanswerable: readonly Query[] = [],
): Promise<TopicReport> {
  const topics = index.topics();
  const known = new Set(topics.map(({ id }) => id));
  for (const { topic } of texts) {
    if (known.has(topicId(topic, null))) continue;
    throw new KindredError("input_unreadable", `${name} has the topic "${topic}", which no text of the other file has`, "Give files with the same topics.");
  }
  const places: Record<TopicRankerName, number[]> = { "nearest threads": [], centre: [], name: [], Kindred: [] };
  for (let start = 0; start < texts.length; start += TEXTS_AT_ONCE) {
    const some = texts.slice(start, start + TEXTS_AT_ONCE);
    await embedder.embed(some.flatMap(({ text }) => questionWindows(text)));
    for (const { text, topic } of some) {
      const id = topicId(topic, null);
      const weighed = weighEveryTopic(index, await embedder.embed(questionWindows(text)));
      places["nearest threads"].push(placeAmong(weighed, id, ({ threads }) => threads ?? -1));
      places.centre.push(placeAmong(weighed, id, ({ centre }) => centre ?? -1));
      places.name.push(placeAmong(weighed, id, (one) => one.name));
      const { items } = await recommender.relatedTopics({ text }, { limit: LIST_LENGTH });
      const place = items.findIndex((item) => item.id === id);
      places.Kindred.push(place === -1 ? Infinity : place);
    }
  }

  let empty = 0;
  for (const { text, title } of unanswerable) {
    const { items } = await recommender.relatedTopics({ text, title }, { limit: LIST_LENGTH });
    if (items.length === 0) empty += 1;
  }
  const measures = (ranker: TopicRankerName): TopicMeasures => ({ top1: within(places[ranker], 1), top3: within(places[ranker], 3) });
  return {
    name,
    threads: index.threadCount,
    topics: topics.length,
    texts: texts.length,
    rankers: { "nearest threads": measures("nearest threads"), centre: measures("centre"), name: measures("name"), Kindred: measures("Kindred") },
    unanswerable: unanswerable.length,
    unanswerableEmptyShare: unanswerable.length === 0 ? null : empty / unanswerable.length,
  };
}

/** How many topics are better, from 0; of equal ones the one before counts. */
function placeAmong(weighed: readonly WeighedTopic[], id: string, valueOf: (one: WeighedTopic) => number): number {
  const wanted = weighed.find(({ topic }) => topic.id === id)!;
  return weighed.filter((one) => valueOf(one) > valueOf(wanted)).length;
}

const within = (places: readonly number[], count: number) => bootstrapMean(places.map((place) => (place < count ? 1 : 0)));
