import * as z from "zod";
import { KindredError } from "../forum/errors.ts";
import { digestOf } from "../forum/passage.ts";
import { WEIGHTS, type AskedKind } from "./weights.ts";

/** Turns the raw score of a ranking into a probability, and says from where on a thread is worth showing. */
export interface Calibration {
  /** How probably an editor would call the two related, 0 to 1; monotonic in `raw`. */
  score(raw: number): number;
  /** How probably a question is filed under a topic, were that as probable as not, 0 to 1; monotonic in `raw`. */
  topicScore(raw: number): number;
  /** What is shown, unless asked otherwise: of threads under a thread or for a text, and of topics. */
  readonly cuts: Readonly<Record<AskedKind | "topics", Cut>>;
}

const LogisticCurve = z.object({ midpoint: z.number(), steepness: z.number().positive() }).readonly();
const Score = z.number().min(0).max(1);
const Cut = z.object({ best: Score, others: Score }).readonly();
const FittedCalibration = z.object({ raw: LogisticCurve, topics: LogisticCurve, cuts: z.object({ thread: Cut, text: Cut, topics: Cut }).readonly() }).readonly();

/** From which scores on a list is shown: its first thread from `best` on, and where that is reached, all from `others` on. */
export type Cut = z.infer<typeof Cut>;

/** A logistic curve (Platt 1999): half way at `midpoint`, `steepness` per unit. */
export type LogisticCurve = z.infer<typeof LogisticCurve>;

/** What `npm run calibrate` fits for a model. */
export type FittedCalibration = z.infer<typeof FittedCalibration>;

/** The curve as a function: from -infinity to infinity it grows from 0 to 1. */
export const along = ({ midpoint, steepness }: LogisticCurve) => (value: number) => 1 / (1 + Math.exp(-steepness * (value - midpoint)));

function createCalibration({ raw, topics, cuts }: FittedCalibration): Calibration {
  return { score: along(raw), topicScore: along(topics), cuts };
}

/**
 * Probabilities, so they hold for every curve: what is more probably related than not. Where a text asks, a list must open
 * with what is nearly certain: of questions that have no answer in the forum more than 80 % then get nothing. Topics are
 * broader than questions: a list opens with what is no stranger, and goes on to what is around it.
 */
export const CUTS: FittedCalibration["cuts"] = {
  thread: { best: 0.5, others: 0.5 },
  text: { best: 0.96, others: 0.5 },
  topics: { best: 0.15, others: 0.05 },
};

/** Cosines between models are not comparable: each curve belongs to one model, whoever published the copy. */
// Printed by `npm run calibrate` from labelled pairs of questions and texts filed under topics; see DESIGN.md.
const FITTED: readonly { readonly model: RegExp; readonly calibration: FittedCalibration }[] = [
  {
    model: /^([^/]+\/)?all-MiniLM-L6-v2\//,
    calibration: {
      raw: { midpoint: 0.825, steepness: 11.71 },
      topics: { midpoint: 0.461, steepness: 15.08 },
      cuts: CUTS,
    },
  },
];

/** Above what any raw score reaches: similarity, words, coverage and length together. */
const HIGHEST_RAW = 2;

/** For a model nobody measured: an order between 0 and 1 that is no probability, and nothing hidden. */
const UNFITTED: Calibration = {
  score: (raw) => Math.max(0, raw) / HIGHEST_RAW,
  topicScore: (raw) => Math.max(0, raw) / HIGHEST_RAW,
  cuts: { thread: { best: 0, others: 0 }, text: { best: 0, others: 0 }, topics: { best: 0, others: 0 } },
};

/** By what a fitted calibration is kept: it belongs to a model, and to the weights whose raw scores it was fitted to. */
export const calibrationKey = (fingerprint: string): string => `${fingerprint} ${digestOf(JSON.stringify(WEIGHTS)).slice(0, 12)}`;

/** The curves that Kindred brings along for a model; undefined for one nobody measured. */
export const shippedCalibration = (fingerprint: string): FittedCalibration | undefined =>
  FITTED.find(({ model }) => model.test(fingerprint))?.calibration;

/**
 * @param own what was fitted for this very model on this forum, as JSON; it goes before what Kindred brings along
 * @throws KindredError `configuration_invalid` where that cannot be used
 */
export function calibrationFor(fingerprint: string, own?: string): Calibration {
  if (own !== undefined) return createCalibration(parseCalibration(own));
  const shipped = shippedCalibration(fingerprint);
  return shipped === undefined ? UNFITTED : createCalibration(shipped);
}

/** @throws KindredError `configuration_invalid` */
export function parseCalibration(json: string): FittedCalibration {
  try {
    return FittedCalibration.parse(JSON.parse(json));
  } catch (cause) {
    throw new KindredError("configuration_invalid", "The calibration kept in the index cannot be used.", "Run npm run calibrate -- --save once more.", { cause });
  }
}
