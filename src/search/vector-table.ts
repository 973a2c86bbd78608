/** Rows in one block: tables grow by blocks, so growing copies nothing. */
const BLOCK_ROWS = 4096;

/** A passage's key with its similarity to what was asked: the dot product, which for unit vectors is the cosine. */
export interface Hit {
  readonly key: number;
  readonly similarity: number;
}

/** Unit vectors in memory, by passage key: exact scores for the passages that a search looks at. */
export interface VectorTable {
  readonly size: number;
  has(key: number): boolean;
  /** Replaces nothing: a key is added once. @throws RangeError on a wrong length, a non-finite number or a known key. */
  add(key: number, vector: Float32Array): void;
  remove(key: number): void;
  /** A view, valid until the row is removed; undefined for unknown keys. */
  vector(key: number): Float32Array | undefined;
  keys(): IterableIterator<number>;
}

/** @throws RangeError where `vector` cannot be searched with: it would poison every order it takes part in. */
export function assertUsable(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new RangeError(`A vector of ${vector.length} numbers came where ${dimensions} belong.`);
  }
  let squares = 0;
  for (const value of vector) squares += value * value;
  // Also false for NaN and infinity.
  if (!(Math.abs(squares - 1) < 1e-3)) throw new RangeError(`A vector of length ${Math.sqrt(squares)} came where 1 belongs.`);
}

/** Dot product of two vectors of equal length. */
export function dot(left: Float32Array, right: Float32Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  // Four sums side by side: one alone would wait for itself at every step.
  const whole = left.length - (left.length % 4);
  for (let index = 0; index < whole; index += 4) {
    first += left[index]! * right[index]!;
    second += left[index + 1]! * right[index + 1]!;
    third += left[index + 2]! * right[index + 2]!;
    fourth += left[index + 3]! * right[index + 3]!;
  }
  for (let index = whole; index < left.length; index += 1) first += left[index]! * right[index]!;
  return first + second + third + fourth;
}

export function createVectorTable(dimensions: number): VectorTable {
  const rows = new Map<number, Float32Array>();
  const free: Float32Array[] = [];

  function newRow(): Float32Array {
    const recycled = free.pop();
    if (recycled !== undefined) return recycled;
    const block = new Float32Array(BLOCK_ROWS * dimensions);
    for (let row = BLOCK_ROWS - 1; row >= 0; row -= 1) free.push(block.subarray(row * dimensions, (row + 1) * dimensions));
    return free.pop()!;
  }

  return {
    get size() {
      return rows.size;
    },
    has: (key) => rows.has(key),
    add: (key, vector) => {
      assertUsable(vector, dimensions);
      if (rows.has(key)) throw new RangeError(`Passage ${key} is in the table already.`);
      const row = newRow();
      row.set(vector);
      rows.set(key, row);
    },
    remove: (key) => {
      const row = rows.get(key);
      if (row === undefined) return;
      rows.delete(key);
      row.fill(0);
      free.push(row);
    },
    vector: (key) => rows.get(key),
    keys: () => rows.keys(),
  };
}

/**
 * Exact search: the `count` vectors among `keys` nearest to `vector`, nearest first, equal ones by key.
 * The oracle for every approximate search, and the answer wherever few vectors are to be looked at.
 */
export function scan(table: VectorTable, keys: Iterable<number>, vector: Float32Array, count: number): Hit[] {
  const hits: Hit[] = [];
  for (const key of keys) {
    const similarity = dot(vector, table.vector(key)!);
    const last = hits[count - 1];
    if (last !== undefined && !comesBefore({ key, similarity }, last)) continue;
    let low = 0;
    let high = hits.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comesBefore(hits[middle]!, { key, similarity })) low = middle + 1;
      else high = middle;
    }
    hits.splice(low, 0, { key, similarity });
    if (hits.length > count) hits.pop();
  }
  return hits;
}

function comesBefore(left: Hit, right: Hit): boolean {
  return left.similarity > right.similarity || (left.similarity === right.similarity && left.key < right.key);
}
