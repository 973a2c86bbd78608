/** So many threads without a common subject are added in thought: the first few of a forum are not what it is about. */
const SUPPOSED_THREADS = 50;

/** What all questions of a forum have in common, taken off: "coronavirus" says nothing where everybody asks about it. */
export interface Centre {
  /** Unit vectors of the same windows, as seen from the middle of the forum; near 0 where one says nothing else. */
  from(windows: readonly Float32Array[]): Float32Array[];
}

/**
 * Cosines of vectors whose mean is not 0 are the higher the more a forum keeps to one subject; seen from the mean, one
 * threshold fits many forums (Mu & Viswanath 2018).
 * @param vectors one unit vector of every question
 */
export function* findCentre(vectors: Iterable<Float32Array>): Generator<void, Centre> {
  let sum: Float64Array | undefined;
  let count = 0;
  for (const vector of vectors) {
    sum ??= new Float64Array(vector.length);
    for (let place = 0; place < vector.length; place += 1) sum[place]! += vector[place]!;
    count += 1;
    yield;
  }
  const mean = sum?.map((value) => value / (count + SUPPOSED_THREADS));
  return { from: (windows) => (mean === undefined ? [...windows] : windows.map((window) => seenFrom(mean, window))) };
}

function seenFrom(mean: Float64Array, vector: Float32Array): Float32Array {
  const seen = new Float32Array(vector.length);
  let squares = 0;
  for (let place = 0; place < vector.length; place += 1) {
    seen[place] = vector[place]! - mean[place]!;
    squares += seen[place]! ** 2;
  }
  const length = Math.sqrt(squares);
  if (length > 1e-6) for (let place = 0; place < seen.length; place += 1) seen[place]! /= length;
  return seen;
}

/** Cosine of the nearest two of unit vectors of two sides. */
export function nearestCosine(left: readonly Float32Array[], right: readonly Float32Array[]): number {
  let nearest = -1;
  for (const one of left) for (const other of right) nearest = Math.max(nearest, dot(one, other));
  return nearest;
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < left.length; place += 1) sum += left[place]! * right[place]!;
  return sum;
}
