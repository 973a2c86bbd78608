import { KindredError } from "../forum/errors.ts";
import type { JudgedPair } from "../recommend/fit-curve.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { threadsWithTopics, weighEveryTopic, type WeighedIndex } from "./exact-topics.ts";

/** Threads that are asked. */
const MOST_ASKED = 2_000;

/**
 * Every thread of a forum with the topics that it names, and with as many others of the forum, drawn by its place; asked
 * as if the thread were new: it vouches for none.
 * @param name what a refusal calls the forum
 * @throws KindredError `input_unreadable` where no thread names a topic, or all name all
 */
export function topicPairs(name: string, index: WeighedIndex & Pick<SearchIndex, "threads" | "questionVectors">): JudgedPair[] {
  const pairs = threadsWithTopics(index, MOST_ASKED).flatMap((thread, place) => {
    const weighed = weighEveryTopic(index, index.questionVectors(thread), { leftOut: thread.key });
    const isNamed = ({ topic }: (typeof weighed)[number]) => thread.topicKeys.includes(topic.key);
    const [named, others] = [weighed.filter(isNamed), weighed.filter((one) => !isNamed(one))];
    const drawn = others.length === 0 ? [] : named.map((_one, which) => others[draw(place, which, others.length)]!);
    return [...named.map(({ raw }) => ({ raw, related: true })), ...drawn.map(({ raw }) => ({ raw, related: false }))];
  });
  if (new Set(pairs.map(({ related }) => related)).size < 2) {
    throw new KindredError("input_unreadable", `${name} has no threads that name different topics`, "Give threads with topics, or texts with the topics they are filed under.");
  }
  return pairs;
}

/** Scattered, and the same in every run: primes far larger than the number of topics. */
const draw = (place: number, which: number, count: number) => (place * 7_919 + which * 104_729) % count;
