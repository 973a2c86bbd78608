import type { Topic } from "../forum/topic.ts";
import type { FormerTopic } from "./former-topics.ts";
import { grouped } from "./grouped.ts";
import type { FoundTopic } from "./mine-department.ts";

/** A topic that lost itself to another, or a part of itself, must have had this share of its threads there. */
const MERGED_SHARE = 0.5;
const SPLIT_SHARE = 0.25;

/** What mining changed, topic by topic. */
export interface MiningReport {
  readonly added: readonly Topic[];
  readonly renamed: readonly { readonly topic: Topic; readonly from: string }[];
  /** Gone, with most of its threads in another topic now. */
  readonly merged: readonly { readonly topic: Topic; readonly into: Topic }[];
  /** A part of it is a new topic now. */
  readonly split: readonly { readonly topic: Topic; readonly into: readonly Topic[] }[];
  /** Gone, with its threads here and there or nowhere. */
  readonly dropped: readonly Topic[];
  /** Still there under its name. */
  readonly kept: number;
}

const topicOf = ({ id, name, department }: Topic): Topic => ({ id, name, department });

export function reportOn(found: readonly FoundTopic[], formers: readonly FormerTopic[]): MiningReport {
  const byId = new Map(found.map((topic) => [topic.id, topic]));
  const topicsOf = grouped(found.flatMap((topic) => topic.threadKeys.map((key) => ({ key, topic }))), ({ key }) => key);
  const sharesOf = ({ threadKeys }: FormerTopic) => {
    const shares = new Map<FoundTopic, number>();
    for (const key of threadKeys) for (const { topic } of topicsOf.get(key) ?? []) shares.set(topic, (shares.get(topic) ?? 0) + 1 / threadKeys.size);
    return [...shares].sort((left, right) => right[1] - left[1]);
  };

  const gone = formers.filter(({ id, curated }) => !curated && !byId.has(id)).map((topic) => ({ topic, into: sharesOf(topic).find(([, share]) => share >= MERGED_SHARE)?.[0] }));
  const standing = formers.filter(({ id }) => byId.has(id));
  return {
    added: found.filter(({ former }) => former === undefined).map(topicOf),
    renamed: standing.flatMap((topic) => (topic.curated || byId.get(topic.id)!.name === topic.name ? [] : [{ topic: topicOf(byId.get(topic.id)!), from: topic.name }])),
    merged: gone.flatMap(({ topic, into }) => (into === undefined ? [] : [{ topic: topicOf(topic), into: topicOf(into) }])),
    split: standing.flatMap((topic) => {
      const into = sharesOf(topic).filter(([other, share]) => other.former === undefined && share >= SPLIT_SHARE).map(([other]) => other);
      return into.length === 0 ? [] : [{ topic: topicOf(topic), into: into.map(topicOf) }];
    }),
    dropped: gone.flatMap(({ topic, into }) => (into === undefined ? [topicOf(topic)] : [])),
    kept: standing.filter((topic) => topic.curated || byId.get(topic.id)!.name === topic.name).length,
  };
}
