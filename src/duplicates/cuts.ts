import type { DuplicateVerdict } from "./answers.ts";

/**
 * Scores; `npm run bench:duplicates` shows how much of what lies above each is right.
 * - yes: at least 95 in 100 are right on every public set with weights that had not seen it.
 * - line: where editors begin unless they move the threshold.
 * - maybe: more probable than not; for whoever asks to judge.
 * - floor: below it no pair is kept.
 */
export const DUPLICATE_CUTS = { yes: 0.95, line: 0.8, maybe: 0.5, floor: 0.05 };

export function verdictOf(score: number): DuplicateVerdict {
  if (score >= DUPLICATE_CUTS.yes) return "yes";
  return score >= DUPLICATE_CUTS.maybe ? "maybe" : "no";
}
