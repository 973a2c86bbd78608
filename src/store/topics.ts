import type { CuratedTopic } from "../forum/curated-topic.ts";
import type { Topic } from "../forum/topic.ts";
import { createChangeLog } from "./change-log.ts";
import { createCuratedTopics } from "./curated-topics.ts";
import type { Database } from "./database.ts";
import { createJoinedTopics } from "./joined-topics.ts";
import { createMemberships } from "./memberships.ts";
import type { Page, PageRequest } from "./page.ts";
import type { SettingsStore } from "./settings.ts";
import { createTopicEdits } from "./topic-edits.ts";
import { createTopicRows } from "./topic-rows.ts";
import type { VectorStore } from "./vectors.ts";

/** Who brought a topic: a thread that names it, a line of a file, or mining. */
export type TopicOrigin = "thread" | "file" | "mined";

/** A topic as editors and mining see it, hidden and merged ones too. */
export interface TopicRecord extends Topic {
  readonly key: number;
  readonly origin: TopicOrigin;
  /** Other names it is found by, in the order they were given. */
  readonly aliases: readonly string[];
  /** The forum's own address for it. */
  readonly url: string | null;
  /** An editor has decided on it: neither a file nor mining changes it, and it is shown without threads too. */
  readonly pinned: boolean;
  readonly hidden: boolean;
  /** Id of the topic that stands for it; never of one that is merged itself. */
  readonly mergedInto: string | null;
  /** Public threads that name or joined this very topic, not those merged into it. */
  readonly threadCount: number;
}

/** What an editor changes; a field that is absent stays. */
export interface TopicEdit {
  readonly name?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly url?: string | null | undefined;
  /** Every edit pins a topic, unless it says `false` here. */
  readonly pinned?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  /** Id of the topic it goes into; null takes it out again. */
  readonly mergedInto?: string | null | undefined;
}

/** One line of the audit: the fields that an edit changed, as they were and as they became. */
export interface TopicEditEntry {
  readonly sequence: number;
  readonly topicId: string;
  /** ISO 8601, UTC. */
  readonly editedAt: string;
  readonly editor: string | null;
  readonly before: TopicEdit;
  readonly after: TopicEdit;
}

/** A topic that mining found, or one that was there and that it has threads join. */
export interface MinedTopic extends Topic {
  readonly threadKeys: readonly number[];
}

/** Keys of threads, all of them public: those that name a topic themselves, and those that joined it. */
export interface TopicMembers {
  readonly named: readonly number[];
  readonly joined: readonly number[];
}

/** Names' vectors of this store's model, by `digestOf` the name. A name that has none is embedded later, as after a change of model. */
export type NameVectors = ReadonlyMap<string, Float32Array>;

/** Topics with all that readers are not shown, and every way they change apart from threads that name them. */
export interface TopicStore {
  record(id: string): TopicRecord | undefined;
  /** All, in the order of their keys. */
  records(): TopicRecord[];
  /** By topic key, as the rows are: of a merged topic its own. Topics without threads are not in it. */
  members(): Map<number, TopicMembers>;
  /**
   * Changes a topic in one transaction with its line in the audit. What would change nothing writes nothing.
   * @throws KindredError `topic_not_found`; `topic_conflict` where a name is another topic's in that department, or for a
   * merge into itself, a hidden topic or one that is merged.
   */
  edit(id: string, edit: TopicEdit, editor: string | null, vectors: NameVectors): TopicRecord;
  /** The audit, newest first. */
  edits(request: PageRequest & { readonly topicId?: string | undefined }): Page<TopicEditEntry>;
  /** Takes a file's topics in, by their ids. One that is pinned stays as its editor left it. */
  putCurated(
    topics: readonly CuratedTopic[],
    vectors: NameVectors,
  ): { readonly added: number; readonly updated: number; readonly unchanged: number };
  /**
   * Makes `topics` all that threads joined, in one transaction; a mined topic that is not among them goes, unless an editor
   * touched it. Threads that are not public are passed over. Only what differs is written.
   * @param sequence number of the newest change that mining had read; threads changed later have yet to join
   * @returns whether anything differed
   */
  keepMined(topics: readonly MinedTopic[], vectors: NameVectors, sequence: number): boolean;
  /** Those of these threads that are public and joined no topic: new ones, and those that ask something else now. */
  waiting(threadKeys: readonly number[]): number[];
  /**
   * Threads that are waiting still join these topics, by thread key. Topics that are gone are passed over.
   * @returns false, with nothing written, where `joinedUpTo` is no longer `from`
   */
  join(joins: ReadonlyMap<number, readonly number[]>, from: number, to: number): boolean;
  /** Number of the newest change that memberships reflect; undefined where nothing was ever mined. */
  joinedUpTo(): number | undefined;
}

export function createTopicStore(database: Database, vectorStore: VectorStore, settings: SettingsStore): TopicStore {
  const log = createChangeLog(database);
  const rows = createTopicRows(database, vectorStore);
  const memberships = createMemberships(database, rows, log);
  const joined = createJoinedTopics(database, { rows, memberships, settings, log });
  return {
    record: rows.record,
    records: rows.records,
    members: joined.members,
    ...createTopicEdits(database, rows, log),
    putCurated: createCuratedTopics(database, rows, log),
    keepMined: joined.keepMined,
    waiting: joined.waiting,
    join: joined.join,
    joinedUpTo: settings.topicsJoinedUpTo,
  };
}
