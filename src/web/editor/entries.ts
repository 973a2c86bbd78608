import type { ReviewedCluster, ReviewedPair } from "../../duplicates/answers.ts";
import type { ThreadSummary } from "../../store/thread-summary.ts";
import type { Filters } from "./filters.ts";
import { judgedCount, type Matter } from "./matter.ts";

/** A line of the list: a cluster, or a pair alone. */
export interface Entry {
  /** A thread of the cluster; of a pair both. Stays while it is in the list, whichever thread becomes canonical. */
  readonly id: string;
  /** The first threads, or all. */
  readonly threads: readonly ThreadSummary[];
  readonly size: number;
  /** Of its weakest link. */
  readonly score: number;
  readonly exact: boolean;
  readonly pairCount: number;
  readonly judgedCount: number;
  /** Present where it is a pair alone. */
  readonly pair?: ReviewedPair;
}

export const entryOfCluster = ({ threads, size, weakest, exact, pairCount, judgedCount }: ReviewedCluster): Entry => ({
  id: threads[0]!.id, threads, size, score: weakest.score, exact, pairCount, judgedCount,
});

export const entryOfPair = (pair: ReviewedPair): Entry => ({
  id: `${pair.left.id}\n${pair.right.id}`,
  threads: [pair.left, pair.right],
  size: 2,
  score: pair.score,
  exact: pair.exact,
  pairCount: 1,
  judgedCount: pair.judgement === null ? 0 : 1,
  pair,
});

export const isJudged = ({ pairCount, judgedCount }: Entry): boolean => judgedCount >= pairCount;

/** How many of what is shown the service still counts: what was judged since has left a list of what is to judge. */
export function stillListed(entries: readonly Entry[], { state }: Pick<Filters, "state">): number {
  if (state === "all") return entries.length;
  return entries.filter((entry) => isJudged(entry) === (state === "judged")).length;
}

/** Entries with more behind them; those that are there already stay where they are. */
export function joined(entries: readonly Entry[], more: readonly Entry[]): readonly Entry[] {
  const known = new Set(entries.map(({ id }) => id));
  return [...entries, ...more.filter(({ id }) => !known.has(id))];
}

/** Entries where one is as its matter has become. */
export function become(entries: readonly Entry[], matter: Matter): readonly Entry[] {
  return entries.map((entry) => {
    if (entry.id !== matter.id) return entry;
    const { pair } = entry;
    return {
      ...entry,
      pairCount: matter.pairs.length,
      judgedCount: judgedCount(matter),
      ...(pair === undefined ? {} : { pair: { ...pair, judgement: matter.pairs[0]!.judgement } }),
    };
  });
}
