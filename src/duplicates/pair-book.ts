import type { DuplicatePair } from "./answers.ts";
import type { Pieces } from "./slices.ts";
import { mergeInPieces, sortInPieces } from "./sort-in-pieces.ts";

/** Pairs by their threads, and in order. */
export interface PairBook {
  /** Whether a pair came or went since they were put in order. */
  readonly changed: boolean;
  /** Puts these in place of all pairs of a thread. */
  replace(threadKey: number, pairs: readonly DuplicatePair[]): void;
  /** Takes out what is no pair any more, its thread being gone. */
  remove(threadKey: number): void;
  of(threadKey: number): DuplicatePair[];
  /** All as they are when it is called, surest first, equal ones by their keys; no other may be under way. */
  ordered(): Pieces<readonly DuplicatePair[]>;
}

/** Surest first, equal ones by their keys: the same order in every process. */
export const surestFirst = (one: DuplicatePair, other: DuplicatePair): number =>
  other.score - one.score || one.left.key - other.left.key || one.right.key - other.right.key;

const areAlike = (one: DuplicatePair, other: DuplicatePair) =>
  one.score === other.score && one.exact === other.exact && one.left.id === other.left.id && one.right.id === other.right.id;

export function createPairBook(): PairBook {
  const byThread = new Map<number, Map<number, DuplicatePair>>();
  let order: readonly DuplicatePair[] = [];
  let added = new Set<DuplicatePair>();
  let removed = new Set<DuplicatePair>();

  function put(pair: DuplicatePair): void {
    for (const [key, otherKey] of [[pair.left.key, pair.right.key], [pair.right.key, pair.left.key]] as const) {
      const known = byThread.get(key);
      if (known === undefined) byThread.set(key, new Map([[otherKey, pair]]));
      else known.set(otherKey, pair);
    }
    added.add(pair);
  }

  function take(pair: DuplicatePair): void {
    for (const [key, otherKey] of [[pair.left.key, pair.right.key], [pair.right.key, pair.left.key]] as const) {
      const known = byThread.get(key)!;
      known.delete(otherKey);
      if (known.size === 0) byThread.delete(key);
    }
    // What never came into the order need not leave it.
    if (!added.delete(pair)) removed.add(pair);
  }

  const remove = (threadKey: number) => [...(byThread.get(threadKey)?.values() ?? [])].forEach(take);

  return {
    get changed() {
      return added.size + removed.size > 0;
    },
    replace: (threadKey, pairs) => {
      const before = byThread.get(threadKey) ?? new Map<number, DuplicatePair>();
      const kept = new Set<DuplicatePair>();
      const newer: DuplicatePair[] = [];
      for (const pair of pairs) {
        const known = before.get(pair.left.key === threadKey ? pair.right.key : pair.left.key);
        // Most of a thread's pairs were found from the other side already: what is as it was keeps its place.
        if (known !== undefined && areAlike(known, pair)) kept.add(known);
        else newer.push(pair);
      }
      for (const pair of before.values()) if (!kept.has(pair)) take(pair);
      newer.forEach(put);
    },
    remove,
    of: (threadKey) => [...(byThread.get(threadKey)?.values() ?? [])].sort(surestFirst),
    ordered: function* () {
      const [came, went] = [added, removed];
      [added, removed] = [new Set(), new Set()];
      // What is in order stays so: only what came is sorted, and merged in.
      const newer = yield* sortInPieces([...came], surestFirst);
      order = yield* mergeInPieces(order, newer, { compare: surestFirst, without: went });
      return order;
    },
  };
}
