import type { CuratedTopic } from "../forum/curated-topic.ts";
import { topicId } from "../forum/topic.ts";
import type { ChangeLog } from "./change-log.ts";
import { explained, type Database } from "./database.ts";
import { aliasesBeside, type TopicRows } from "./topic-rows.ts";
import type { NameVectors, TopicStore } from "./topics.ts";

/** How a file's topics come in: what it says stands until an editor says otherwise. */
export function createCuratedTopics(database: Database, rows: TopicRows, log: ChangeLog): TopicStore["putCurated"] {
  function put(topic: CuratedTopic, vectors: NameVectors, seen: Set<number>): "added" | "updated" | "unchanged" {
    const { name, department = null, url = null, hidden } = topic;
    const id = topicId(name, department);
    const found = rows.find(id, { byAlias: false });
    if (found === undefined) rows.insert({ id, name, department }, "file", vectors);
    const record = rows.record(found?.id ?? id)!;
    // Of two lines that name one topic the first stands, so that reading the file again changes nothing.
    if (seen.has(record.key)) return "unchanged";
    seen.add(record.key);
    const aliases = aliasesBeside(name, topic.aliases);
    const differs =
      record.name !== name || record.url !== url || record.hidden !== hidden || JSON.stringify(record.aliases) !== JSON.stringify(aliases);
    const updates = differs && !record.pinned;
    if (found !== undefined && !updates && record.origin === "file") return "unchanged";
    if (record.origin !== "file") rows.setOrigin(record.key, "file");
    if (updates) rows.update(record, { name, aliases, url, hidden }, vectors);
    log.topic(record.key);
    return found === undefined ? "added" : "updated";
  }

  const putAll = database.transaction((topics: readonly CuratedTopic[], vectors: NameVectors) => {
    const counts = { added: 0, updated: 0, unchanged: 0 };
    const seen = new Set<number>();
    for (const topic of topics) counts[put(topic, vectors, seen)] += 1;
    return counts;
  });

  return (topics, vectors) => explained(() => putAll.immediate(topics, vectors));
}
