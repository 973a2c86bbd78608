import type { IndexedThread, IndexedTopic, SearchIndex } from "../search/search-index.ts";
import { isLookedThrough } from "./looked-through.ts";
import { WEIGHTS, type TopicWeights } from "./weights.ts";

/** Threads nearest to what is asked, whose topics are weighed. */
const PROPOSING_THREADS = 64;
/** Topics that are weighed because of their names; those without threads come in by no other way. */
const PROPOSED_BY_NAME = 32;
/** Threads of one topic that are compared; of a larger one a half is, or a third, and so on, drawn by their keys. */
const MOST_COMPARED = 512;

/** What is asked, as topics are placed: by questions alone. Replies told nothing more (nDCG@10 .806 with them, .804 without). */
export interface TopicQuestion {
  /** Unit vectors of its windows. */
  readonly question: readonly Float32Array[];
  /** The thread that asks, where it is one: it vouches for its own topics. */
  readonly own?: IndexedThread | undefined;
  /** Key of a thread that has no say: for measuring what a forum would tell of it. */
  readonly leftOut?: number | undefined;
}

export interface NearThread {
  readonly thread: IndexedThread;
  /** Cosine of the nearest windows of the two questions. */
  readonly similarity: number;
}

/** A topic with all that speaks for it. Similarities are cosines, -1 to 1. */
export interface WeighedTopic {
  readonly topic: IndexedTopic;
  /** Of its name, or an alias. */
  readonly name: number;
  /** Its nearest threads, nearest first; none where it has none. */
  readonly nearest: readonly NearThread[];
  /** Of these, each next one counting less. Null where it has no thread. */
  readonly threads: number | null;
  /** The mean of all its threads: what is asked against the middle of their vectors. Null where it has no thread. */
  readonly centre: number | null;
  /** What part of the place the name makes, 0 to 1: the fewer threads, the more. */
  readonly nameShare: number;
  /** The thread that asks is in it. */
  readonly isOwn: boolean;
  /** All together, before calibration. */
  readonly raw: number;
}

export type TopicIndex = Pick<SearchIndex, "match" | "nearest" | "topic" | "topics" | "topicNames" | "threadCount" | "passageCount">;

/** The threads of a topic that were compared. */
export interface ComparedThreads {
  readonly near: readonly NearThread[];
  /** Mean similarity; of a topic too large to be compared whole, of a part that what is asked has no say in. */
  readonly centre: number;
}

/**
 * Weighs one topic by its name and its threads. What a forum holds beside them moves no score, as long as the topic is compared
 * whole (`MOST_COMPARED`).
 */
export function weighTopic(
  topic: IndexedTopic,
  name: number,
  { near, centre }: ComparedThreads,
  isOwn: boolean,
  { nearest: count, fading, centre: centreShare, nameEvidence, nameGain, ownLift }: TopicWeights,
): WeighedTopic {
  const named = name + nameGain;
  const lifted = (guess: number) => (isOwn ? guess + ownLift * (1 - guess) : guess);
  if (near.length === 0) return { topic, name, nearest: [], threads: null, centre: null, nameShare: 1, isOwn, raw: lifted(named) };
  const nearest = near.toSorted(bySimilarity).slice(0, count);
  const threads = fadingMean(nearest.map(({ similarity }) => similarity), fading);
  const nameShare = nameEvidence / (near.length + nameEvidence);
  return { topic, name, nearest, threads, centre, nameShare, isOwn, raw: lifted((1 - nameShare) * ((1 - centreShare) * threads + centreShare * centre) + nameShare * named) };
}

const bySimilarity = (left: NearThread, right: NearThread) => right.similarity - left.similarity || (left.thread.id < right.thread.id ? -1 : 1);

/** Keys come in the order of ingests, which may deal topics out in turn (multiplicative hashing, Knuth 1973). */
const scattered = (key: number) => Math.imul(key, 0x9e3779b1) >>> 16;

/** Each next value counts `fading` times as much as the one before: one near thread outweighs many far ones. */
function fadingMean(values: readonly number[], fading: number): number {
  const sum = values.reduce((total, value, place) => total + value * fading ** place, 0);
  return sum / values.reduce((total, _value, place) => total + fading ** place, 0);
}

/**
 * Places topics by their nearest threads, their centre and their name. Near threads and near names only propose; every
 * proposed topic is weighed exactly over its own threads.
 * @returns those that are proposed, best first
 */
export function createTopicRanker(index: TopicIndex, weights: TopicWeights = WEIGHTS.topics) {
  return ({ question, own, leftOut }: TopicQuestion): WeighedTopic[] => {
    const asked = { question, replies: [] };
    const similarities = new Map<number, number>();
    function near(thread: IndexedThread): NearThread {
      let similarity = similarities.get(thread.key);
      if (similarity === undefined) similarities.set(thread.key, (similarity = index.match(asked, thread).question.similarity));
      return { thread, similarity };
    }

    const names = index.topicNames(question);
    const looksThrough = isLookedThrough(index);
    const nearest = looksThrough ? [] : index.nearest(asked, { count: PROPOSING_THREADS }).map(near).sort(bySimilarity).slice(0, PROPOSING_THREADS);
    const proposing = new Set(nearest.map(({ thread }) => thread.key));
    const ownKeys = new Set(own?.topicKeys);

    function proposedKeys(): ReadonlySet<number> {
      if (looksThrough) return new Set(names.map(({ topicKey }) => topicKey));
      const byName = names.toSorted((left, right) => right.name - left.name || (left.id < right.id ? -1 : 1)).slice(0, PROPOSED_BY_NAME);
      return new Set([...ownKeys, ...nearest.flatMap(({ thread }) => thread.topicKeys), ...byName.map(({ topicKey }) => topicKey)]);
    }

    function compare({ threads }: IndexedTopic): ComparedThreads {
      const step = Math.ceil(threads.size / MOST_COMPARED);
      const compared: NearThread[] = [];
      let sum = 0;
      let count = 0;
      for (const [key, thread] of threads) {
        const isDrawn = scattered(key) % step === 0;
        // Those that propose a large topic are its nearest, and would be missed.
        if (key === leftOut || (!isDrawn && !proposing.has(key))) continue;
        const one = near(thread);
        compared.push(one);
        if (!isDrawn) continue;
        sum += one.similarity;
        count += 1;
      }
      return { near: compared, centre: count === 0 ? 0 : sum / count };
    }

    const proposed = proposedKeys();
    return names
      .flatMap(({ topicKey, name }) => {
        const topic = proposed.has(topicKey) ? index.topic(topicKey) : undefined;
        return topic === undefined ? [] : [weighTopic(topic, name, compare(topic), ownKeys.has(topicKey), weights)];
      })
      .sort((left, right) => right.raw - left.raw || (left.topic.id < right.topic.id ? -1 : 1));
  };
}
