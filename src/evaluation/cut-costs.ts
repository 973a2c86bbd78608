import type { JudgedScore } from "./binary-measures.ts";
import type { JudgedQuery } from "./judged-queries.ts";
import { DEPTH, isRelevant } from "./list-measures.ts";
import type { Answers } from "./rankers.ts";
import { scoreCurve, type CurvePoint } from "./score-curve.ts";

/** A query with what the rankers said to it. */
export interface AnsweredQuery {
  readonly query: JudgedQuery;
  readonly answers: Answers;
}

/** What the default cut does. Shares are null where there is nothing to take a share of. */
export interface CutCosts {
  /** Relevant threads among the first ten of the shipped ranking without a cut, over all queries. */
  readonly relevant: number;
  /** Share of them that the default cut hides. */
  readonly hiddenShare: number | null;
  /** Share of queries with a relevant thread for which nothing is shown. */
  readonly emptyShare: number;
  /** Queries for which every judged thread is irrelevant, and the share of them for which nothing is shown: rightly. */
  readonly unanswerable: number;
  readonly unanswerableEmptyShare: number | null;
}

/** What lists that must open with `score` show of the first ten of the shipped ranking, and for which share of queries nothing. */
export interface DataCurvePoint extends CurvePoint {
  readonly empty: number;
  readonly unanswerableEmpty: number | null;
}

export const isAnswerable = ({ query }: AnsweredQuery): boolean => [...query.grades.values()].some(isRelevant);

export function cutCosts(answered: readonly AnsweredQuery[]): CutCosts {
  const [answerable, unanswerable] = partition(answered);
  let relevant = 0;
  let hidden = 0;
  for (const { query, answers } of answerable) {
    const shown = new Set(answers.shown);
    for (const { id } of firstTen(answers)) {
      if (!isRelevant(query.grades.get(id))) continue;
      relevant += 1;
      if (!shown.has(id)) hidden += 1;
    }
  }
  const isEmpty = ({ answers }: AnsweredQuery) => answers.shown.length === 0;
  return {
    relevant,
    hiddenShare: relevant === 0 ? null : hidden / relevant,
    emptyShare: shareOf(answerable, isEmpty)!,
    unanswerable: unanswerable.length,
    unanswerableEmptyShare: shareOf(unanswerable, isEmpty),
  };
}

/**
 * The same over every cut. What nobody judged counts as not relevant, so precision is a lower bound.
 * @param others from which score on a thread is shown in a list that opens
 */
export function cutCurve(answered: readonly AnsweredQuery[], others: number): DataCurvePoint[] {
  const [answerable, unanswerable] = partition(answered);
  const candidates = answerable.flatMap(({ query, answers }) =>
    firstTen(answers).map(({ id, score }): JudgedScore => ({
      // A thread that is good enough to follow is shown with the first one, others by themselves.
      score: score >= others ? answers.lists.shipped[0]!.score : score,
      related: isRelevant(query.grades.get(id)),
    })),
  );
  const relevant = answerable.reduce((sum, { query }) => sum + [...query.grades.values()].filter(isRelevant).length, 0);
  return scoreCurve(candidates, relevant).map((point) => {
    const isEmpty = ({ answers }: AnsweredQuery) => firstTen(answers).every(({ score }) => score < point.score);
    return { ...point, empty: shareOf(answerable, isEmpty)!, unanswerableEmpty: shareOf(unanswerable, isEmpty) };
  });
}

const firstTen = ({ lists }: Answers) => lists.shipped.slice(0, DEPTH);

function partition(answered: readonly AnsweredQuery[]) {
  return [answered.filter(isAnswerable), answered.filter((one) => !isAnswerable(one))] as const;
}

function shareOf<Item>(items: readonly Item[], condition: (item: Item) => boolean): number | null {
  return items.length === 0 ? null : items.filter(condition).length / items.length;
}
