import { BEST_FIRST } from "./best-first.ts";
import { canonicalOrder, type DuplicateVote } from "./canonical-order.ts";
import type { Database } from "./database.ts";
import type { DecisionLog, LoggedDecision } from "./decision-log.ts";

/** A public thread of a group. */
export interface GroupedThread {
  readonly key: number;
  readonly id: string;
}

/**
 * The public threads of the group that a thread is in, the canonical one first; none where it is in no group, or is the only
 * one of its group that is public.
 */
export type GroupLookUp = (threadId: string) => readonly GroupedThread[];

/**
 * Threads that editors decided to be duplicates, joined by whatever chain of decisions that stand. A thread that is hidden or
 * deleted still holds its group together, so that hiding it brings no second thread of the group into a list, and is shown by none.
 */
export interface DuplicateGroups {
  /** What holds this moment, for one answer; undefined where nothing was ever decided to be a duplicate. */
  now(): GroupLookUp | undefined;
}

/** Decisions that came since the last answer are taken in before the next. Who is public SQLite says when it is asked. */
export function createDuplicateGroups(database: Database, log: DecisionLog): DuplicateGroups {
  const publicBestFirst = database.prepare<[string], GroupedThread>(
    // CROSS: by their ids, one by one. SQLite would rather look through all that is public.
    `SELECT threads.key, threads.id FROM json_each(?) ids CROSS JOIN threads ON threads.id = ids.value
     WHERE visibility = 'public' ORDER BY ${BEST_FIRST}`,
  );
  /** Of each thread its duplicates, with the vote on the two; both ways. */
  const duplicates = new Map<string, Map<string, DuplicateVote>>();
  let sequence = 0;

  function link(from: string, to: string, vote: DuplicateVote | undefined): void {
    const known = duplicates.get(from) ?? new Map<string, DuplicateVote>();
    if (vote === undefined) known.delete(to);
    else known.set(to, vote);
    if (known.size === 0) duplicates.delete(from);
    else duplicates.set(from, known);
  }

  function takeIn({ left, right, decision, canonical, sequence: number }: LoggedDecision): void {
    const other = canonical === left ? right : left;
    const vote = decision === "duplicate" && canonical !== null ? { canonical, other, sequence: number } : undefined;
    link(left, right, vote);
    link(right, left, vote);
    sequence = number;
  }

  function groupOf(threadId: string): readonly GroupedThread[] {
    const ids = new Set([threadId]);
    const votes = new Set<DuplicateVote>();
    for (const id of ids) {
      for (const [other, vote] of duplicates.get(id) ?? []) {
        ids.add(other);
        votes.add(vote);
      }
    }
    const present = new Map(publicBestFirst.all(JSON.stringify([...ids])).map((thread) => [thread.id, thread]));
    if (present.size < 2) return [];
    return canonicalOrder([...votes], [...present.keys()]).flatMap((id) => present.get(id) ?? []);
  }

  return {
    now: () => {
      if (log.newestSequence() > sequence) for (const made of log.since(sequence)) takeIn(made);
      if (duplicates.size === 0) return undefined;
      const found = new Map<string, readonly GroupedThread[]>();
      return (threadId) => {
        if (!duplicates.has(threadId)) return [];
        const known = found.get(threadId);
        if (known !== undefined) return known;
        const group = groupOf(threadId);
        for (const { id } of group) found.set(id, group);
        // Also where nothing else of it is public.
        found.set(threadId, group);
        return group;
      };
    },
  };
}
