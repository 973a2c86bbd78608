import { setImmediate } from "node:timers/promises";
import type { NearestVectors } from "./nearest-vectors.ts";
import type { SnapshotFolder } from "./snapshot.ts";
import type { VectorTable } from "./vector-table.ts";

/** How long the event loop is held while the graph grows, in milliseconds. */
const BUILD_SLICE_MS = 8;
/** A whole graph that outgrew its file by this many vectors, and by this share, is written again. */
const SNAPSHOT_AFTER = 2_000;
const SNAPSHOT_AFTER_SHARE = 0.5;
/** After a failure, growing is tried again no sooner, in milliseconds. */
const RETRY_MS = 10_000;

/** Grows the graph beside everything else that happens, and keeps it on disk. */
export interface GraphKeeper {
  /** Takes the graph from disk, where it verifies; else it is built anew, which the log says. */
  restore(): Promise<void>;
  /** Joins what waits to be joined, if that is not under way. */
  grow(): void;
  /** Resolves once every vector is in the graph. */
  settled(): Promise<void>;
  /** Ends growing, and writes the graph if it changed. */
  stop(): Promise<void>;
}

export interface GraphKeeperDependencies {
  readonly vectors: NearestVectors;
  readonly table: VectorTable;
  readonly snapshots: SnapshotFolder;
  /** Newest change that the vectors have taken in. */
  readonly sequence: () => number;
  readonly log: (message: string) => void;
}

export function createGraphKeeper({ vectors, table, snapshots, sequence, log }: GraphKeeperDependencies): GraphKeeper {
  let saved = { size: 0, sequence: 0 };
  let growing: Promise<void> | undefined;
  let retryAt = 0;
  let stopped = false;

  async function build(): Promise<void> {
    while (!stopped && !vectors.build(BUILD_SLICE_MS)) await setImmediate();
    const outgrown = vectors.inGraph - saved.size;
    if (!stopped && outgrown >= Math.max(SNAPSHOT_AFTER, saved.size * SNAPSHOT_AFTER_SHARE)) await save();
  }

  async function save(): Promise<void> {
    saved = { size: vectors.inGraph, sequence: sequence() };
    try {
      await snapshots.save(vectors.graph(), saved.sequence);
    } catch (error) {
      log(`The snapshot could not be written: ${String(error)}. The next start builds the graph from the database.`);
    }
  }

  function grow(): void {
    if (stopped || growing !== undefined || vectors.pending === 0 || performance.now() < retryAt) return;
    growing = build()
      .catch((error: unknown) => {
        retryAt = performance.now() + RETRY_MS;
        log(`The graph could not grow: ${String(error)}. Searches scan what it lacks; it is tried again in ${RETRY_MS} ms.`);
      })
      .finally(() => {
        growing = undefined;
        // What came in while the snapshot was written.
        grow();
      });
  }

  return {
    restore: async () => {
      const restored = await snapshots.load(table);
      if ("graph" in restored) {
        vectors.adopt(restored.graph);
        saved = { size: restored.graph.size, sequence: restored.sequence };
      } else if (restored.reason !== undefined) {
        log(`The graph is built from the database: its snapshot ${restored.reason}. Until it is whole, searches scan.`);
      }
    },
    grow,
    settled: async () => {
      while (growing !== undefined) await growing;
    },
    stop: async () => {
      stopped = true;
      await growing;
      if (vectors.pending === 0 && vectors.inGraph > 0 && sequence() !== saved.sequence) await save();
    },
  };
}
