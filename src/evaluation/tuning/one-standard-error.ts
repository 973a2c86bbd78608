import { mean } from "../bootstrap.ts";

/** Numbers of one weight's values, by set, by value, by question. Every value is measured with the same questions. */
export type Measured = readonly (readonly (readonly number[])[])[];

/** How one value did, beside the best of them. */
export interface ComparedValue {
  /** By set. */
  readonly means: readonly number[];
  /** Of the sets, which count the same. */
  readonly mean: number;
  readonly standardError: number;
  /** The best mean minus this one. */
  readonly behind: number;
  /** Of that difference, question by question: what is hard for all values is no doubt about which is better. */
  readonly behindError: number;
  /** Behind by at most one such error. */
  readonly isWithin: boolean;
}

/** @returns by value @throws RangeError for a set of fewer than two questions */
export function compareValues(measured: Measured): ComparedValue[] {
  const values = measured[0]!.map((_value, place) => {
    const sets = measured.map((set) => set[place]!);
    const means = sets.map(mean);
    return { sets, means, mean: mean(means) };
  });
  const best = values.reduce((one, other) => (other.mean > one.mean ? other : one));
  return values.map((value) => {
    const behind = best.mean - value.mean;
    const behindError = errorOfMean(best.sets.map((set, which) => set.map((gain, place) => gain - value.sets[which]![place]!)));
    return { means: value.means, mean: value.mean, standardError: errorOfMean(value.sets), behind, behindError, isWithin: behind <= behindError };
  });
}

/**
 * The one-standard-error rule (Breiman et al. 1984): of the values that cannot be told from the best, the simplest.
 * @param values the smallest in absolute value is the simplest; undefined where none is simpler, and the best is taken
 * @returns its place
 */
export function takeValue(compared: readonly ComparedValue[], values: readonly number[] | undefined): number {
  const cost = (place: number) => (values === undefined ? compared[place]!.behind : Math.abs(values[place]!));
  const within = [...compared.keys()].filter((place) => compared[place]!.isWithin);
  return within.reduce((one, other) => (cost(other) < cost(one) ? other : one));
}

/** Standard error of the mean of sets that count the same, each a sample by itself. */
function errorOfMean(sets: readonly (readonly number[])[]): number {
  return Math.hypot(...sets.map(standardError)) / sets.length;
}

function standardError(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError("Fewer than two values have no standard error.");
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
