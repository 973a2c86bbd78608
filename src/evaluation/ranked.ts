/** A thread in a ranker's answer. */
export interface Ranked {
  readonly id: string;
  /** Higher is better; what it measures is the ranker's own matter. */
  readonly score: number;
}

/** Best first; equal scores by id, so that the same answers give the same numbers everywhere. */
export function byScoreThenId(left: Ranked, right: Ranked): number {
  return right.score - left.score || (left.id < right.id ? -1 : 1);
}
