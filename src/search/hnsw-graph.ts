import hnswlib from "hnswlib-node";
import { assertUsable } from "./vector-table.ts";

/** Edges kept per point and layer (M), and candidates looked at while a point is joined (efConstruction). */
export interface GraphShape {
  readonly dimensions: number;
  readonly connections: number;
  readonly buildEffort: number;
}

/** Forums ask the same of many things ("What are the symptoms of …?"): dense families, which fewer edges do not reach. */
const DEFAULT_SHAPE = { connections: 32, buildEffort: 300 };
const FIRST_CAPACITY = 1024;

/**
 * An HNSW graph over unit vectors (Malkov and Yashunin 2018, as hnswlib builds it). Keys are passed through
 * as labels. The library checks nothing (see DESIGN.md); this is the one file that knows it, and checks.
 */
export interface HnswGraph {
  readonly shape: GraphShape;
  /** Points that can be found. */
  readonly size: number;
  /** Points that are deleted but still there: hnswlib unlinks nothing, and cannot say which they are. */
  readonly removed: ReadonlySet<number>;
  has(key: number): boolean;
  /** A removed key comes back with the vector it had. @throws RangeError on an unusable vector or a key that is there. */
  add(key: number, vector: Float32Array): void;
  /** Makes a removed point findable again, with the vector it had. */
  revive(key: number): void;
  remove(key: number): void;
  /**
   * Keys of about the `limit` nearest points, nearest first; fewer when there are fewer.
   * @param effort candidates looked at (ef); at least `limit`.
   */
  nearest(vector: Float32Array, limit: number, effort: number): number[];
  /** The stored point, for checking a restored graph against the vectors it should hold. */
  point(key: number): number[] | undefined;
  keys(): IterableIterator<number>;
  /** Written off the event loop: add nothing until it resolves. */
  save(path: string): Promise<void>;
}

export function createHnswGraph(shape: Partial<GraphShape> & Pick<GraphShape, "dimensions">): HnswGraph {
  const full = { ...DEFAULT_SHAPE, ...shape };
  const native = new hnswlib.HierarchicalNSW("ip", full.dimensions);
  native.initIndex(FIRST_CAPACITY, full.connections, full.buildEffort);
  return wrap(native, full, new Set(), new Set());
}

/**
 * Reads a graph that `save` wrote, with the keys that were removed then. The library loads damaged and foreign
 * files without complaint, so the caller verifies the file first (`snapshot.ts`). Afterwards the graph holds
 * exactly those of its keys that are live.
 */
export function loadHnswGraph(
  path: string,
  shape: GraphShape,
  removed: Iterable<number>,
  isLive: (key: number) => boolean,
): HnswGraph {
  const native = new hnswlib.HierarchicalNSW("ip", shape.dimensions);
  native.readIndexSync(path);
  const dead = new Set(removed);
  const graph = wrap(native, shape, new Set(native.getIdsList().filter((key) => !dead.has(key))), dead);
  for (const key of graph.keys()) if (!isLive(key)) graph.remove(key);
  for (const key of dead) if (isLive(key)) graph.revive(key);
  return graph;
}

function wrap(native: hnswlib.HierarchicalNSW, shape: GraphShape, live: Set<number>, removed: Set<number>): HnswGraph {
  /** Removed while the graph is being written: marked afterwards, so that the file is of one moment. */
  let marksDue: number[] | undefined;

  function revive(key: number): void {
    native.unmarkDelete(key);
    removed.delete(key);
    live.add(key);
  }

  return {
    shape,
    removed,
    get size() {
      return live.size;
    },
    has: (key) => live.has(key),
    add: (key, vector) => {
      assertUsable(vector, shape.dimensions);
      if (live.has(key)) throw new RangeError(`Point ${key} is in the graph already.`);
      if (removed.has(key)) {
        revive(key);
        return;
      }
      const capacity = native.getMaxElements();
      if (native.getCurrentCount() >= capacity) native.resizeIndex(capacity * 2);
      native.addPoint(Array.from(vector), key);
      live.add(key);
    },
    revive,
    remove: (key) => {
      if (!live.delete(key)) return;
      removed.add(key);
      if (marksDue === undefined) native.markDelete(key);
      else marksDue.push(key);
    },
    nearest: (vector, limit, effort) => {
      assertUsable(vector, shape.dimensions);
      const count = Math.min(limit, live.size);
      if (count === 0) return [];
      native.setEf(Math.max(effort, count));
      return native.searchKnn(Array.from(vector), count).neighbors.filter((key) => live.has(key));
    },
    point: (key) => (live.has(key) ? native.getPoint(key) : undefined),
    keys: () => live.values(),
    save: async (path) => {
      marksDue = [];
      try {
        await native.writeIndex(path);
      } finally {
        for (const key of marksDue) native.markDelete(key);
        marksDue = undefined;
      }
    },
  };
}
