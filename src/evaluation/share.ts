import type { Interval } from "./bootstrap.ts";

/** Standard normal quantile that leaves 2.5 % above it. */
const Z = 1.959964;

/**
 * A share of `whole` trials with its 95 % interval (Wilson 1927), which stays within 0 and 1 and is right for few trials too
 * (Brown, Cai & DasGupta 2001).
 *
 * @throws RangeError unless 0 ≤ part ≤ whole and whole > 0
 */
export function shareOf(part: number, whole: number): Interval {
  if (!(part >= 0 && part <= whole && whole > 0)) throw new RangeError(`${part} of ${whole} is no share.`);
  const share = part / whole;
  const square = Z ** 2 / whole;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole));
  return { mean: share, low: part === 0 ? 0 : middle - half, high: part === whole ? 1 : middle + half };
}
