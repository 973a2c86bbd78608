import { KindredError } from "../forum/errors.ts";
import { questionWindows } from "../forum/passage.ts";
import { bootstrapMean, type Interval } from "./bootstrap.ts";
import { cutCosts, cutCurve, isAnswerable, type AnsweredQuery, type CutCosts, type DataCurvePoint } from "./cut-costs.ts";
import { judgedQueries, type JudgedQueries, type Judgements, type Query } from "./judged-queries.ts";
import { measureList, type ListMeasures } from "./list-measures.ts";
import { createRankers, type EvaluatedForum, type RankerName } from "./rankers.ts";

export type Measure = keyof ListMeasures;

/** How well the four rankers answer the judged queries of a folder. */
export interface DataReport {
  readonly name: string;
  readonly threads: number;
  /** Queries with a relevant thread: all measures are over them. */
  readonly queries: number;
  readonly leftOut: JudgedQueries["leftOut"];
  readonly rankers: Readonly<Record<RankerName, Readonly<Record<Measure, Interval>>>>;
  /** nDCG@10 of the shipped ranking minus that of another, paired by query. */
  readonly shippedMinus: Readonly<Record<Exclude<RankerName, "shipped">, Interval>>;
  /** nDCG@10 of the list with near-identical threads collapsed and the rest diversified, minus that of the shipped ranking. */
  readonly collapsedMinus: Interval;
  readonly cut: CutCosts;
  readonly curve: readonly DataCurvePoint[];
}

/** Queries embedded together: one by one, the model's threads would wait for each other. */
const QUERIES_AT_ONCE = 128;

/**
 * Asks a forum every judged query.
 * @param name what the report calls it
 * @param unanswerable questions that have no answer in the forum
 * @param forum holds the threads that were judged; its embedder remembers what it embedded a moment ago
 * @throws KindredError `input_unreadable` where no query has a relevant thread in the forum
 */
export async function evaluateData(
  name: string,
  judgements: Judgements,
  forum: EvaluatedForum,
  unanswerable: readonly Query[] = [],
): Promise<DataReport> {
  const rankers = createRankers(forum);
  const { queries: judged, leftOut } = judgedQueries(judgements, (id) => rankers.threadIds.has(id));
  const queries = [...judged, ...unanswerable.map((query) => ({ ...query, grades: new Map<string, number>() }))];
  const answered: AnsweredQuery[] = [];
  for (let start = 0; start < queries.length; start += QUERIES_AT_ONCE) {
    const some = queries.slice(start, start + QUERIES_AT_ONCE);
    await forum.embedder.embed(some.flatMap(({ text, title }) => questionWindows(text, title)));
    for (const query of some) answered.push({ query, answers: await rankers.answer(query) });
  }
  const answerable = answered.filter(isAnswerable);
  if (answerable.length === 0) {
    throw new KindredError(
      "input_unreadable",
      `${name} has no query with a relevant thread`,
      "Its qrels.tsv needs a grade of 1 or more for a query of queries.jsonl and a public thread of threads.jsonl.",
    );
  }
  return {
    name,
    threads: rankers.threadIds.size,
    queries: answerable.length,
    leftOut,
    ...compareRankers(answerable),
    cut: cutCosts(answered),
    curve: cutCurve(answered, forum.cut.others),
  };
}

function compareRankers(answerable: readonly AnsweredQuery[]): Pick<DataReport, "rankers" | "shippedMinus" | "collapsedMinus"> {
  const measured = (ranker: RankerName) =>
    answerable.map(({ query, answers }) => measureList(answers.lists[ranker].map(({ id }) => id), query.grades));
  const lists = { lexical: measured("lexical"), dense: measured("dense"), rrf: measured("rrf"), shipped: measured("shipped") };
  const interval = (ranker: RankerName, measure: Measure) => bootstrapMean(lists[ranker].map((list) => list[measure]));
  const summary = (ranker: RankerName): Record<Measure, Interval> => ({
    precisionAt1: interval(ranker, "precisionAt1"),
    reciprocalRank: interval(ranker, "reciprocalRank"),
    averagePrecision: interval(ranker, "averagePrecision"),
    gain: interval(ranker, "gain"),
    recall: interval(ranker, "recall"),
  });
  const shippedMinus = (ranker: RankerName) =>
    bootstrapMean(lists.shipped.map((list, place) => list.gain - lists[ranker][place]!.gain));
  const collapsed = answerable.map(({ query, answers }) => measureList(answers.collapsed, query.grades).gain);
  return {
    collapsedMinus: bootstrapMean(collapsed.map((gain, place) => gain - lists.shipped[place]!.gain)),
    rankers: { lexical: summary("lexical"), dense: summary("dense"), rrf: summary("rrf"), shipped: summary("shipped") },
    shippedMinus: { lexical: shippedMinus("lexical"), dense: shippedMinus("dense"), rrf: shippedMinus("rrf") },
  };
}
