import type { AnsweredThread } from "../store/duplicate-threads.ts";
import type { CanonicalReason, DuplicatePair } from "./answers.ts";

export interface CanonicalSuggestion {
  readonly thread: AnsweredThread;
  readonly reason: Exclude<CanonicalReason, "chosen">;
}

/** The first that tells the winner from all others is the reason. */
const ORDER: readonly { readonly reason: CanonicalSuggestion["reason"]; readonly worth: (thread: AnsweredThread, links: ReadonlyMap<number, number>) => number }[] = [
  { reason: "accepted answer", worth: ({ accepted }) => Number(accepted) },
  { reason: "most replies", worth: ({ replyCount }) => replyCount },
  { reason: "most linked", worth: ({ key }, links) => links.get(key) ?? 0 },
];

/**
 * The thread that the others of a cluster should point to: of those that answer equally well the one that is in the most pairs,
 * and else the one that comes first in the store's order. Of two threads it is the one that a decision names unless it is told another.
 * @param bestFirst at least one thread, in the store's order
 * @param pairs of the cluster
 */
export function suggestCanonical(bestFirst: readonly AnsweredThread[], pairs: readonly DuplicatePair[]): CanonicalSuggestion {
  const links = new Map<number, number>();
  for (const { left, right } of pairs) for (const { key } of [left, right]) links.set(key, (links.get(key) ?? 0) + 1);
  let best = bestFirst;
  for (const { reason, worth } of ORDER) {
    const most = best.reduce((highest, thread) => Math.max(highest, worth(thread, links)), 0);
    best = best.filter((thread) => worth(thread, links) === most);
    if (best.length === 1) return { thread: best[0]!, reason };
  }
  return { thread: best[0]!, reason: "oldest" };
}
