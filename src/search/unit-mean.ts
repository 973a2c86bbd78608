/** Sum of unit vectors, brought to length 1; undefined for none, or where they cancel out. */
export function unitMean(vectors: readonly Float32Array[]): Float32Array | undefined {
  const [first, ...others] = vectors;
  if (first === undefined) return undefined;
  if (others.length === 0) return first;
  const sum = first.slice();
  for (const vector of others) for (let place = 0; place < sum.length; place += 1) sum[place]! += vector[place]!;
  const length = Math.hypot(...sum);
  return length < 1e-6 ? undefined : sum.map((value) => value / length);
}
