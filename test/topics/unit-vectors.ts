/** Numbers from 0 to 1 that look random, the same at every call (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function unit(values: ArrayLike<number>): Float32Array {
  const vector = Float32Array.from(values);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

export function randomUnitVectors(count: number, { dimensions = 24, seed = 7 } = {}): Float32Array[] {
  const next = randomNumbers(seed);
  return Array.from({ length: count }, () => unit(Array.from({ length: dimensions }, () => next() + next() + next() - 1.5)));
}
