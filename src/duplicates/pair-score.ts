import type { WordAgreement } from "./word-agreement.ts";

/** What a logistic model adds up, every number the same whichever thread stands left. */
export interface PairSignals {
  /** Cosine of the nearest two windows of both questions, as seen from the centre of the forum. */
  readonly similarity: number;
  /** 0 to 1: the share of what both say, by the weight of its words, that they have in common. */
  readonly agreement: number;
  /** 0 to 1: near 1 where hardly a word is on one side only; 0 where a number or a letter is another. */
  readonly copied: number;
  /** 0 to 6: how often the forum has doubled the number of frames in which it makes this difference. */
  readonly exchanged: number;
  /** Whether each says a number or a letter that the other does not: "type 1", "type 2". */
  readonly codesDiffer: boolean;
  /** Whether they agree in words that only a slip of spelling may part: a rule, to which no weight is given. */
  readonly hasSlips: boolean;
}

/** What each signal counts, in logits. */
export type PairWeights = Readonly<Record<Exclude<keyof PairSignals, "hasSlips"> | "intercept", number>>;

/** The agreement of words to this power: one telling word of ten that differs makes a third of a copy, two a tenth. */
const COPY_POWER = 10;
/**
 * What another number or letter takes. A rule, not fitted: labelled pairs have too few of them, and a sample of forum-en's
 * pairs at .95 was half types of one disease.
 */
const CODES_DIFFER = -3;
/** What a copy is at least: by their words alone two threads ask the same. */
const EXACT_SCORE = 0.99;
/** The same words in another order. */
const SAME_WORDS_SCORE = 0.98;
/** The same words but for slips of spelling, which move a vector as far as another name does: found at the line. */
const LEAST_BY_SLIP = 0.9;
/**
 * Just below `DUPLICATE_CUTS.yes`: what is taken for a slip can be another word that the forum has not met, as "dysphasia" is where
 * all speak of "dysphagia".
 */
const MOST_BY_SLIP = 0.94;
/** What words and meaning can say at most where a word differs. */
const MOST_OTHERWISE = 0.97;
/** All words agree, but for rounding. */
const SAME_WORDS = 0.999;

/**
 * Printed by `npm run bench:duplicates -- --fit`, which also says how they do on each set when it is left out of the fit.
 * The intercept is for forums where half of the near pairs are duplicates; each forum's own share is estimated.
 */
export const MEASURED_WEIGHTS: PairWeights = { intercept: -7.62, similarity: 9.94, agreement: 4.68, copied: 5.76, exchanged: -0.8, codesDiffer: CODES_DIFFER };
/** Cosines of a model that nobody measured tell nothing: then copies are found, and nothing else. */
const UNMEASURED_WEIGHTS: PairWeights = { intercept: -5, similarity: 0, agreement: 0, copied: 8, exchanged: -1, codesDiffer: CODES_DIFFER };

const MEASURED_MODEL = /^([^/]+\/)?all-MiniLM-L6-v2\//;

export const pairWeightsFor = (fingerprint: string): PairWeights => (MEASURED_MODEL.test(fingerprint) ? MEASURED_WEIGHTS : UNMEASURED_WEIGHTS);

/** What meaning and words say, of a difference that the forum makes once. */
export function signalsOf(similarity: number, { shared, onlyLeft, onlyRight, codesDiffer, hasSlips }: WordAgreement): PairSignals {
  const all = shared + onlyLeft + onlyRight;
  const agreement = all === 0 ? 0 : shared / all;
  return {
    similarity,
    agreement,
    copied: codesDiffer ? 0 : agreement ** COPY_POWER,
    exchanged: 0,
    codesDiffer,
    hasSlips,
  };
}

/** How probably an editor would call two threads duplicates, 0 to 1. */
export function pairScore(signals: PairSignals, exact: boolean, weights: PairWeights): number {
  const score = scoreOf(logitOf(signals, weights), floorOf(signals, exact));
  return signals.hasSlips && !exact ? Math.min(MOST_BY_SLIP, score) : score;
}

/** @param floor what it is at least, where the pair is a copy by its words */
export function scoreOf(logit: number, floor?: number): number {
  const score = 1 / (1 + Math.exp(-logit));
  return floor === undefined ? Math.min(MOST_OTHERWISE, score) : Math.max(floor, score);
}

/** What a copy scores at least, by a rule that nothing fitted moves; undefined where a word differs. */
export function floorOf({ copied, hasSlips }: PairSignals, exact: boolean): number | undefined {
  if (exact) return EXACT_SCORE;
  if (copied < SAME_WORDS) return undefined;
  return hasSlips ? LEAST_BY_SLIP : SAME_WORDS_SCORE;
}

export function logitOf({ similarity, agreement, copied, exchanged, codesDiffer }: PairSignals, weights: PairWeights): number {
  const sum = weights.similarity * similarity + weights.agreement * agreement + weights.copied * copied + weights.exchanged * exchanged;
  return weights.intercept + sum + (codesDiffer ? weights.codesDiffer : 0);
}
