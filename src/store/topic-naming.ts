import type { Topic } from "../forum/topic.ts";
import type { ChangeLog } from "./change-log.ts";
import type { TopicRows } from "./topic-rows.ts";
import type { NameVectors } from "./topics.ts";

/** The names that threads use have their vectors in the store before they are written. */
const NO_VECTORS: NameVectors = new Map();

/**
 * The key of the topic that a thread names: one of that id, else one that is called so by now or by an alias, else a new
 * one. Of one that is there the first spelling stands, unless it was mining's: that was a guess, a thread's is somebody's word.
 */
export function createTopicNaming(rows: TopicRows, log: ChangeLog): (topic: Topic) => number {
  return (topic) => {
    const known = rows.find(topic.id, { byAlias: true });
    if (known === undefined) return rows.insert(topic, "thread", NO_VECTORS);
    if (known.origin === "mined") {
      rows.setOrigin(known.key, "thread");
      if (known.id === topic.id && !known.pinned) rows.update(rows.record(topic.id)!, { name: topic.name }, NO_VECTORS);
      log.topic(known.key);
    }
    return known.key;
  };
}
