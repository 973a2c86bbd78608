import type { ClusterOrder, DuplicateCluster, DuplicatePair, PairOrder } from "./answers.ts";
import { surestFirst } from "./pair-book.ts";

/** How many pairs score so much or more. @param pairs surest first */
export function countFrom(pairs: readonly DuplicatePair[], minScore: number): number {
  let [from, to] = [0, pairs.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (pairs[middle]!.score >= minScore) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Pairs in the order in which they are listed: from the threshold on, or nearest to it on both sides. @param pairs surest first */
export function* listedPairs(pairs: readonly DuplicatePair[], minScore: number, order: PairOrder): Generator<DuplicatePair> {
  const count = countFrom(pairs, minScore);
  if (order === "score") {
    for (let place = 0; place < count; place += 1) yield pairs[place]!;
    return;
  }
  let [above, below] = [count - 1, count];
  while (above >= 0 || below < pairs.length) {
    const [toAbove, toBelow] = [above < 0 ? Infinity : pairs[above]!.score - minScore, below === pairs.length ? Infinity : minScore - pairs[below]!.score];
    yield toAbove <= toBelow ? pairs[above--]! : pairs[below++]!;
  }
}

/** @param clusters at a threshold, largest first */
export function listedClusters(clusters: readonly DuplicateCluster[], order: ClusterOrder): readonly DuplicateCluster[] {
  if (order === "size") return clusters;
  const sign = order === "certainty" ? 1 : -1;
  return clusters.toSorted((one, other) => sign * surestFirst(one.weakest, other.weakest));
}
