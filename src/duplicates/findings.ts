import { setTimeout } from "node:timers/promises";
import type { DuplicateCluster, DuplicateClusters, DuplicatePair } from "./answers.ts";
import { growTree, type DuplicateTree } from "./clusters.ts";
import { createFewKept } from "./few-kept.ts";
import type { PairBook } from "./pair-book.ts";
import { atOnce, inSlices, timed, type Slice } from "./slices.ts";

/** Of the time that goes by, at most this share goes into order while more pairs are looked for, and while nothing else is to do. */
const BUSY_SHARE = 0.05;
const IDLE_SHARE = 0.25;
/** However long it takes, a new thread's pairs are shown soon: what waits, waits at most so many milliseconds more. */
const MOST_REST_MS = 400;
/** Thresholds whose clusters are kept: of one editor who pages, and some more. */
const MOST_THRESHOLDS = 4;

/** Pairs and clusters as they were at one moment; both tell of the same pairs. */
export interface Findings {
  /** Surest first, equal ones by key. */
  readonly pairs: readonly DuplicatePair[];
  /** The same object for the same threshold. */
  clusters(threshold: number): DuplicateClusters;
}

/** Puts pairs in order and grows their tree in the background; until that is done, what was before is shown. */
export interface FindingsKeeper {
  /** The same object until something changes. A thread that went is in none of it. */
  shown(): Findings;
  /** A thread went: at once it is shown no more. */
  leaveOut(threadKey: number): void;
  /** Whether it is time again, though more pairs are looked for. */
  readonly due: boolean;
  renew(slice: Slice): Promise<void>;
  /** Resolves when it is time again where nothing else is to do. */
  rest(signal: AbortSignal): Promise<void>;
}

export function createFindingsKeeper(found: PairBook): FindingsKeeper {
  let ordered = findingsOf([], atOnce(growTree([])).at);
  let shown: Findings | undefined;
  /** Threads that went since the pairs were put in order: in which round. */
  const gone = new Map<number, number>();
  let round = 0;
  let [ended, took] = [performance.now(), 0];

  const isGone = (pair: DuplicatePair) => gone.has(pair.left.key) || gone.has(pair.right.key);
  const isThere = (pair: DuplicatePair) => !isGone(pair);

  function leavingOut(): Findings {
    const all = ordered;
    return findingsOf(all.pairs.filter(isThere), (threshold) => {
      const { clusters, bridges } = all.clusters(threshold);
      return { clusters: clusters.flatMap(clusterLeft), bridges: bridges.filter(isThere) };
    });
  }

  /** What is left of a cluster, for the moment until clusters are made anew. */
  function clusterLeft(cluster: DuplicateCluster): DuplicateCluster[] {
    if (!cluster.threads.some(({ key }) => gone.has(key))) return [cluster];
    const pairs = cluster.pairs.filter(isThere);
    if (pairs.length === 0) return [];
    return [{ ...cluster, threads: cluster.threads.filter(({ key }) => !gone.has(key)), pairs, weakest: isGone(cluster.weakest) ? pairs.at(-1)! : cluster.weakest }];
  }

  return {
    // Made when somebody looks: many threads may go at once.
    shown: () => (shown ??= gone.size === 0 ? ordered : leavingOut()),
    leaveOut: (threadKey) => {
      gone.set(threadKey, round);
      shown = undefined;
    },
    get due() {
      return found.changed && performance.now() >= ended + took / BUSY_SHARE;
    },
    renew: async (slice) => {
      took = 0;
      const spent = (milliseconds: number) => void (took += milliseconds);
      round += 1;
      const pairs = await inSlices(timed(found.ordered(), spent), slice);
      ordered = findingsOf(pairs, (await inSlices(timed(growTree(pairs), spent), slice)).at);
      for (const [key, went] of gone) if (went < round) gone.delete(key);
      shown = undefined;
      ended = performance.now();
    },
    rest: async (signal) => {
      const wait = Math.min(MOST_REST_MS, ended + took / IDLE_SHARE - performance.now());
      if (wait > 0) await setTimeout(wait, undefined, { signal });
    },
  };
}

function findingsOf(pairs: readonly DuplicatePair[], clustersAt: DuplicateTree["at"]): Findings {
  const kept = createFewKept<number, DuplicateClusters>(MOST_THRESHOLDS);
  return { pairs, clusters: (threshold) => kept.get(threshold, () => clustersAt(threshold)) };
}
