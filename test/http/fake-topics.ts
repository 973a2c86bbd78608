import { KindredError } from "../../src/forum/errors.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { topicsOf, type Topic } from "../../src/forum/topic.ts";
import type { Page, PageRequest, TopicEditing, TopicSummary } from "../../src/http/services.ts";
import type { TopicEdit, TopicEditEntry, TopicRecord } from "../../src/store/topics.ts";

/** The topics of a forum in memory, as threads name them and editors leave them. */
export function createFakeTopics(threads: () => readonly Thread[]) {
  const edited = new Map<string, TopicEdit>();
  const entries: TopicEditEntry[] = [];

  /** Every topic with the threads that name it, in the order in which threads were put. */
  function read() {
    const found = new Map<string, { topic: Topic; threads: Thread[] }>();
    for (const thread of threads()) {
      for (const topic of topicsOf(thread)) {
        const known = found.get(topic.id);
        if (known === undefined) found.set(topic.id, { topic, threads: [thread] });
        else known.threads.push(thread);
      }
    }
    return found;
  }
  const recordOf = ({ topic, threads: own }: { topic: Topic; threads: Thread[] }): TopicRecord => {
    const untouched = { origin: "thread", aliases: [], url: null, pinned: false, hidden: false, mergedInto: null } as const;
    return { ...topic, ...untouched, ...edited.get(topic.id), key: 1, threadCount: own.length } as TopicRecord;
  };
  const records = () => [...read().values()].map(recordOf);
  const record = (id: string) => {
    const found = read().get(id);
    return found === undefined ? undefined : recordOf(found);
  };

  /** Topics that are neither hidden nor merged, with all their threads. */
  function withThreads() {
    const all = [...read().values()].map((one) => ({ record: recordOf(one), threads: one.threads }));
    return all
      .filter((one) => !one.record.hidden && one.record.mergedInto === null)
      .map((one) => {
        const merged = all.filter((other) => other.record.mergedInto === one.record.id).flatMap((other) => other.threads);
        const { id, name, department, url } = one.record;
        const distinct = [...new Set([...one.threads, ...merged])];
        const summary: TopicSummary = { id, name, department, url: url ?? `/topics/${encodeURIComponent(id)}`, threadCount: distinct.length };
        return { summary, threads: distinct };
      });
  }
  const find = (id: string) => {
    const into = record(id)?.mergedInto ?? id;
    return withThreads().find(({ summary }) => summary.id === into);
  };

  function edit(id: string, asked: TopicEdit, editor: string | null): TopicRecord {
    const before = record(id);
    if (before === undefined) throw new KindredError("topic_not_found", `There is no topic ${id}.`, "Take another.");
    const namesake = records().find((other) => other.id !== id && other.department === before.department && other.name === asked.name);
    if (namesake !== undefined) throw new KindredError("topic_conflict", `That is the name of ${namesake.id}.`, `Merge it into ${namesake.id}.`);
    const fields = Object.keys(asked).filter((field) => JSON.stringify(before[field as keyof TopicEdit]) !== JSON.stringify(asked[field as keyof TopicEdit]));
    if (fields.length === 0) return before;
    const only = (all: TopicEdit) => Object.fromEntries(Object.entries(all).filter(([field]) => fields.includes(field)));
    edited.set(id, { ...edited.get(id), ...asked });
    entries.unshift({ sequence: entries.length + 1, topicId: id, editedAt: "2026-11-24T09:30:00.000Z", editor, before: only(before), after: only(asked) });
    return record(id)!;
  }

  const editing: TopicEditing = {
    edit: async (id, asked, editor) => edit(id, asked, editor),
    edits: ({ topicId, ...request }) => pageOf(entries.filter((entry) => topicId === undefined || entry.topicId === topicId), request),
  };
  const shown = () => withThreads().map(({ summary }) => summary);
  return {
    editing,
    shown,
    /** In the order of the store's lists. */
    listed: () =>
      shown().toSorted(
        (one, other) => compare(one.department ?? "\uFFFF", other.department ?? "\uFFFF") || other.threadCount - one.threadCount || compare(one.name, other.name),
      ),
    topic: (id: string) => find(id)?.summary,
    threadsOf: (id: string) => find(id)?.threads ?? [],
  };
}

export function pageOf<Item>(items: readonly Item[], { offset, limit }: PageRequest): Page<Item> {
  return { items: items.slice(offset, offset + limit), total: items.length };
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
