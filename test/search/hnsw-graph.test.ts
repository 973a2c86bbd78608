import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createHnswGraph, loadHnswGraph } from "../../src/search/hnsw-graph.ts";
import { createVectorTable, scan } from "../../src/search/vector-table.ts";
import { createNearestVectors } from "../../src/search/nearest-vectors.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const DIMENSIONS = 32;

/** Mulberry32: the same numbers for the same seed, on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function unitVectors(count: number, seed: number): Float32Array[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

describe("the graph", () => {
  const vectors = unitVectors(3000, 1);

  test("finds what exact search finds, nearly always", () => {
    const graph = createHnswGraph({ dimensions: DIMENSIONS });
    const table = createVectorTable(DIMENSIONS);
    vectors.forEach((vector, key) => {
      graph.add(key, vector);
      table.add(key, vector);
    });
    let shared = 0;
    const queries = unitVectors(100, 2);
    for (const query of queries) {
      const exact = new Set(scan(table, table.keys(), query, 10).map(({ key }) => key));
      shared += graph.nearest(query, 10, 200).filter((key) => exact.has(key)).length;
    }
    expect(shared / (queries.length * 10)).toBeGreaterThanOrEqual(0.99);
  });

  test("refuses what would poison it: NaN, wrong length, not a unit vector, a key twice", () => {
    const graph = createHnswGraph({ dimensions: DIMENSIONS });
    const good = vectors[0]!;
    graph.add(1, good);
    expect(() => graph.add(2, good.map((value, place) => (place === 3 ? Number.NaN : value)))).toThrow(RangeError);
    expect(() => graph.add(2, good.subarray(1))).toThrow(RangeError);
    expect(() => graph.add(2, good.map((value) => value * 2))).toThrow(RangeError);
    expect(() => graph.add(1, vectors[1]!)).toThrow(RangeError);
    expect(() => graph.nearest(new Float32Array(DIMENSIONS), 1, 10)).toThrow(RangeError);
    expect(graph.size).toBe(1);
  });

  test("gives fewer where there are fewer, and nothing where there is nothing", () => {
    const graph = createHnswGraph({ dimensions: DIMENSIONS });
    expect(graph.nearest(vectors[0]!, 5, 10)).toEqual([]);
    graph.add(7, vectors[7]!);
    expect(graph.nearest(vectors[0]!, 5, 10)).toEqual([7]);
  });

  test("a removed point is never found again, here or after a reload", async () => {
    const path = join(temporaryFolder(), "graph.hnsw");
    const graph = createHnswGraph({ dimensions: DIMENSIONS });
    vectors.slice(0, 100).forEach((vector, key) => graph.add(key, vector));
    graph.remove(42);
    expect(graph.size).toBe(99);
    expect(graph.nearest(vectors[42]!, 99, 200)).not.toContain(42);
    await graph.save(path);
    const restored = loadHnswGraph(path, graph.shape, graph.removed, (key) => key !== 42 && key !== 43);
    expect(restored.size).toBe(98);
    expect(restored.nearest(vectors[43]!, 98, 200)).not.toContain(43);
    restored.add(1000, vectors[42]!);
    expect(restored.nearest(vectors[42]!, 1, 200)).toEqual([1000]);
  });

  test("a removed point that is wanted again comes back, here or after a reload", async () => {
    const path = join(temporaryFolder(), "graph.hnsw");
    const graph = createHnswGraph({ dimensions: DIMENSIONS });
    vectors.slice(0, 100).forEach((vector, key) => graph.add(key, vector));
    graph.remove(42);
    await graph.save(path);
    graph.add(42, vectors[42]!);
    expect(graph.nearest(vectors[42]!, 1, 200)).toEqual([42]);
    const restored = loadHnswGraph(path, graph.shape, [42], () => true);
    expect(restored.nearest(vectors[42]!, 1, 200)).toEqual([42]);
    expect(restored.removed.size).toBe(0);
  });
});

test("what is removed while the graph is written is gone at once, and the file is whole", async () => {
  const path = join(temporaryFolder(), "graph.hnsw");
  const graph = createHnswGraph({ dimensions: DIMENSIONS });
  const points = unitVectors(2000, 6);
  points.forEach((vector, key) => graph.add(key, vector));
  const before = [...graph.removed];
  const saving = graph.save(path);
  graph.remove(7);
  expect(graph.nearest(points[7]!, 5, 50)).not.toContain(7);
  await saving;
  expect(graph.nearest(points[7]!, 5, 50)).not.toContain(7);
  const restored = loadHnswGraph(path, graph.shape, before, (key) => key !== 7);
  expect(restored.size).toBe(1999);
  expect(restored.nearest(points[7]!, 5, 50)).not.toContain(7);
});

describe("the nearest vectors", () => {
  test("are the same while the graph is built, and after", () => {
    const table = createVectorTable(DIMENSIONS);
    const nearest = createNearestVectors(table, DIMENSIONS);
    unitVectors(6000, 3).forEach((vector, key) => nearest.add(key, vector));
    const [query] = unitVectors(1, 4);
    const scanned = nearest.nearest(query!, 10);
    expect(nearest.pending).toBe(6000);
    expect(nearest.build(1)).toBe(false);
    const halfBuilt = nearest.nearest(query!, 10);
    while (!nearest.build(1000));
    expect(nearest.inGraph).toBe(6000);
    expect(halfBuilt).toEqual(scanned);
    expect(nearest.nearest(query!, 10)).toEqual(scanned);
  });

  test("a graph of mostly removed points is built anew, without them", () => {
    const table = createVectorTable(DIMENSIONS);
    const nearest = createNearestVectors(table, DIMENSIONS);
    unitVectors(9000, 5).forEach((vector, key) => nearest.add(key, vector));
    while (!nearest.build(1000));
    for (let key = 0; key < 4500; key += 1) nearest.remove(key);
    while (!nearest.build(1000));
    expect(nearest.graph().removed.size).toBeLessThan(4500);
    expect(nearest.graph().size).toBe(4500);
  });
});
