import { byScoreThenId, type Ranked } from "./ranked.ts";

/** Dampens the first places; the value of the paper, and what search engines ship. */
const RANK_CONSTANT = 60;

/**
 * Reciprocal rank fusion with equal weights: the sum of 1 / (60 + place) over the lists that hold a thread
 * (Cormack, Clarke & Büttcher 2009). Each list is best first.
 */
export function fuse(lists: readonly (readonly Ranked[])[]): Ranked[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [place, { id }] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (RANK_CONSTANT + place + 1));
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort(byScoreThenId);
}
