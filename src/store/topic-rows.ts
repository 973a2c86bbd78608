import { digestOf } from "../forum/passage.ts";
import { topicId, type Topic } from "../forum/topic.ts";
import type { Database } from "./database.ts";
import type { NameVectors, TopicOrigin, TopicRecord } from "./topics.ts";
import type { VectorStore } from "./vectors.ts";

/** What an editor or a file says of a topic. */
export type TopicFields = Pick<TopicRecord, "name" | "aliases" | "url" | "pinned" | "hidden">;

/** A topic as a name finds it. */
type NamedTopic = Pick<TopicRecord, "key" | "id" | "name" | "origin" | "pinned">;

/** The rows of topics and their names. Whoever changes them runs the transaction, and tells the change log. */
export interface TopicRows {
  record(id: string): TopicRecord | undefined;
  records(): TopicRecord[];
  /**
   * What a name stands for: the topic with the id that the name gives, else one that is called so by now, else one with
   * that alias. So a thread that uses an editor's new name makes no second topic of it.
   * @param id `topicId` of the name and the department
   */
  find(id: string, options: { readonly byAlias: boolean }): NamedTopic | undefined;
  /** Another topic with this name in its department, unless it is merged into `key` or `mergedInto`, or is the latter. */
  namesake(id: string, key: number, mergedInto: string | null): TopicRecord | undefined;
  /** Returns its key. */
  insert(topic: Topic, origin: TopicOrigin, vectors: NameVectors): number;
  /** Writes the fields that differ from the record's, names with their vectors. */
  update(record: TopicRecord, fields: Partial<TopicFields>, vectors: NameVectors): void;
  setOrigin(key: number, origin: TopicOrigin): void;
  /**
   * Removes those of these topics, or of all, that have no thread, or none that names them any more, and nothing that would be
   * lost; returns their keys.
   */
  prune(keys?: Iterable<number>): number[];
}

type RecordRow = Omit<TopicRecord, "aliases" | "pinned" | "hidden"> & { aliases: string; pinned: 0 | 1; hidden: 0 | 1 };

const recordOf = (row: RecordRow): TopicRecord => ({
  ...row,
  aliases: JSON.parse(row.aliases) as string[],
  pinned: row.pinned === 1,
  hidden: row.hidden === 1,
});

/** Other names, each once, and never the name itself. */
export const aliasesBeside = (name: string, aliases: readonly string[]): string[] =>
  [...new Set(aliases)].filter((alias) => alias !== name);

export function createTopicRows(database: Database, vectorStore: VectorStore): TopicRows {
  const columns = `
    SELECT t.key, t.id, t.name, t.department, t.origin, t.url, t.pinned, t.hidden, target.id AS mergedInto,
      (SELECT json_group_array(name ORDER BY place) FROM topic_names WHERE topic_key = t.key AND place > 0) AS aliases,
      (SELECT count(*) FROM thread_topics WHERE topic_key = t.key) AS threadCount
    FROM topics t LEFT JOIN topics target ON target.key = t.merged_into`;
  const byId = database.prepare<[string], RecordRow>(`${columns} WHERE t.id = ?`);
  const all = database.prepare<[], RecordRow>(`${columns} ORDER BY t.key`);
  const found = database.prepare<{ id: string; byAlias: 0 | 1 }, Omit<NamedTopic, "pinned"> & { pinned: 0 | 1 }>(`
    SELECT t.key, t.id, t.name, t.origin, t.pinned FROM (
      SELECT key, 0 AS place FROM topics WHERE id = @id
      UNION ALL SELECT topic_key, 1 + place FROM topic_names WHERE known_as = @id AND (place = 0 OR @byAlias)
    ) named JOIN topics t ON t.key = named.key ORDER BY min(named.place, 2), t.key LIMIT 1`);
  const namesake = database.prepare<{ id: string; key: number; mergedInto: string | null }, RecordRow>(`
    ${columns} WHERE t.key IN (
      SELECT key FROM topics WHERE id = @id
      UNION SELECT topic_key FROM topic_names WHERE known_as = @id AND place = 0
    ) AND t.key <> @key AND t.merged_into IS NOT @key AND coalesce(target.id, t.id) IS NOT @mergedInto LIMIT 1`);
  const insertTopic = database
    .prepare<[string, string, string | null, TopicOrigin], number>("INSERT INTO topics (id, name, department, origin) VALUES (?, ?, ?, ?) RETURNING key")
    .pluck();
  const updateTopic = database.prepare<[string, string | null, number, number, number]>(
    "UPDATE topics SET name = ?, url = ?, pinned = ?, hidden = ? WHERE key = ?",
  );
  const setOrigin = database.prepare<[TopicOrigin, number]>("UPDATE topics SET origin = ? WHERE key = ?");
  const insertName = database.prepare("INSERT INTO topic_names VALUES (?, ?, ?, ?, ?)");
  const removeNames = database.prepare<[number], string>("DELETE FROM topic_names WHERE topic_key = ? RETURNING digest").pluck();
  const removeTopic = database.prepare("DELETE FROM topics WHERE key = ?");
  // What a thread called it goes with the last thread that calls it so, whatever joined it: the name may be somebody's.
  const empty = `
    SELECT key FROM topics t WHERE NOT EXISTS (SELECT 1 FROM thread_topics WHERE topic_key = t.key AND (origin <> 'thread' OR NOT joined))
      AND origin <> 'file' AND NOT pinned AND NOT hidden AND merged_into IS NULL
      AND NOT EXISTS (SELECT 1 FROM topics WHERE merged_into = t.key)`;
  const allEmpty = database.prepare<[], number>(empty).pluck();
  const ifEmpty = database.prepare<[number], number>(`${empty} AND key = ?`).pluck();

  const optional = (row: RecordRow | undefined) => (row === undefined ? undefined : recordOf(row));

  function putNames(key: number, department: string | null, names: readonly string[], vectors: NameVectors): void {
    for (const [place, name] of names.entries()) {
      const digest = digestOf(name);
      insertName.run(key, place, name, digest, topicId(name, department));
      const vector = vectors.get(digest);
      if (vector !== undefined) vectorStore.put(digest, vector);
    }
  }

  return {
    record: (id) => optional(byId.get(id)),
    records: () => all.all().map(recordOf),
    find: (id, { byAlias }) => {
      const row = found.get({ id, byAlias: byAlias ? 1 : 0 });
      return row === undefined ? undefined : { ...row, pinned: row.pinned === 1 };
    },
    namesake: (id, key, mergedInto) => optional(namesake.get({ id, key, mergedInto })),

    insert: ({ id, name, department }, origin, vectors) => {
      const key = insertTopic.get(id, name, department, origin)!;
      putNames(key, department, [name], vectors);
      return key;
    },

    update: (record, fields, vectors) => {
      const { name, aliases, url, pinned, hidden } = { ...record, ...fields };
      updateTopic.run(name, url, Number(pinned), Number(hidden), record.key);
      if (name === record.name && JSON.stringify(aliases) === JSON.stringify(record.aliases)) return;
      const outdated = removeNames.all(record.key);
      putNames(record.key, record.department, [name, ...aliases], vectors);
      vectorStore.forget(outdated);
    },

    setOrigin: (key, origin) => void setOrigin.run(origin, key),

    prune: (keys) => {
      const gone = keys === undefined ? allEmpty.all() : [...keys].filter((key) => ifEmpty.get(key) !== undefined);
      for (const key of gone) {
        const outdated = removeNames.all(key);
        removeTopic.run(key);
        vectorStore.forget(outdated);
      }
      return gone;
    },
  };
}
