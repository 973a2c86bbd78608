import type { Thread } from "../forum/thread.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { GroupLookUp } from "../store/duplicate-groups.ts";
import type { ForumReader } from "../store/reading.ts";
import type { RankedThread } from "./ranking.ts";

/** Who shows in the place of a ranked thread. */
export interface StandIn {
  readonly leader: RankedThread;
  readonly thread: Thread;
  /** Equal for threads that editors decided to be duplicates: they have one place. Null for a thread that has none. */
  readonly group: string | null;
}

export type FindStandIn = (ranked: RankedThread, thread: Thread) => StandIn;

export interface StandInDependencies {
  /** Undefined where nothing is a duplicate: then every thread stands for itself. */
  readonly groups: GroupLookUp | undefined;
  readonly index: Pick<SearchIndex, "thread">;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  /** What the filters of the list let through. */
  readonly accept: ((thread: IndexedThread) => boolean) | undefined;
  /** What the stages make of a thread, ranked or not. */
  readonly rankOf: (thread: IndexedThread) => RankedThread;
}

/**
 * The canonical thread stands in for its duplicates, whether it was proposed itself or not. Where the filters of a list leave
 * it out, or the index has yet to take it in, the next one of the group does.
 */
export function createStandIns({ groups, index, reader, accept, rankOf }: StandInDependencies): FindStandIn {
  return (ranked, thread) => {
    const [canonical, ...others] = groups?.(thread.id) ?? [];
    if (canonical === undefined) return { leader: ranked, thread, group: null };
    const itself = { leader: ranked, thread, group: canonical.id };
    for (const { id, key } of [canonical, ...others]) {
      if (id === thread.id) return itself;
      const indexed = index.thread(id);
      if (indexed === undefined || accept?.(indexed) === false) continue;
      const found = reader.threadsByKey([key]).get(key);
      if (found !== undefined) return { leader: { ...rankOf(indexed), raw: ranked.raw }, thread: found, group: canonical.id };
    }
    return itself;
  };
}
