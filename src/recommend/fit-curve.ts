import { fitLogistic, type Supposed } from "../forum/logistic-regression.ts";
import type { LogisticCurve } from "./calibration.ts";

/** What a model thought of a pair, and whether people call it related. */
export interface JudgedPair {
  readonly raw: number;
  readonly related: boolean;
}

/** Nothing of either; it is only where the fit begins. */
const SUPPOSED: readonly Supposed[] = [{ mean: 0, precision: 0 }, { mean: 1, precision: 0 }];

/**
 * Fits the logistic curve by maximum likelihood (Platt 1999). Every set of pairs counts the same, however many it has, and
 * so do related and unrelated pairs within it: how many of each somebody collected says nothing about a forum.
 * @throws RangeError where a set lacks related or unrelated pairs, or where no curve fits: values that part the pairs
 * without a fault, or that fall where pairs are related
 */
export function fitCurve(sets: readonly (readonly JudgedPair[])[]): LogisticCurve {
  const weighted = sets.flatMap((pairs) => {
    const related = pairs.filter((pair) => pair.related).length;
    if (related === 0 || related === pairs.length) throw new RangeError("A set needs both related and unrelated pairs.");
    return pairs.map(({ raw, related: holds }) => ({ values: [1, raw], holds, weight: 1 / (holds ? related : pairs.length - related) }));
  });
  const [intercept, steepness] = fitLogistic(weighted, SUPPOSED) as [number, number];
  const curve = { midpoint: -intercept / steepness, steepness };
  if (!Number.isFinite(curve.midpoint) || !Number.isFinite(steepness) || steepness <= 0) {
    throw new RangeError("No curve fits these pairs: give more of them, and harder ones.");
  }
  return curve;
}
