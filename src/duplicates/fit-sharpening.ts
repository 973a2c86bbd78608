import { KindredError } from "../forum/errors.ts";
import { fitLogistic } from "../forum/logistic-regression.ts";
import type { DecidedPair } from "./decided-pairs.ts";
import type { Sharpening } from "./sharpening.ts";

/** Fewer say less than what is supposed without them. */
const FEWEST_DECISIONS = 20;
/**
 * Standard deviations of what is supposed of the slope, around 1, and of the shift where the decisions are, around 0 and in logits.
 * Chosen by hand; `npm run bench:duplicates -- --sharpen` shows what public forums have ("all"), and what it does there.
 */
const SLOPE_DEVIATION = 0.3;
const SHIFT_DEVIATION = 1;

/**
 * Logistic regression on the logits of decided pairs (Platt 1999), with a normal prior around what changes nothing, so that few
 * decisions move little. The shift is supposed at the mean logit of the decisions: those near one score say how high scores are
 * there and nothing of the slope, which then stays.
 */
export function fitSharpening(decided: readonly DecidedPair[]): Sharpening {
  const centre = decided.reduce((sum, { logit }) => sum + logit, 0) / Math.max(1, decided.length);
  const [slope, level] = fitLogistic(
    decided.map(({ logit, duplicate }) => ({ values: [logit - centre, 1], holds: duplicate, weight: 1 })),
    [{ mean: 1, precision: SLOPE_DEVIATION ** -2 }, { mean: centre, precision: SHIFT_DEVIATION ** -2 }],
  ) as [number, number];
  return { slope, shift: level - slope * centre };
}

/**
 * The same, for scores that people are to see.
 * @throws KindredError `input_unreadable` where decisions are too few, of one kind, or against the order of scores
 */
export function sharpeningBy(decided: readonly DecidedPair[]): Sharpening {
  const duplicates = decided.filter(({ duplicate }) => duplicate).length;
  const others = decided.length - duplicates;
  if (decided.length < FEWEST_DECISIONS || duplicates === 0 || others === 0) {
    const counted = `${duplicates} ${duplicates === 1 ? "duplicate" : "duplicates"} and ${others} ${others === 1 ? "other" : "others"}`;
    throw new KindredError("input_unreadable", `Too little is decided: ${counted}, exact copies aside.`, `It takes at least ${FEWEST_DECISIONS} decisions, some of each kind: decide on pairs of lower scores too.`);
  }
  const sharpening = fitSharpening(decided);
  if (sharpening.slope > 0) return sharpening;
  throw new KindredError("input_unreadable", "Pairs of lower scores were called duplicates more often.", "Look through the decisions, or wait until there are more: scores cannot follow these.");
}
