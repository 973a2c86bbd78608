import type { DecidedPair } from "../../duplicates/decided-pairs.ts";
import { fitSharpening } from "../../duplicates/fit-sharpening.ts";
import { scoreOf } from "../../duplicates/pair-score.ts";
import { sharpenedLogit, UNSHARPENED, type Sharpening } from "../../duplicates/sharpening.ts";
import { calibrationError, logLoss, type JudgedScore } from "../binary-measures.ts";
import { forEachFold, splitFold } from "../tuning/folds.ts";

export interface ScoreErrors {
  readonly logLoss: number;
  readonly calibrationError: number;
}

/**
 * How well scores tell decisions, as they are and sharpened, every fold by what was fitted to the others. Pairs of one thread
 * may lie in several folds, so that sharpened scores look a little better than they will be.
 */
export function heldOutSharpening(decided: readonly DecidedPair[]): { readonly before: ScoreErrors; readonly after: ScoreErrors } {
  const sharpenedFolds = forEachFold((fold) => {
    const { held, others } = splitFold(decided, fold);
    return sharpenedScores(held, fitSharpening(others));
  });
  return { before: errorsOf(sharpenedScores(decided, UNSHARPENED)), after: errorsOf(sharpenedFolds.flat()) };
}

/** Scores of pairs that are no copies. */
export const sharpenedScores = (pairs: readonly DecidedPair[], sharpening: Sharpening): JudgedScore[] =>
  pairs.map(({ logit, duplicate }) => ({ score: scoreOf(sharpenedLogit(logit, sharpening)), related: duplicate }));

export const errorsOf = (judged: readonly JudgedScore[]): ScoreErrors => ({ logLoss: logLoss(judged), calibrationError: calibrationError(judged) });
