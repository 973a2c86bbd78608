/** A mean with the interval that it lies in with 95 % confidence. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1_000;
const SEED = 20_261_124;
/** What of the resampled means lies below the interval, and above it. */
const TAIL = 0.025;

/**
 * Percentile bootstrap (Efron & Tibshirani 1993, chapter 13) of the mean over queries: 1,000 resamples with a fixed seed.
 * Given the differences of two rankers query by query, it is the paired bootstrap (Sakai 2006): an interval that leaves
 * out 0 tells them apart. Values of equal number are resampled alike, so intervals of one set can be compared.
 *
 * @throws RangeError for no values
 */
export function bootstrapMean(values: readonly number[]): Interval {
  if (values.length === 0) throw new RangeError("There is no mean of nothing.");
  const random = randomNumbers(SEED);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn += 1) sum += values[Math.floor(random() * values.length)]!;
    return sum / values.length;
  }).sort((left, right) => left - right);
  return {
    mean: mean(values),
    low: means[Math.floor(RESAMPLES * TAIL)]!,
    high: means[Math.ceil(RESAMPLES * (1 - TAIL)) - 1]!,
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Numbers from 0 up to 1, the same for the same seed on every machine: Mulberry32 (T. Ettinger 2017, public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
