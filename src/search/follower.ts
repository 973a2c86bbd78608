import { setImmediate } from "node:timers/promises";
import type { ChangeFeed } from "../store/changes.ts";
import type { ForumIndex } from "./forum-index.ts";
import type { NearestVectors } from "./nearest-vectors.ts";
import type { SnapshotFolder } from "./snapshot.ts";
import type { VectorTable } from "./vector-table.ts";

/** How often the change log is looked at for what other processes wrote, in milliseconds. */
const POLL_MS = 200;
/** How long the event loop is held while the graph grows, in milliseconds. */
const BUILD_SLICE_MS = 8;
/** A whole graph that outgrew its file by this many vectors, and by this share, is written again. */
const SNAPSHOT_AFTER = 2_000;
const SNAPSHOT_AFTER_SHARE = 0.5;

export interface FollowerState {
  /** Newest change taken in. */
  readonly sequence: number;
  /** Vectors in the graph, and those still scanned. */
  readonly inGraph: number;
  readonly pending: number;
}

/** Keeps a forum index in memory at the state of the change log, and its graph on disk. */
export interface Follower {
  /** Loads everything, restores the graph, and goes on following until `stop`. */
  start(): Promise<void>;
  /** Takes in what was committed since; when it returns, answers show it. */
  catchUp(): void;
  /** Resolves once every vector is in the graph. */
  settled(): Promise<void>;
  /** Ends following, and writes the graph if it grew. */
  stop(): Promise<void>;
  state(): FollowerState;
}

export interface FollowerDependencies {
  readonly feed: ChangeFeed;
  readonly index: ForumIndex;
  readonly vectors: NearestVectors;
  readonly table: VectorTable;
  readonly snapshots: SnapshotFolder;
  /** Embeds whatever in the store lacks a vector of this model. */
  readonly fillMissingVectors: () => Promise<unknown>;
  readonly log: (message: string) => void;
}

export function createFollower({
  feed,
  index,
  vectors,
  table,
  snapshots,
  fillMissingVectors,
  log,
}: FollowerDependencies): Follower {
  let sequence = 0;
  let savedSize = 0;
  let poll: NodeJS.Timeout | undefined;
  let building: Promise<void> | undefined;
  const unembedded = new Set<number>();
  let embedding: Promise<void> | undefined;
  let stopped = false;

  function takeIn(threadKeys: readonly number[] | undefined): void {
    const present = [...feed.threads(threadKeys, (key) => unembedded.add(key))];
    const gone = new Set(threadKeys);
    for (const { key } of present) gone.delete(key);
    for (const threadKey of gone) index.remove(threadKey);
    for (const thread of present) {
      unembedded.delete(thread.key);
      const newTopics = thread.topicKeys.filter((topicKey) => !index.hasTopic(topicKey));
      for (const topic of feed.topics(newTopics)) index.putTopic(topic);
      index.put(thread);
    }
  }

  /** What a process with another model wrote has no vectors for this one yet. */
  function embedUnembedded(): void {
    if (unembedded.size === 0 || embedding !== undefined || stopped) return;
    const keys = [...unembedded];
    log(`${keys.length} threads were written without vectors of this model; they are embedded now.`);
    embedding = fillMissingVectors()
      .then(() => {
        if (!stopped) feed.consistently(() => takeIn(keys));
      })
      .catch((error: unknown) => log(`They could not be embedded: ${String(error)}. The next start tries again.`))
      .finally(() => {
        for (const key of keys) unembedded.delete(key);
        embedding = undefined;
        startBuilding();
      });
  }

  function catchUp(): void {
    if (feed.newestSequence() === sequence) return;
    feed.consistently(() => {
      const changes = feed.changedSince(sequence);
      takeIn(changes.threadKeys);
      sequence = changes.sequence;
    });
    embedUnembedded();
    startBuilding();
  }

  async function build(): Promise<void> {
    while (!stopped && !vectors.build(BUILD_SLICE_MS)) await setImmediate();
    const outgrown = vectors.inGraph - savedSize;
    if (!stopped && outgrown >= Math.max(SNAPSHOT_AFTER, savedSize * SNAPSHOT_AFTER_SHARE)) await save();
  }

  function startBuilding(): void {
    building ??= build()
      .catch((error: unknown) => log(`The graph could not be built: ${String(error)}. Searches go on, scanning.`))
      .finally(() => {
        building = undefined;
        // What came in while the snapshot was written.
        if (!stopped && vectors.pending > 0) startBuilding();
      });
  }

  async function save(): Promise<void> {
    savedSize = vectors.inGraph;
    try {
      await snapshots.save(vectors.graph(), sequence);
    } catch (error) {
      log(`The snapshot could not be written: ${String(error)}. The next start builds the graph from the database.`);
    }
  }

  async function restore(): Promise<void> {
    const restored = await snapshots.load(table);
    if ("graph" in restored) {
      vectors.adopt(restored.graph);
      savedSize = restored.graph.size;
    } else if (table.size > 0) {
      log(`The graph is built from the database: its snapshot ${restored.reason}. Until it is whole, searches scan.`);
    }
  }

  return {
    start: async () => {
      feed.consistently(() => {
        sequence = feed.newestSequence();
        takeIn(undefined);
      });
      await restore();
      poll = setInterval(() => {
        try {
          catchUp();
        } catch (error) {
          log(`The change log could not be read: ${String(error)}. Trying again in ${POLL_MS} ms.`);
        }
      }, POLL_MS);
      poll.unref();
      catchUp();
      startBuilding();
    },
    catchUp,
    settled: async () => {
      while (building !== undefined) await building;
    },
    stop: async () => {
      stopped = true;
      clearInterval(poll);
      await embedding;
      await building;
      if (vectors.pending === 0 && vectors.inGraph !== savedSize) await save();
    },
    state: () => ({ sequence, inGraph: vectors.inGraph, pending: vectors.pending }),
  };
}
