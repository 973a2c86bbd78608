import type { TopicMatch } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { RelatedTopic } from "./answers.ts";
import type { Calibration } from "./calibration.ts";
import { byPreference, type RankedThread } from "./ranking.ts";
import { round } from "./round.ts";

/** Share of the name in a topic's place; the rest is its nearest threads'. */
const NAME_WEIGHT = 0.25;
/** Nearest threads that vouch for topics. */
const VOUCHING_THREADS = 48;
/** Of a topic's nearest threads this many count, each half as much as the one before. */
const THREADS_PER_TOPIC = 3;

/** Below this a topic is noise: what nothing fits gets an empty list rather than the least bad ten. */
const LEAST_SCORE = 0.05;
/** Topics read from the store beyond those asked for, should some have gone meanwhile. */
const SPARE_TOPICS = 8;

/**
 * Places topics by their nearest threads and their names. A topic without a thread near is placed by its
 * name alone.
 */
export function relatedTopics(
  ranked: readonly RankedThread[],
  names: readonly TopicMatch[],
  limit: number,
  { reader, calibration }: { reader: Pick<ForumReader, "topicsByKey">; calibration: Calibration },
): RelatedTopic[] {
  // By similarity alone, as the names are: words that one thread shares say nothing of its topics.
  const nearest = ranked
    .toSorted((left, right) => right.similarity - left.similarity || byPreference(left, right))
    .slice(0, VOUCHING_THREADS);
  const vouching = new Map<number, number[]>();
  for (const { match, similarity } of nearest) {
    for (const topicKey of match.thread.topicKeys) {
      const scores = vouching.get(topicKey);
      if (scores === undefined) vouching.set(topicKey, [similarity]);
      else if (scores.length < THREADS_PER_TOPIC) scores.push(similarity);
    }
  }
  const placed = names
    .map(({ topicKey, id, name }) => {
      const threads = fading(vouching.get(topicKey) ?? []);
      return { topicKey, id, similarity: (1 - NAME_WEIGHT) * threads + NAME_WEIGHT * name };
    })
    .sort((left, right) => right.similarity - left.similarity || (left.id < right.id ? -1 : 1));
  const candidates = placed.slice(0, limit + SPARE_TOPICS);
  const topics = reader.topicsByKey(candidates.map(({ topicKey }) => topicKey));
  return candidates
    .flatMap(({ topicKey, similarity }) => {
      const topic = topics.get(topicKey);
      const score = round(calibration.similarityScore(similarity));
      return topic === undefined || score < LEAST_SCORE ? [] : [{ ...topic, score }];
    })
    .slice(0, limit);
}

/** A weighted mean in which each next value counts half: one near thread outweighs many far ones. */
function fading(values: readonly number[]): number {
  let sum = 0;
  let weights = 0;
  for (let place = 0; place < values.length; place += 1) {
    sum += values[place]! / 2 ** place;
    weights += 1 / 2 ** place;
  }
  return weights === 0 ? 0 : sum / weights;
}
