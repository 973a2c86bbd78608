import { averageRanks } from "./rank-correlation.ts";

/** What a ranker made of a pair or of a thread in a list, and what people say. */
export interface JudgedScore {
  /** Higher means more related. */
  readonly score: number;
  readonly related: boolean;
}

/** How well a score parts related from unrelated. */
export interface BinaryMeasures {
  readonly averagePrecision: number;
  readonly areaUnderRoc: number;
  readonly bestF1: { readonly f1: number; readonly cut: number };
}

/** What a cut lets through. */
interface CutCounts {
  readonly cut: number;
  readonly shown: number;
  readonly related: number;
}

/**
 * - average precision: sum of (recall gained) × (precision) over the distinct scores; equal scores come in together
 *   (scikit-learn's average_precision_score).
 * - area under the ROC curve: the share of (related, unrelated) in the right order, an equal score counting half, by
 *   average ranks (Mann & Whitney 1947; Hanley & McNeil 1982).
 * - best F1: the highest over all cuts, and the lowest score that its cut lets through.
 *
 * @throws RangeError unless there are both related and unrelated ones
 */
export function measureScores(judged: readonly JudgedScore[]): BinaryMeasures {
  const related = judged.filter((one) => one.related).length;
  const unrelated = judged.length - related;
  if (related === 0 || unrelated === 0) throw new RangeError("Measuring takes both related and unrelated ones.");
  let averagePrecision = 0;
  let bestF1 = { f1: 0, cut: Infinity };
  let before = 0;
  for (const counts of countsAtCuts(judged)) {
    averagePrecision += ((counts.related - before) / related) * (counts.related / counts.shown);
    const f1 = (2 * counts.related) / (counts.shown + related);
    if (f1 > bestF1.f1) bestF1 = { f1, cut: counts.cut };
    before = counts.related;
  }
  const ranks = averageRanks(judged.map(({ score }) => score));
  const rankSum = judged.reduce((sum, one, place) => sum + (one.related ? ranks[place]! : 0), 0);
  const areaUnderRoc = (rankSum - (related * (related + 1)) / 2) / (related * unrelated);
  return { averagePrecision, areaUnderRoc, bestF1 };
}

/** For every distinct score, from the highest down, what a cut at it lets through. */
function* countsAtCuts(judged: readonly JudgedScore[]): Generator<CutCounts> {
  const sorted = judged.toSorted((left, right) => right.score - left.score);
  let related = 0;
  for (const [place, one] of sorted.entries()) {
    if (one.related) related += 1;
    if (sorted[place + 1]?.score !== one.score) yield { cut: one.score, shown: place + 1, related };
  }
}

/** Bins of a calibration error. */
const BINS = 10;

/**
 * Expected calibration error (Naeini et al. 2015; Guo et al. 2017): over ten bins of equal width, the difference of the
 * mean score and the share that is related, weighted by what is in the bin. Scores are probabilities, 0 to 1.
 */
export function calibrationError(judged: readonly JudgedScore[]): number {
  const excess = Array.from({ length: BINS }, () => 0);
  for (const { score, related } of judged) excess[Math.min(BINS - 1, Math.floor(score * BINS))]! += score - (related ? 1 : 0);
  return excess.reduce((sum, value) => sum + Math.abs(value), 0) / judged.length;
}

/** Mean of −ln of what was said of the truth: lower is better, and a sure error costs most. Scores lie between 0 and 1. */
export const logLoss = (judged: readonly JudgedScore[]): number =>
  judged.reduce((sum, { score, related }) => sum - Math.log(related ? score : 1 - score), 0) / judged.length;
