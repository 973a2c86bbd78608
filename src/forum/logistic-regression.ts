/** Something that held or did not, and what was known of it. */
export interface Observation {
  readonly values: readonly number[];
  readonly holds: boolean;
  /** What it counts, beside others. */
  readonly weight: number;
}

/** What is supposed of a coefficient before anything is observed: normally distributed around `mean`. */
export interface Supposed {
  readonly mean: number;
  /** One by the variance; 0 where nothing is supposed. */
  readonly precision: number;
}

const MOST_STEPS = 100;
const MOST_HALVINGS = 30;

/**
 * Logistic regression by Newton's method, a step that goes too far being halved: the coefficients that are most
 * probable after what was observed (maximum a posteriori; Bishop 2006, section 4.5). It begins with what is supposed.
 * @param supposed one for each value of an observation
 * @returns as many coefficients; not finite ones where nothing is supposed and values part what holds from what does not
 */
export function fitLogistic(observations: readonly Observation[], supposed: readonly Supposed[]): number[] {
  let coefficients = supposed.map(({ mean }) => mean);
  let cost = costOf(coefficients, observations, supposed);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const gradient = supposed.map(({ mean, precision }, place) => precision * (mean - coefficients[place]!));
    const curvature = supposed.map(({ precision }, row) => supposed.map((_, column) => (row === column ? precision : 0)));
    for (const { values, holds, weight } of observations) {
      const probability = 1 / (1 + Math.exp(-product(values, coefficients)));
      for (let row = 0; row < values.length; row += 1) {
        gradient[row]! += weight * ((holds ? 1 : 0) - probability) * values[row]!;
        for (let column = 0; column < values.length; column += 1) {
          curvature[row]![column]! += weight * probability * (1 - probability) * values[row]! * values[column]!;
        }
      }
    }
    const change = solve(curvature, gradient);
    const after = (part: number) => coefficients.map((coefficient, place) => coefficient + part * change[place]!);
    let halvings = 0;
    while (halvings < MOST_HALVINGS && costOf(after(0.5 ** halvings), observations, supposed) > cost) halvings += 1;
    coefficients = after(0.5 ** halvings);
    cost = costOf(coefficients, observations, supposed);
    if (change.every((value) => Math.abs(value) < 1e-9)) break;
  }
  return coefficients;
}

const product = (values: readonly number[], coefficients: readonly number[]) => values.reduce((sum, value, place) => sum + value * coefficients[place]!, 0);

/** −ln of how probable coefficients are after what was observed, but for a constant. */
function costOf(coefficients: readonly number[], observations: readonly Observation[], supposed: readonly Supposed[]): number {
  const ofSupposed = supposed.reduce((sum, { mean, precision }, place) => sum + (precision / 2) * (coefficients[place]! - mean) ** 2, 0);
  return observations.reduce((sum, { values, holds, weight }) => {
    const against = product(values, coefficients) * (holds ? -1 : 1);
    // ln(1 + e^against), which would overflow as it stands.
    return sum + weight * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
  }, ofSupposed);
}

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
