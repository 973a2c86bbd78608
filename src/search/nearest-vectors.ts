import { createHnswGraph, type HnswGraph } from "./hnsw-graph.ts";
import { scan, type Hit, type VectorTable } from "./vector-table.ts";

/** Below this many vectors a scan is as fast as a graph, and exact. */
const SCAN_AT_MOST = 4_096;
/** ef: candidates looked at beyond those asked for. Recall against exact search is in DESIGN.md. */
const SEARCH_EFFORT = 800;
/** A graph that is this much dead wood is built anew. */
const MOST_REMOVED_SHARE = 0.3;

/** The nearest of a table's vectors, by a graph where it reaches and by scanning where it does not yet. */
export interface NearestVectors {
  /**
   * Keys of about the `count` nearest vectors with their exact similarities, nearest first.
   * @param effort candidates that the graph looks at; fewer take less time and miss more
   */
  nearest(vector: Float32Array, count: number, effort?: number): Hit[];
  add(key: number, vector: Float32Array): void;
  remove(key: number): void;
  /** Vectors waiting to be joined to the graph; until then they are scanned. */
  readonly pending: number;
  readonly inGraph: number;
  /** Joins waiting vectors for about `budgetMs` milliseconds. True when none wait any more. */
  build(budgetMs: number): boolean;
  /** Takes a restored graph; vectors that it lacks wait to be joined. */
  adopt(graph: HnswGraph): void;
  graph(): HnswGraph;
}

/** @param scanAtMost up to this many vectors the graph is not asked. */
export function createNearestVectors(
  table: VectorTable,
  dimensions: number,
  { scanAtMost = SCAN_AT_MOST }: { readonly scanAtMost?: number | undefined } = {},
): NearestVectors {
  let graph = createHnswGraph({ dimensions });
  let pending = new Set<number>(table.keys());

  function rebuildWhenWorn(): void {
    const removed = graph.removed.size;
    if (removed < SCAN_AT_MOST || removed < MOST_REMOVED_SHARE * (graph.size + removed)) return;
    graph = createHnswGraph({ dimensions });
    pending = new Set(table.keys());
  }

  return {
    get pending() {
      return pending.size;
    },
    get inGraph() {
      return graph.size;
    },
    nearest: (vector, count, effort = SEARCH_EFFORT) => {
      if (table.size <= scanAtMost) return scan(table, table.keys(), vector, count);
      const near = graph.nearest(vector, count, Math.max(effort, count * 1.5));
      return scan(table, chain(near, pending), vector, count);
    },
    add: (key, vector) => {
      table.add(key, vector);
      pending.add(key);
    },
    remove: (key) => {
      table.remove(key);
      pending.delete(key);
      graph.remove(key);
      rebuildWhenWorn();
    },
    build: (budgetMs) => {
      const end = performance.now() + budgetMs;
      for (const key of pending) {
        graph.add(key, table.vector(key)!);
        pending.delete(key);
        if (performance.now() >= end) break;
      }
      return pending.size === 0;
    },
    adopt: (restored) => {
      graph = restored;
      pending = new Set([...table.keys()].filter((key) => !graph.has(key)));
      rebuildWhenWorn();
    },
    graph: () => graph,
  };
}

function* chain<Item>(...parts: readonly Iterable<Item>[]): Generator<Item> {
  for (const part of parts) yield* part;
}
