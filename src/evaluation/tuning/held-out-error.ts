import { along } from "../../recommend/calibration.ts";
import { fitCurve, type JudgedPair } from "../../recommend/fit-curve.ts";
import { calibrationError } from "../binary-measures.ts";
import { forEachFold, splitFold } from "./folds.ts";

/**
 * Calibration error of one set of pairs, every fold scored by a curve that was fitted to the others of all sets.
 * @param which the place of that set
 */
export function heldOutError(sets: readonly (readonly JudgedPair[])[], which: number): number {
  const scored = forEachFold((fold) => {
    const score = along(fitCurve(sets.map((pairs) => splitFold(pairs, fold).others)));
    return splitFold(sets[which]!, fold).held.map(({ raw, related }) => ({ score: score(raw), related }));
  });
  return calibrationError(scored.flat());
}
