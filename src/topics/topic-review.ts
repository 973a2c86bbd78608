import { digestOf } from "../forum/passage.ts";
import { titleOf } from "../forum/title.ts";
import type { IndexedTopic, SearchIndex } from "../search/search-index.ts";
import { unitMean } from "../search/unit-mean.ts";
import { dot } from "../search/vector-table.ts";
import type { ForumReader, TopicSummary } from "../store/reading.ts";
import { threadVectors } from "./thread-vectors.ts";

/** Threads shown of each topic. */
const THREADS_SHOWN = 5;

/** A topic with what it is about, to judge its name by. */
export interface ReviewedTopic extends Pick<TopicSummary, "id" | "name" | "department" | "threadCount"> {
  /** Titles of the threads nearest to its centre, nearest first. */
  readonly threads: readonly string[];
}

export interface TopicReview {
  readonly largest: readonly ReviewedTopic[];
  /** Of the others, drawn by their ids: the same at every run, whatever they are about. */
  readonly drawn: readonly ReviewedTopic[];
}

/** So many topics of each kind, for people to read. */
export function reviewTopics(count: number, { index, reader }: { readonly index: SearchIndex; readonly reader: Pick<ForumReader, "topicsByKey" | "threadsByKey"> }): TopicReview {
  const topics = index.topics().toSorted((left, right) => right.threads.size - left.threads.size || (left.id < right.id ? -1 : 1));
  const others = topics.slice(count).map((topic) => ({ topic, draw: digestOf(topic.id) }));
  const drawn = others.sort((left, right) => (left.draw < right.draw ? -1 : 1)).slice(0, count);

  function reviewed(topic: IndexedTopic): ReviewedTopic[] {
    const summary = reader.topicsByKey([topic.key]).get(topic.key);
    if (summary === undefined) return [];
    const threads = threadVectors(index, topic);
    const centre = unitMean(threads.map(({ vector }) => vector));
    const nearest = centre === undefined ? [] : threads.toSorted((left, right) => dot(right.vector, centre) - dot(left.vector, centre) || left.thread.key - right.thread.key);
    const shown = nearest.slice(0, THREADS_SHOWN).map(({ thread }) => thread.key);
    const readable = reader.threadsByKey(shown);
    const { id, name, department, threadCount } = summary;
    return [{ id, name, department, threadCount, threads: shown.flatMap((key) => (readable.has(key) ? [titleOf(readable.get(key)!)] : [])) }];
  }

  return { largest: topics.slice(0, count).flatMap(reviewed), drawn: drawn.flatMap(({ topic }) => reviewed(topic)) };
}
