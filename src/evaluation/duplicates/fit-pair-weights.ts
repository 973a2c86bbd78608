import type { PairSignals, PairWeights } from "../../duplicates/pair-score.ts";
import { fitLogistic } from "../../forum/logistic-regression.ts";

/** What speaks for a pair, and whether people call it the same question. */
export interface LabelledPair {
  readonly signals: PairSignals;
  readonly duplicate: boolean;
}

/** The rule for numbers and letters aside: it is not fitted. */
export type FittedWeights = Omit<PairWeights, "codesDiffer">;

const SIGNALS = ["similarity", "agreement", "copied", "exchanged"] as const satisfies readonly (keyof FittedWeights)[];
/** Keeps a step finite where signals part the pairs without a fault (ridge; Hoerl & Kennard 1970). */
const RIDGE = 1e-6;

/**
 * Logistic regression with an intercept for every set: how many duplicates somebody collected says nothing about a forum, and
 * must not be explained by the signals. Sets count the same, by their duplicates or others, whichever are fewer.
 * @returns with the intercept that sets of as many duplicates as others would have, on average
 * @throws RangeError where a set lacks one kind
 */
export function fitPairWeights(sets: readonly (readonly LabelledPair[])[]): FittedWeights {
  const rows = sets.flatMap((pairs, place) => {
    const duplicates = pairs.filter(({ duplicate }) => duplicate).length;
    const fewer = Math.min(duplicates, pairs.length - duplicates);
    if (fewer === 0) throw new RangeError("A set needs both duplicates and others.");
    const ofSet = sets.map((_, other) => (other === place ? 1 : 0));
    return pairs.map(({ signals, duplicate: holds }) => ({ values: [...SIGNALS.map((name) => signals[name]), ...ofSet], holds, weight: 1 / fewer }));
  });
  const supposed = Array.from({ length: SIGNALS.length + sets.length }, () => ({ mean: 0, precision: RIDGE }));
  const [similarity, agreement, copied, exchanged, ...intercepts] = fitLogistic(rows, supposed) as [number, number, number, number, ...number[]];
  const balanced = sets.map((pairs, place) => intercepts[place]! - logOdds(pairs.filter(({ duplicate }) => duplicate).length / pairs.length));
  return { intercept: balanced.reduce((sum, value) => sum + value, 0) / sets.length, similarity, agreement, copied, exchanged };
}

const logOdds = (share: number) => Math.log(share / (1 - share));
