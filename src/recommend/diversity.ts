import type { IndexedThread } from "../search/search-index.ts";
import type { RankedThread } from "./ranking.ts";
import { DIVERSITY_WEIGHT } from "./weights.ts";

/**
 * Which `limit` of some threads make a list: the best, and then each time the one that is good and unlike those before
 * (maximal marginal relevance, Carbonell & Goldstein 1998).
 * @param ranked best first
 * @param likeness cosine of two threads' questions
 * @returns the chosen ones, in the order of `ranked`
 */
export function chooseDiverse<Item extends { readonly leader: RankedThread }>(
  ranked: readonly Item[],
  limit: number,
  likeness: (left: IndexedThread, right: IndexedThread) => number,
): Item[] {
  if (ranked.length <= limit) return [...ranked];
  const left = ranked.map((item) => ({ item, nearest: 0 }));
  const chosen = new Set<Item>();
  while (chosen.size < limit) {
    let best = left[0]!;
    for (const one of left) if (worth(one) > worth(best)) best = one;
    chosen.add(best.item);
    left.splice(left.indexOf(best), 1);
    const { thread } = best.item.leader.match;
    for (const one of left) one.nearest = Math.max(one.nearest, likeness(one.item.leader.match.thread, thread));
  }
  return ranked.filter((item) => chosen.has(item));
}

const worth = ({ item, nearest }: { item: { readonly leader: RankedThread }; nearest: number }) => item.leader.raw - DIVERSITY_WEIGHT * nearest;
