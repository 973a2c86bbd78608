import { KindredError } from "../forum/errors.ts";
import { topicId } from "../forum/topic.ts";
import type { ChangeLog } from "./change-log.ts";
import { explained, type Database } from "./database.ts";
import { aliasesBeside, type TopicRows } from "./topic-rows.ts";
import type { TopicEdit, TopicEditEntry, TopicRecord, TopicStore } from "./topics.ts";

type EditedFields = Required<{ [Field in keyof TopicEdit]: Exclude<TopicEdit[Field], undefined> }>;
type EntryRow = Omit<TopicEditEntry, "before" | "after"> & { before: string; after: string };

const FIELDS = ["name", "aliases", "url", "pinned", "hidden", "mergedInto"] as const satisfies readonly (keyof EditedFields)[];

/** What editors do to topics, and the audit of it. */
export function createTopicEdits(database: Database, rows: TopicRows, log: ChangeLog): Pick<TopicStore, "edit" | "edits"> {
  const merge = database.prepare<{ target: string | null; key: number }>(
    "UPDATE topics SET merged_into = (SELECT key FROM topics WHERE id = @target) WHERE key = @key",
  );
  const mergedInto = database
    .prepare<[number], string>("SELECT id FROM topics WHERE merged_into = ? ORDER BY key")
    .pluck();
  const insertEntry = database.prepare<[string, string | null, string, string]>(`
    INSERT INTO topic_edits (topic_id, edited_at, editor, before, after)
    VALUES (?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?, ?, ?)`);
  const entries = (condition: string) => ({
    items: database.prepare<object, EntryRow>(`
      SELECT sequence, topic_id AS topicId, edited_at AS editedAt, editor, before, after FROM topic_edits ${condition}
      ORDER BY sequence DESC LIMIT @limit OFFSET @offset`),
    total: database.prepare<object, number>(`SELECT count(*) FROM topic_edits ${condition}`).pluck(),
  });
  const allEntries = entries("");
  const entriesOfTopic = entries("WHERE topic_id = @topicId");

  /** Moves a topic into another, or out of one, and those merged into it along: what is merged never points to what is. */
  function mergeInto(record: TopicRecord, target: string | null, editor: string | null): void {
    merge.run({ target, key: record.key });
    if (target === null) return;
    for (const id of mergedInto.all(record.key)) {
      const moved = rows.record(id)!;
      merge.run({ target, key: moved.key });
      insertEntry.run(id, editor, JSON.stringify({ mergedInto: record.id }), JSON.stringify({ mergedInto: target }));
    }
  }

  const edit = database.transaction((...[id, asked, editor, vectors]: Parameters<TopicStore["edit"]>): TopicRecord => {
    const record = rows.record(id);
    if (record === undefined) {
      throw new KindredError("topic_not_found", `There is no topic ${id}.`, "Take ids from GET /v1/topics.");
    }
    const wanted = wantedOf(record, asked);
    const changed = FIELDS.filter((field) => JSON.stringify(wanted[field]) !== JSON.stringify(record[field]));
    if (changed.length === 0) return record;
    if (changed.includes("mergedInto")) refuseMerge(record, wanted.mergedInto, rows);
    refuseNames(record, wanted, rows);

    rows.update(record, wanted, vectors);
    if (changed.includes("mergedInto")) mergeInto(record, wanted.mergedInto, editor);
    const only = (fields: EditedFields) => JSON.stringify(Object.fromEntries(changed.map((field) => [field, fields[field]])));
    insertEntry.run(id, editor, only(record), only(wanted));
    for (const topic of [record.id, record.mergedInto, wanted.mergedInto]) if (topic !== null) log.topic(rows.record(topic)!.key);
    return rows.record(id)!;
  });

  return {
    edit: (...asked) => explained(() => edit.immediate(...asked)),
    edits: ({ topicId: id, offset, limit }) => {
      const where = id === undefined ? {} : { topicId: id };
      const { items, total } = id === undefined ? allEntries : entriesOfTopic;
      return {
        items: items.all({ ...where, offset, limit }).map((row) => ({
          ...row,
          before: JSON.parse(row.before) as TopicEdit,
          after: JSON.parse(row.after) as TopicEdit,
        })),
        total: total.get(where)!,
      };
    },
  };
}

/** All fields as they are to be. Any other change pins: what an editor touched, neither a file nor mining takes away. */
function wantedOf(record: TopicRecord, asked: TopicEdit): EditedFields {
  const { name = record.name, aliases = record.aliases, url = record.url, hidden = record.hidden, mergedInto = record.mergedInto } = asked;
  const wanted = { name, aliases: aliasesBeside(name, aliases), url, hidden, mergedInto };
  const touches = FIELDS.some((field) => field !== "pinned" && JSON.stringify(wanted[field]) !== JSON.stringify(record[field]));
  return { ...wanted, pinned: asked.pinned ?? (touches || record.pinned) };
}

function conflict(message: string, remedy: string): KindredError {
  return new KindredError("topic_conflict", message, remedy);
}

function refuseMerge(record: TopicRecord, into: string | null, rows: TopicRows): void {
  if (into === null) return;
  if (into === record.id) throw conflict(`The topic ${into} cannot be merged into itself.`, "Name another topic in mergedInto.");
  const target = rows.record(into);
  if (target === undefined) {
    throw new KindredError("invalid_request", `There is no topic ${into} to merge into.`, "Take ids from GET /v1/topics.");
  }
  if (target.mergedInto !== null) {
    throw conflict(`The topic ${into} is merged into ${target.mergedInto} itself.`, `Merge into ${target.mergedInto}.`);
  }
  if (target.hidden) throw conflict(`The topic ${into} is hidden.`, `Show ${into} again (hidden: false), or merge into another topic.`);
}

/** Names that the topic has already are left alone, unless it stood for nothing under them: another may have taken one. */
function refuseNames(record: TopicRecord, { name, aliases, mergedInto }: EditedFields, rows: TopicRows): void {
  const isTakenOut = record.mergedInto !== null && mergedInto === null;
  const known = new Set(isTakenOut ? [] : [record.name, ...record.aliases]);
  for (const added of [name, ...aliases].filter((text) => !known.has(text))) {
    const other = rows.namesake(topicId(added, record.department), record.key, mergedInto);
    if (other === undefined) continue;
    const standing = other.mergedInto ?? other.id;
    throw conflict(
      `"${added}" is the name of the topic ${standing}${record.department === null ? "" : ` in ${record.department}`}.`,
      `Merge the two: set mergedInto of one to the other's id (${standing}, ${record.id}). Or choose another name.`,
    );
  }
}
