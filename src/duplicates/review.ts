import type { SearchIndex } from "../search/search-index.ts";
import type { DecisionLog } from "../store/decision-log.ts";
import type { DuplicateGroups } from "../store/duplicate-groups.ts";
import type { DuplicateThreads } from "../store/duplicate-threads.ts";
import type { DuplicatePair, DuplicateReview, PairOrder, ReviewedPair, ReviewFilter } from "./answers.ts";
import type { Check } from "./check.ts";
import { createClusterView, type Judged } from "./cluster-view.ts";
import { verdictOf } from "./cuts.ts";
import type { DuplicateFinder } from "./finder.ts";
import type { Findings } from "./findings.ts";
import { createJudgements } from "./judgements.ts";
import { countFrom, listedClusters, listedPairs } from "./review-orders.ts";
import { createThreadFilters } from "./thread-filter.ts";

export interface DuplicateReviewDependencies {
  readonly finder: Pick<DuplicateFinder, "begin" | "findings" | "progress">;
  readonly index: Pick<SearchIndex, "revision" | "thread" | "threadsByKey">;
  readonly decisionLog: DecisionLog;
  readonly groups: DuplicateGroups;
  readonly threads: DuplicateThreads;
  readonly check: Check;
}

/** Pairs whose threads are read in one go: some 3 ms. */
const READ_AT_ONCE = 256;

interface Found {
  readonly findings: Findings;
  readonly judged: Judged;
}

type Window = Pick<Parameters<DuplicateReview["pairs"]>[0], "offset" | "limit">;

/** What is found and what was said of it, together. The finder begins when somebody first looks. */
export function createDuplicateReview({ finder, index, decisionLog, groups, threads, check }: DuplicateReviewDependencies): DuplicateReview {
  const judgements = createJudgements({ log: decisionLog, index });
  const view = createClusterView({ groups, threads });
  const filterOf = createThreadFilters(index);

  function look(): Found {
    finder.begin();
    const findings = finder.findings();
    return { findings, judged: judgements.of(findings.pairs) };
  }

  function frame({ findings: { pairs }, judged }: Found, { minScore }: ReviewFilter) {
    return { judging: { judged: judgedFrom(judged, minScore), total: countFrom(pairs, minScore) }, finding: finder.progress() };
  }

  /** Which pairs are listed, before any page is cut. */
  function listing({ findings, judged }: Found, request: ReviewFilter & { readonly order: PairOrder }) {
    const accept = filterOf(request);
    const isListed = (pair: DuplicatePair) =>
      isInState(request, judged.has(pair)) && (accept === undefined || accept(pair.left.key) || accept(pair.right.key));
    return { inOrder: listedPairs(findings.pairs, request.minScore, request.order), isListed, isFiltered: accept !== undefined };
  }

  function shown(pairs: readonly DuplicatePair[], judged: Judged): ReviewedPair[] {
    const summaries = threads.summaries(pairs.flatMap(({ left, right }) => [left.key, right.key]));
    return pairs.flatMap((pair) => {
      const [left, right] = [summaries.get(pair.left.key), summaries.get(pair.right.key)];
      // Hidden this moment, by another process.
      if (left === undefined || right === undefined) return [];
      return [{ left, right, score: pair.score, exact: pair.exact, judgement: judged.get(pair) ?? null }];
    });
  }

  return {
    pairs: (request) => {
      const found = look();
      const { inOrder, isListed, isFiltered } = listing(found, request);
      const { items, total } = pageOf(inOrder, isListed, request, isFiltered ? undefined : countInState(found, request));
      return { items: shown(items, found.judged), total, ...frame(found, request) };
    },

    allPairs: function* (request) {
      const found = look();
      const { inOrder, isListed } = listing(found, request);
      const pairs = [...inOrder].filter(isListed);
      for (let from = 0; from < pairs.length; from += READ_AT_ONCE) yield shown(pairs.slice(from, from + READ_AT_ONCE), found.judged);
    },

    clusters: (request) => {
      const found = look();
      const { findings, judged } = found;
      const accept = filterOf(request);
      const { clusters } = findings.clusters(request.minScore);
      const { items, total } = pageOf(
        listedClusters(clusters, request.order),
        (cluster) => isInState(request, allJudged(cluster.pairs, judged)) && (accept === undefined || cluster.threads.some(({ key }) => accept(key))),
        request,
      );
      return { items: items.flatMap((cluster) => view.inList(cluster, judged) ?? []), total, ...frame(found, request) };
    },

    cluster: (threadId, minScore) => {
      const { findings, judged } = look();
      const key = index.thread(threadId)?.key;
      const cluster = findings.clusters(minScore).clusters.find((one) => one.threads.some((thread) => thread.key === key));
      const whole = cluster && view.whole(cluster, judged);
      // Hidden this moment, by another process, it is in no cluster: that it was must not show.
      return whole?.threads.some(({ id }) => id === threadId) === true ? whole : undefined;
    },

    check: async (asked, options) => {
      const matches = await check(asked, options);
      const summaries = threads.summaries(matches.map(({ key }) => key));
      const shown = matches.flatMap(({ key, score, exact }) => {
        const thread = summaries.get(key);
        return thread === undefined ? [] : [{ thread, score, exact }];
      });
      return { verdict: verdictOf(shown[0]?.score ?? 0), matches: shown };
    },
  };
}

function isInState({ state = "all" }: Pick<ReviewFilter, "state">, judged: boolean): boolean {
  return state === "all" || (state === "judged") === judged;
}

/** How many pairs are listed where no thread is filtered out. */
function countInState({ findings: { pairs }, judged }: Found, { state = "all", minScore, order }: ReviewFilter & { readonly order: PairOrder }): number {
  const [all, ofThem] = order === "line" ? [pairs.length, judged.size] : [countFrom(pairs, minScore), judgedFrom(judged, minScore)];
  return { all, judged: ofThem, open: all - ofThem }[state];
}

function judgedFrom(judged: Judged, minScore: number): number {
  let count = 0;
  for (const { score } of judged.keys()) if (score >= minScore) count += 1;
  return count;
}

/** Most clusters have an open pair soon: no more is looked at. */
const allJudged = (pairs: readonly DuplicatePair[], judged: Judged) => pairs.every((pair) => judged.has(pair));

/** @param known how many items there are, where that need not be counted */
function pageOf<Item>(items: Iterable<Item>, accept: (item: Item) => boolean, { offset, limit }: Window, known?: number): { readonly items: readonly Item[]; readonly total: number } {
  const page: Item[] = [];
  let count = 0;
  for (const item of items) {
    if (known !== undefined && page.length === limit) break;
    if (!accept(item)) continue;
    if (count >= offset && page.length < limit) page.push(item);
    count += 1;
  }
  return { items: page, total: known ?? count };
}
