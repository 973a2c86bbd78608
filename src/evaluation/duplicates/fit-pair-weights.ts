import type { PairSignals, PairWeights } from "../../duplicates/pair-score.ts";

/** What speaks for a pair, and whether people call it the same question. */
export interface LabelledPair {
  readonly signals: PairSignals;
  readonly duplicate: boolean;
}

const SIGNALS = ["similarity", "agreement", "copied", "exchanged"] as const satisfies readonly (keyof PairWeights)[];
const MOST_STEPS = 100;
/** Keeps a step finite where signals part the pairs without a fault (ridge; Hoerl & Kennard 1970). */
const RIDGE = 1e-6;


/**
 * Logistic regression by Newton's method, with an intercept for every set: how many duplicates somebody collected says nothing
 * about a forum, and must not be explained by the signals. Sets count the same, by their duplicates or others, whichever are fewer.
 * @returns with the intercept that sets of as many duplicates as others would have, on average
 * @throws RangeError where a set lacks one kind
 */
export function fitPairWeights(sets: readonly (readonly LabelledPair[])[]): PairWeights {
  const rows = sets.flatMap((pairs, place) => {
    const duplicates = pairs.filter(({ duplicate }) => duplicate).length;
    const fewer = Math.min(duplicates, pairs.length - duplicates);
    if (fewer === 0) throw new RangeError("A set needs both duplicates and others.");
    const ofSet = sets.map((_, other) => (other === place ? 1 : 0));
    return pairs.map(({ signals, duplicate }) => ({ values: [...SIGNALS.map((name) => signals[name]), ...ofSet], label: duplicate ? 1 : 0, weight: 1 / fewer }));
  });
  let weights = Array.from({ length: SIGNALS.length + sets.length }, () => 0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const curvature = weights.map((_, row) => weights.map((__, column) => (row === column ? RIDGE : 0)));
    for (const { values, label, weight } of rows) {
      const probability = 1 / (1 + Math.exp(-values.reduce((sum, value, place) => sum + value * weights[place]!, 0)));
      for (let row = 0; row < values.length; row += 1) {
        gradient[row]! += weight * (label - probability) * values[row]!;
        for (let column = 0; column < values.length; column += 1) {
          curvature[row]![column]! += weight * probability * (1 - probability) * values[row]! * values[column]!;
        }
      }
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, place) => weight + change[place]!);
    if (change.every((value) => Math.abs(value) < 1e-8)) break;
  }
  const [similarity, agreement, copied, exchanged, ...intercepts] = weights as [number, number, number, number, ...number[]];
  const balanced = sets.map((pairs, place) => intercepts[place]! - logOdds(pairs.filter(({ duplicate }) => duplicate).length / pairs.length));
  return { intercept: balanced.reduce((sum, value) => sum + value, 0) / sets.length, similarity, agreement, copied, exchanged };
}

const logOdds = (share: number) => Math.log(share / (1 - share));

/** Gaussian elimination with pivots. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, place) => [...row, right[place]!]);
  for (let column = 0; column < rows.length; column += 1) {
    const pivot = rows.slice(column).reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[column]! / pivot[column]!;
      for (let place = column; place < row.length; place += 1) row[place]! -= factor * pivot[place]!;
    }
  }
  return rows.map((row, place) => row.at(-1)! / row[place]!);
}
