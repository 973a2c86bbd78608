import { byPreference, type RankedThread } from "./ranking.ts";
import { RECENCY_GAIN } from "./weights.ts";

const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000;

/**
 * What a thread's place gains because it is new.
 * @param recency 0 (nothing) to 1
 */
export function recencyGain({ match: { thread } }: RankedThread, recency: number, now: Date): number {
  // Who says not when it was asked is taken for old; a date to come, for now.
  if (recency === 0 || thread.askedAt === null) return 0;
  const age = Math.max(0, now.getTime() - Date.parse(thread.askedAt)) / YEAR_MS;
  return Number.isNaN(age) ? 0 : recency * RECENCY_GAIN * 2 ** -age;
}

/**
 * Threads in their order when newer ones are preferred.
 * @param ranked best first; without recency that is the order
 */
export function byRecency(ranked: readonly RankedThread[], recency: number, now: Date): readonly RankedThread[] {
  if (recency === 0) return ranked;
  return ranked
    .map((one) => ({ one, worth: one.raw + recencyGain(one, recency, now) }))
    .sort((left, right) => right.worth - left.worth || byPreference(left.one, right.one))
    .map(({ one }) => one);
}
