import { titleOf } from "../forum/title.ts";
import { wordDigests } from "../forum/words.ts";
import type { ForumReader, TopicSummary } from "../store/reading.ts";
import type { RelatedTopic, TopicExplanation, TopicOptions } from "./answers.ts";
import type { Calibration } from "./calibration.ts";
import { chooseDiverse } from "./diversity.ts";
import { round } from "./round.ts";
import type { WeighedTopic } from "./topic-ranking.ts";

/** Topics that a list is chosen from, per place in it; and some more, should the store have lost some meanwhile. */
const POOL = 3;
const SPARE_TOPICS = 8;

export interface TopicListDependencies {
  readonly reader: Pick<ForumReader, "topicsByKey" | "threadsByKey">;
  readonly calibration: Pick<Calibration, "topicScore" | "cuts">;
}

/**
 * From weighed topics to the list that is shown, in the order of their scores. The store has the last word on what is
 * shown this moment. Of about equally good topics a list takes those of other departments.
 * @param weighed best first
 */
export function relatedTopics(
  weighed: readonly WeighedTopic[],
  { limit, explain = false }: TopicOptions,
  { reader, calibration }: TopicListDependencies,
): RelatedTopic[] {
  const cut = calibration.cuts.topics;
  const pool = weighed
    .map((one) => ({ weighed: one, worth: one.raw, score: round(calibration.topicScore(one.raw)) }))
    .slice(0, limit * POOL + SPARE_TOPICS)
    .filter(({ score }) => score >= cut.others);
  const topics = reader.topicsByKey(pool.map(({ weighed: { topic } }) => topic.key));
  const shown = pool.flatMap((one) => {
    const topic = topics.get(one.weighed.topic.key);
    return topic === undefined ? [] : [{ ...one, topic, indexed: { department: topic.department, words: new Set(wordDigests(topic.name)) } }];
  });
  if (shown.length === 0 || shown[0]!.score < cut.best) return [];
  return chooseDiverse(shown, limit, likeness).map(({ weighed: one, topic, score }) => ({
    ...itemOf(topic, score),
    ...(explain ? { explanation: explanationOf(one, reader) } : {}),
  }));
}

interface Described {
  readonly department: string | null;
  /** Digests of the words of its name. */
  readonly words: ReadonlySet<number>;
}

/**
 * One name may stand under several departments, and readers want to see that: the reference page has low back
 * pain under four. Within a department it says little new.
 * @returns 0, or for one department from 1, with names that have no word in common, to 2
 */
function likeness(left: Described, right: Described): number {
  if (left.department !== right.department) return 0;
  const shared = [...left.words].filter((word) => right.words.has(word)).length;
  return 1 + shared / Math.max(1, left.words.size + right.words.size - shared);
}

const itemOf = ({ id, name, department, url, threadCount }: TopicSummary, score: number): RelatedTopic => ({ id, name, department, url, threadCount, score });

function explanationOf({ name, nearest, threads, centre, nameShare, isOwn, raw }: WeighedTopic, reader: TopicListDependencies["reader"]): TopicExplanation {
  const readable = reader.threadsByKey(nearest.map(({ thread }) => thread.key));
  const rounded = (value: number | null) => (value === null ? null : round(value));
  return {
    similarity: { name: round(name), threads: rounded(threads), centre: rounded(centre) },
    nameShare: round(nameShare),
    own: isOwn,
    threads: nearest.flatMap(({ thread: { key }, similarity }) => {
      const thread = readable.get(key);
      return thread === undefined ? [] : [{ id: thread.id, title: titleOf(thread), similarity: round(similarity) }];
    }),
    raw: round(raw),
  };
}
