import type { DuplicateGroups } from "../store/duplicate-groups.ts";
import type { DuplicateThreads } from "../store/duplicate-threads.ts";
import type { ClusterPair, DuplicateCluster, DuplicatePair, PairJudgement, ReviewedCluster, ThreadReference, WholeCluster } from "./answers.ts";
import { suggestCanonical } from "./canonical.ts";

/** Threads of a cluster that a list shows. */
const SHOWN_IN_LIST = 3;

export type Judged = ReadonlyMap<DuplicatePair, PairJudgement>;

/** Clusters as editors are shown them; undefined where fewer than two of their threads are public this moment. */
export interface ClusterView {
  inList(cluster: DuplicateCluster, judged: Judged): ReviewedCluster | undefined;
  whole(cluster: DuplicateCluster, judged: Judged): WholeCluster | undefined;
}

/** Threads and pairs that are public this moment, the canonical one and its pairs first. */
interface Arranged {
  readonly canonical: ReviewedCluster["canonical"];
  readonly threads: readonly ThreadReference[];
  readonly pairs: readonly DuplicatePair[];
  readonly weakest: DuplicatePair;
}

export interface ClusterViewDependencies {
  readonly groups: DuplicateGroups;
  readonly threads: DuplicateThreads;
}

export function createClusterView({ groups, threads }: ClusterViewDependencies): ClusterView {
  function arranged(cluster: DuplicateCluster): Arranged | undefined {
    const present = threads.bestFirst(cluster.threads.map(({ key }) => key));
    const keys = new Set(present.map(({ key }) => key));
    const pairs = cluster.pairs.filter(({ left, right }) => keys.has(left.key) && keys.has(right.key));
    if (pairs.length === 0) return undefined;
    const chosen = chosenAmong(cluster.threads.filter(({ key }) => keys.has(key)));
    const suggested = chosen === undefined ? suggestCanonical(present, pairs) : { thread: chosen, reason: "chosen" as const };
    const { key } = suggested.thread;
    const own = pairs.filter(({ left, right }) => left.key === key || right.key === key);
    const scores = new Map(own.map(({ left, right, score }) => [left.key === key ? right.key : left.key, score]));
    const scoreOf = (thread: ThreadReference) => (thread.key === key ? 2 : (scores.get(thread.key) ?? -1));
    return {
      canonical: { id: suggested.thread.id, reason: suggested.reason },
      threads: present.toSorted((one, other) => scoreOf(other) - scoreOf(one) || one.key - other.key),
      pairs: [...own, ...pairs.filter(({ left, right }) => left.key !== key && right.key !== key)],
      // Pairs come surest first.
      weakest: keys.has(cluster.weakest.left.key) && keys.has(cluster.weakest.right.key) ? cluster.weakest : pairs.at(-1)!,
    };
  }

  /**
   * The canonical thread of the largest group of duplicates in it, as editors decided. A group of which less than two threads are
   * here, or whose canonical one is elsewhere, says nothing of which of these the others should point to.
   */
  function chosenAmong(present: readonly ThreadReference[]): ThreadReference | undefined {
    const groupOf = groups.now();
    if (groupOf === undefined) return undefined;
    const byId = new Map(present.map((thread) => [thread.id, thread]));
    const sizes = new Map<ThreadReference, number>();
    for (const { id } of present) {
      const [first] = groupOf(id);
      const canonical = first && byId.get(first.id);
      if (canonical !== undefined) sizes.set(canonical, (sizes.get(canonical) ?? 0) + 1);
    }
    const [largest] = [...sizes].filter(([, size]) => size >= 2).sort(([, one], [, other]) => other - one);
    return largest?.[0];
  }

  function inList(cluster: DuplicateCluster, judged: Judged, { threads: ordered, pairs, canonical, weakest }: Arranged, most: number): ReviewedCluster {
    const shown = ordered.slice(0, most);
    const summaries = threads.summaries(shown.map(({ key }) => key));
    return {
      size: ordered.length,
      threads: shown.flatMap(({ key }) => summaries.get(key) ?? []),
      canonical,
      weakest: clusterPair(weakest, judged),
      exact: cluster.exact,
      pairCount: pairs.length,
      judgedCount: pairs.filter((pair) => judged.has(pair)).length,
    };
  }

  return {
    inList: (cluster, judged) => {
      const all = arranged(cluster);
      return all && inList(cluster, judged, all, SHOWN_IN_LIST);
    },
    whole: (cluster, judged) => {
      const all = arranged(cluster);
      return all && { ...inList(cluster, judged, all, Infinity), pairs: all.pairs.map((pair) => clusterPair(pair, judged)) };
    },
  };
}

function clusterPair(pair: DuplicatePair, judged: Judged): ClusterPair {
  return { left: pair.left.id, right: pair.right.id, score: pair.score, exact: pair.exact, judgement: judged.get(pair) ?? null };
}
