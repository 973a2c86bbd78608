import { digestOf } from "../../src/forum/passage.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { topicId } from "../../src/forum/topic.ts";
import { createHashingEmbedder, hashedVector, type HashingEmbedder } from "./hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "./small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

export const FIRST_PAGE = { offset: 0, limit: 100 };

export const vectorsOf = (...names: string[]) => new Map(names.map((name) => [digestOf(name), hashedVector(name)]));

export const question = (id: string, topics: string[] = [], given: Partial<Thread> = {}) => threadOf({ id, question: `question ${id}`, topics, ...given });

/** A forum whose threads name topics, and short words for what is done to these. */
export async function openTopicForum(threads: readonly Thread[], folder = temporaryFolder(), embedder: HashingEmbedder = createHashingEmbedder()) {
  const forum = openSmallForum(folder, embedder);
  await forum.ingest.putAll(sourceOf(...threads));
  forum.follower.catchUp();
  const keys = new Map(threads.flatMap(({ id }) => {
    const thread = forum.index.thread(id);
    return thread === undefined ? [] : [[id, thread.key] as const];
  }));
  const threadKeys = (ids: readonly string[]) => ids.map((id) => keys.get(id)!);
  const mined = (name: string, ids: readonly string[], department: string | null = null) => ({ id: topicId(name, department), name, department, threadKeys: threadKeys(ids) });
  const idOf = new Map([...keys].map(([id, key]) => [key, id]));
  return {
    ...forum,
    threadKeys,
    mined,
    edit: (id: string, edit: Parameters<typeof forum.topics.edit>[1], editor: string | null = "eva") =>
      forum.topics.edit(id, edit, editor, vectorsOf(...[edit.name ?? [], edit.aliases ?? []].flat())),
    /** What mining that read all there is now found, or that read up to `sequence`. */
    keepMined: (topics: readonly ReturnType<typeof mined>[], sequence = forum.feed.newestSequence()) => forum.topics.keepMined(topics, vectorsOf(...topics.map(({ name }) => name)), sequence),
    /** Runs `write` and returns which changes it logged: ids of threads that are there, and how many topics. */
    changesOf: (write: () => unknown) => {
      const before = forum.feed.newestSequence();
      write();
      const { threadKeys: changed, topicKeys } = forum.feed.changedSince(before);
      return { threads: changed.map((key) => idOf.get(key)), topics: topicKeys.length };
    },
    shown: () => forum.reader.topics(FIRST_PAGE).items.map(({ id, threadCount }) => `${id} ${threadCount}`),
    threadsOf: (id: string) => forum.reader.topicThreads(id, FIRST_PAGE).items.map((thread) => thread.id),
    rows: () => forum.topics.records().map(({ id, origin, threadCount }) => `${id} ${origin} ${threadCount}`),
  };
}
