import type { ClusterPair, WholeCluster } from "../../../src/duplicates/answers.ts";
import type { ThreadSummary } from "../../../src/store/thread-summary.ts";

export const summary = (id: string): ThreadSummary => ({ id, title: `Title ${id}`, department: null, askedAt: null, replyCount: 0, excerpt: `Excerpt ${id}` });

export const clusterPair = (left: string, right: string, score = 0.95): ClusterPair => ({ left, right, score, exact: false, judgement: null });

/** A cluster of threads by their ids, of which every two are a pair; the first is canonical. */
export function cluster(...ids: string[]): WholeCluster {
  const pairs = ids.flatMap((left, place) => ids.slice(place + 1).map((right) => clusterPair(left, right)));
  return {
    size: ids.length,
    threads: ids.map(summary),
    canonical: { id: ids[0]!, reason: "oldest" },
    weakest: pairs.at(-1)!,
    exact: false,
    pairCount: pairs.length,
    judgedCount: 0,
    pairs,
  };
}
