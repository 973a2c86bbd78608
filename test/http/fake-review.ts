import type {
  ClusterPair, DuplicateReview, DuplicateVerdict, PairJudgement, ReviewedCluster, ReviewedPair, ReviewPage,
} from "../../src/duplicates/answers.ts";
import type { Thread } from "../../src/forum/thread.ts";
import type { ThreadSummary } from "../../src/store/thread-summary.ts";
import { pageOf } from "./fake-topics.ts";

interface FakeForum {
  readonly summaries: () => readonly ThreadSummary[];
  readonly question: (id: string) => Thread["question"] | undefined;
  readonly judgement: (left: string, right: string) => PairJudgement | null;
  readonly failure: () => Error | undefined;
}

export type ReviewCall = { [Method in keyof DuplicateReview]: { readonly method: Method; readonly asked: Parameters<DuplicateReview[Method]> } }[keyof DuplicateReview];

/** All public threads are one cluster: each pair scores .99, .98 … in the order of its threads. */
export function createFakeReview({ summaries, question, judgement, failure }: FakeForum) {
  const calls: ReviewCall[] = [];
  const guard = () => {
    const error = failure();
    if (error !== undefined) throw error;
  };

  const pairsFrom = (minScore: number): ReviewedPair[] =>
    summaries()
      .flatMap((left, place) => summaries().slice(place + 1).map((right) => ({ left, right })))
      .map((pair, place) => ({ ...pair, score: (99 - place) / 100, exact: place === 0, judgement: judgement(pair.left.id, pair.right.id) }))
      .filter(({ score }) => score >= minScore);

  const clusterAt = (minScore: number): { cluster: ReviewedCluster; pairs: ClusterPair[] } | undefined => {
    const pairs: ClusterPair[] = pairsFrom(minScore).map((pair) => ({ ...pair, left: pair.left.id, right: pair.right.id }));
    const [canonical] = summaries();
    const weakest = pairs.at(-1);
    if (canonical === undefined || weakest === undefined) return undefined;
    const judgedCount = pairs.filter((pair) => pair.judgement !== null).length;
    const threads = summaries();
    const cluster: ReviewedCluster = {
      size: threads.length, threads, canonical: { id: canonical.id, reason: "oldest" }, weakest, exact: false, pairCount: pairs.length, judgedCount,
    };
    return { cluster, pairs };
  };

  const reviewPage = <Item>(all: readonly Item[], request: { offset: number; limit: number }, minScore: number): ReviewPage<Item> => {
    const found = pairsFrom(minScore);
    return {
      ...pageOf(all, request),
      judging: { judged: found.filter((pair) => pair.judgement !== null).length, total: found.length },
      finding: { complete: false, threads: summaries().length, pending: 2 },
    };
  };

  const review: DuplicateReview = {
    pairs(request) {
      calls.push({ method: "pairs", asked: [request] });
      guard();
      return reviewPage(pairsFrom(request.minScore), request, request.minScore);
    },
    *allPairs(request) {
      calls.push({ method: "allPairs", asked: [request] });
      guard();
      const all = pairsFrom(request.minScore);
      for (let from = 0; from < all.length; from += 7) yield all.slice(from, from + 7);
    },
    clusters(request) {
      calls.push({ method: "clusters", asked: [request] });
      guard();
      const found = clusterAt(request.minScore);
      const listed = found === undefined ? [] : [{ ...found.cluster, threads: found.cluster.threads.slice(0, 3) }];
      return reviewPage(listed, request, request.minScore);
    },
    cluster(...asked) {
      calls.push({ method: "cluster", asked });
      guard();
      const found = clusterAt(asked[1]);
      return found?.cluster.threads.some(({ id }) => id === asked[0]) === true ? { ...found.cluster, pairs: found.pairs } : undefined;
    },
    /** The same question is there already, the same title may be. */
    async check(...asked) {
      calls.push({ method: "check", asked });
      guard();
      const same = summaries().filter(({ id }) => question(id) === asked[0].question);
      const alike = summaries().filter(({ title }) => title === asked[0].title);
      const verdict: DuplicateVerdict = same.length > 0 ? "yes" : alike.length > 0 ? "maybe" : "no";
      const score = verdict === "yes" ? 1 : 0.75;
      return { verdict, matches: (verdict === "yes" ? same : alike).map((thread) => ({ thread, score, exact: verdict === "yes" })) };
    },
  };
  return { review, calls };
}
