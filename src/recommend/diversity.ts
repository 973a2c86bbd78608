import { DIVERSITY_WEIGHT } from "./weights.ts";

/** What a list can be made of. */
interface Choice {
  /** What may be like another. */
  readonly indexed: unknown;
  /** What gives it its place; higher is better. */
  readonly worth: number;
}

/**
 * Which `limit` of some threads or topics make a list: the best, and then each time the one that is good and unlike those
 * before (maximal marginal relevance, Carbonell & Goldstein 1998).
 * @param ranked best first
 * @param likeness of two: of threads, the cosine of their questions
 * @returns the chosen ones, in the order of `ranked`
 */
export function chooseDiverse<Item extends Choice>(
  ranked: readonly Item[],
  limit: number,
  likeness: (left: Item["indexed"], right: Item["indexed"]) => number,
): Item[] {
  if (ranked.length <= limit) return [...ranked];
  const left = ranked.map((item) => ({ item, nearest: 0 }));
  const chosen = new Set<Item>();
  while (chosen.size < limit) {
    let best = left[0]!;
    for (const one of left) if (worthNow(one) > worthNow(best)) best = one;
    chosen.add(best.item);
    left.splice(left.indexOf(best), 1);
    for (const one of left) one.nearest = Math.max(one.nearest, likeness(one.item.indexed, best.item.indexed));
  }
  return ranked.filter((item) => chosen.has(item));
}

const worthNow = ({ item, nearest }: { item: Choice; nearest: number }) => item.worth - DIVERSITY_WEIGHT * nearest;
