import type { JudgedScore } from "./binary-measures.ts";

/** What a cut at `score` would show. */
export interface CurvePoint {
  readonly score: number;
  /** Share of what is shown that is related; null where nothing is shown. */
  readonly precision: number | null;
  /** Share of all related ones that is shown. */
  readonly recall: number;
}

/** Cuts on a curve: 0, .02, … 1. */
const STEPS = 50;

/**
 * Precision and recall over the cut.
 * @param judged what could be shown; scores from 0 to 1
 * @param related how many related ones there are, those that no list holds included
 */
export function scoreCurve(judged: readonly JudgedScore[], related: number): CurvePoint[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const score = step / STEPS;
    const shown = judged.filter((one) => one.score >= score);
    const found = shown.filter((one) => one.related).length;
    return { score, precision: shown.length === 0 ? null : found / shown.length, recall: found / related };
  });
}
