/** How good one list is, each from 0 to 1. */
export interface ListMeasures {
  readonly precisionAt1: number;
  readonly reciprocalRank: number;
  readonly averagePrecision: number;
  readonly gain: number;
  readonly recall: number;
}

/** Places of a list that are looked at. */
export const DEPTH = 10;

/** Relevant is what has at least this grade (trec_eval's default, `-l 1`). */
const RELEVANT_FROM = 1;

export const isRelevant = (grade: number | undefined): boolean => grade !== undefined && grade >= RELEVANT_FROM;

/**
 * Measures the first ten places of a list. What nobody judged counts as not relevant.
 *
 * - precision at 1: the first place is relevant.
 * - reciprocal rank: 1 / place of the first relevant thread, 0 where none is within ten (Voorhees 1999, MRR@10).
 * - average precision: precision at each relevant place, summed, over the number of all relevant threads, also where
 *   they are more than ten (trec_eval's map_cut_10).
 * - gain: nDCG@10 with the gain 2^grade - 1 (Burges et al. 2005) and the discount log2(1 + place), normalised by the
 *   best order of all judged threads (Järvelin & Kekäläinen 2002; trec_eval's ndcg_cut_10, which takes the grade itself
 *   as gain unless told; for grades of 0 and 1 the two are equal).
 * - recall: share of all relevant threads within ten (trec_eval's recall_10).
 *
 * @param ids best first
 * @param grades of the judged threads; whole numbers from 0
 * @throws RangeError where no thread is relevant: then no order is better than another
 */
export function measureList(ids: readonly string[], grades: ReadonlyMap<string, number>): ListMeasures {
  const relevant = [...grades.values()].filter(isRelevant).length;
  if (relevant === 0) throw new RangeError("A list can be measured only where a thread is relevant.");
  let found = 0;
  let precisions = 0;
  let first = 0;
  for (const [place, id] of ids.slice(0, DEPTH).entries()) {
    if (!isRelevant(grades.get(id))) continue;
    found += 1;
    precisions += found / (place + 1);
    if (found === 1) first = place + 1;
  }
  const ideal = [...grades.values()].sort((left, right) => right - left);
  return {
    precisionAt1: first === 1 ? 1 : 0,
    reciprocalRank: first === 0 ? 0 : 1 / first,
    averagePrecision: precisions / relevant,
    gain: discountedGain(ids.map((id) => grades.get(id) ?? 0)) / discountedGain(ideal),
    recall: found / relevant,
  };
}

function discountedGain(grades: readonly number[]): number {
  return grades.slice(0, DEPTH).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}
