import { byPreference, type RankedThread } from "./ranking.ts";
import { RECENCY_GAIN } from "./weights.ts";

const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000;

/**
 * Threads in their order when newer ones are preferred.
 * @param ranked best first
 * @param recency 0 (not at all: the same order) to 1
 */
export function byRecency(ranked: readonly RankedThread[], recency: number, now: Date): readonly RankedThread[] {
  if (recency === 0) return ranked;
  const place = ({ match: { thread }, raw }: RankedThread) => {
    // Who says not when it was asked is taken for old; a date to come, for now.
    const age = thread.askedAt === null ? Infinity : Math.max(0, now.getTime() - Date.parse(thread.askedAt)) / YEAR_MS;
    return raw + (Number.isNaN(age) ? 0 : recency * RECENCY_GAIN * 2 ** -age);
  };
  return ranked
    .map((one) => ({ one, place: place(one) }))
    .sort((left, right) => right.place - left.place || byPreference(left.one, right.one))
    .map(({ one }) => one);
}
