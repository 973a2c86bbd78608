import type { LogisticCurve } from "./calibration.ts";

/** What a model thought of a pair, and whether people call it related. */
export interface JudgedPair {
  readonly raw: number;
  readonly related: boolean;
}

const MOST_STEPS = 100;

/**
 * Fits the logistic curve by maximum likelihood (Newton's method; Platt 1999). Every set of pairs counts the same,
 * however many it has, and so do related and unrelated pairs within it: how many of each somebody collected says
 * nothing about a forum.
 * @throws RangeError where a set lacks related or unrelated pairs, or where no curve fits: values that part the pairs
 * without a fault, or that fall where pairs are related
 */
export function fitCurve(sets: readonly (readonly JudgedPair[])[]): LogisticCurve {
  const weighted = sets.flatMap((pairs) => {
    const related = pairs.filter((pair) => pair.related).length;
    if (related === 0 || related === pairs.length) throw new RangeError("A set needs both related and unrelated pairs.");
    return pairs.map((pair) => ({ ...pair, weight: 1 / (pair.related ? related : pairs.length - related) }));
  });
  let intercept = 0;
  let steepness = 1;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    let gradient0 = 0;
    let gradient1 = 0;
    let curvature00 = 0;
    let curvature01 = 0;
    let curvature11 = 0;
    for (const { raw, related, weight } of weighted) {
      const probability = 1 / (1 + Math.exp(-(intercept + steepness * raw)));
      const error = weight * ((related ? 1 : 0) - probability);
      const curvature = weight * probability * (1 - probability);
      gradient0 += error;
      gradient1 += error * raw;
      curvature00 += curvature;
      curvature01 += curvature * raw;
      curvature11 += curvature * raw * raw;
    }
    const determinant = curvature00 * curvature11 - curvature01 * curvature01;
    const change0 = (curvature11 * gradient0 - curvature01 * gradient1) / determinant;
    const change1 = (curvature00 * gradient1 - curvature01 * gradient0) / determinant;
    intercept += change0;
    steepness += change1;
    if (Math.abs(change0) + Math.abs(change1) < 1e-9) break;
  }
  const curve = { midpoint: -intercept / steepness, steepness };
  if (!Number.isFinite(curve.midpoint) || !Number.isFinite(steepness) || steepness <= 0) {
    throw new RangeError("No curve fits these pairs: give more of them, and harder ones.");
  }
  return curve;
}
