import type { DuplicateCluster, DuplicateClusters, DuplicatePair, ThreadReference } from "./answers.ts";
import { createGroups } from "./groups.ts";
import { surestFirst } from "./pair-book.ts";
import { atOnce, type Pieces } from "./slices.ts";

/** Of the pairs that two groups could have between them, at least this share is there before they become one. */
export const LEAST_LINKED = 0.2;
/** However small two groups are: one bridge does not make them one. A single thread joins by one pair. */
const LEAST_LINKS = 2;
/** Pairs that are looked at in one go. */
const PIECE = 512;

/** All that clusters at any threshold are made of. */
export interface DuplicateTree {
  /** No pair is compared anew, and none is looked at that is below the threshold. */
  at(threshold: number): DuplicateClusters;
}

/** Pairs in order, their threads numbered from 0, and which of the pairs join two groups, as a dendrogram. */
interface Dendrogram {
  readonly pairs: readonly DuplicatePair[];
  /** By key. */
  readonly threads: readonly ThreadReference[];
  /** Numbers of the threads of each pair. */
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  /** Places of pairs, surest first. */
  readonly merges: readonly number[];
}

type GrowingCluster = { readonly threads: ThreadReference[]; readonly pairs: DuplicatePair[]; readonly weakest: DuplicatePair; exact: boolean };

/**
 * Single linkage by Kruskal's algorithm (1956; Gower & Ross 1969), with a guard against chains: a pair joins two groups only
 * once a fifth of all pairs between them are there, so that one bridge does not glue two groups, and a row of threads of which
 * each is near the next is no cluster. Groups only grow as the threshold falls, so one tree tells them at every threshold.
 * Exact copies always join.
 * @param pairs surest first
 */
export function* growTree(pairs: readonly DuplicatePair[], leastLinked = LEAST_LINKED): Pieces<DuplicateTree> {
  const known = new Map<number, ThreadReference>();
  for (const [place, { left, right }] of pairs.entries()) {
    if (place % PIECE === 0) yield;
    known.set(left.key, left).set(right.key, right);
  }
  const threads = [...known.values()].sort((one, other) => one.key - other.key);
  yield;
  const numbers = new Map(threads.map(({ key }, number) => [key, number]));
  const [lefts, rights] = [new Int32Array(pairs.length), new Int32Array(pairs.length)];
  for (const [place, { left, right }] of pairs.entries()) {
    if (place % PIECE === 0) yield;
    lefts[place] = numbers.get(left.key)!;
    rights[place] = numbers.get(right.key)!;
  }
  const groups = createGroups(threads.length);
  const merges: number[] = [];
  for (const [place, pair] of pairs.entries()) {
    if (place % PIECE === 0) yield;
    const [left, right] = [groups.of(lefts[place]!), groups.of(rights[place]!)];
    if (left === right) continue;
    const [leftSize, rightSize] = [groups.size(left), groups.size(right)];
    const least = leftSize > 1 && rightSize > 1 ? LEAST_LINKS : 1;
    const wanted = pair.exact ? 1 : Math.max(least, leastLinked * leftSize * rightSize);
    if (wanted > 1 && groups.link(left, right) < wanted) continue;
    merges.push(place);
    groups.merge(left, right);
  }
  const grown = { pairs, threads, lefts, rights, merges };
  return { at: (threshold) => cut(grown, threshold) };
}

/** @param pairs surest first */
export const clustersAt = (pairs: readonly DuplicatePair[], threshold: number, leastLinked?: number): DuplicateClusters => atOnce(growTree(pairs, leastLinked)).at(threshold);

/** While a request waits: no piece of it depends on more than pairs at the threshold. */
function cut({ pairs, threads, lefts, rights, merges }: Dendrogram, threshold: number): DuplicateClusters {
  const groups = createGroups(threads.length);
  const weakest = new Int32Array(threads.length);
  for (const place of merges) {
    if (pairs[place]!.score < threshold) break;
    // Merges come surest first: the last one is what holds the cluster together.
    weakest[groups.merge(groups.of(lefts[place]!), groups.of(rights[place]!))] = place;
  }
  const clusters: GrowingCluster[] = [];
  const byGroup: (GrowingCluster | undefined)[] = Array.from({ length: threads.length });
  for (let number = 0; number < threads.length; number += 1) {
    const group = groups.of(number);
    if (groups.size(group) === 1) continue;
    let cluster = byGroup[group];
    if (cluster === undefined) clusters.push((cluster = byGroup[group] = { threads: [], pairs: [], weakest: pairs[weakest[group]!]!, exact: true }));
    cluster.threads.push(threads[number]!);
  }
  const bridges: DuplicatePair[] = [];
  for (let place = 0; place < pairs.length && pairs[place]!.score >= threshold; place += 1) {
    const pair = pairs[place]!;
    const group = groups.of(lefts[place]!);
    if (group === groups.of(rights[place]!)) {
      const cluster = byGroup[group]!;
      cluster.pairs.push(pair);
      cluster.exact &&= pair.exact;
    } else bridges.push(pair);
  }
  return { clusters: clusters.sort(largestFirst), bridges };
}

function largestFirst(one: DuplicateCluster, other: DuplicateCluster): number {
  return other.threads.length - one.threads.length || surestFirst(one.weakest, other.weakest);
}
