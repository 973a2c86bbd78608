import * as z from "zod";
import { KindredError } from "../forum/errors.ts";
import { digestOf } from "../forum/passage.ts";
import { pairWeightsFor, type PairWeights } from "./pair-score.ts";

// A slope above 0: the order of pairs stays.
const Sharpening = z.object({ slope: z.number().positive(), shift: z.number() }).readonly();

/** What the decisions of a forum's editors make of the logit of a pair: `slope` times as much, and `shift` more. */
export type Sharpening = z.infer<typeof Sharpening>;

export const UNSHARPENED: Sharpening = { slope: 1, shift: 0 };

export const sharpenedLogit = (logit: number, { slope, shift }: Sharpening): number => slope * logit + shift;

/** Weights that give the sharpened logit of every pair. */
export function sharpened({ intercept, similarity, agreement, copied, exchanged, codesDiffer }: PairWeights, sharpening: Sharpening): PairWeights {
  const { slope } = sharpening;
  return {
    intercept: sharpenedLogit(intercept, sharpening),
    similarity: slope * similarity,
    agreement: slope * agreement,
    copied: slope * copied,
    exchanged: slope * exchanged,
    codesDiffer: slope * codesDiffer,
  };
}

/** By what it is kept beside the calibrations: it belongs to a model, and to the weights whose logits it was fitted to. */
export const sharpeningKey = (fingerprint: string): string => `duplicates, ${fingerprint} ${digestOf(JSON.stringify(pairWeightsFor(fingerprint))).slice(0, 12)}`;

/**
 * @param kept what was fitted to the decisions, as JSON; undefined where nothing was
 * @throws KindredError `configuration_invalid` where that cannot be used
 */
export function sharpeningFrom(kept: string | undefined): Sharpening {
  if (kept === undefined) return UNSHARPENED;
  try {
    return Sharpening.parse(JSON.parse(kept));
  } catch (cause) {
    throw new KindredError("configuration_invalid", "What sharpens the scores of duplicates, kept in the index, cannot be used.", "Run npm run calibrate -- --decisions --save once more, or with --forget.", { cause });
  }
}
