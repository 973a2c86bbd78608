import type { BinaryMeasures } from "./binary-measures.ts";
import type { Cut } from "../recommend/calibration.ts";
import { departmentLines } from "./department-report-text.ts";
import type { DataReport, Measure } from "./evaluate-data.ts";
import type { DepartmentReport } from "./evaluate-departments.ts";
import type { PairReport, SimilarityReport } from "./evaluate-pairs.ts";
import type { TopicListsReport } from "./evaluate-topic-lists.ts";
import type { TopicReport } from "./evaluate-topics.ts";
import { RANKERS } from "./rankers.ts";
import { bracketed, decimal, percent, textTable } from "./text-table.ts";
import { topicLines, topicListsLines } from "./topic-report-text.ts";

/** Everything that one run measured. */
export interface Report {
  /** The model's fingerprint. */
  readonly model: string;
  /** What is shown of a text's threads unless asked otherwise. */
  readonly defaultCut: Cut;
  readonly data: readonly DataReport[];
  readonly pairs: readonly PairReport[];
  readonly similarity: readonly SimilarityReport[];
  readonly topics: readonly TopicReport[];
  readonly topicLists: readonly TopicListsReport[];
  readonly departments: readonly DepartmentReport[];
}

const COLUMNS: readonly (readonly [measure: Measure, title: string])[] = [
  ["precisionAt1", "P@1"],
  ["reciprocalRank", "MRR@10"],
  ["averagePrecision", "MAP@10"],
  ["gain", "nDCG@10"],
  ["recall", "recall@10"],
];

const cutTold = ({ best, others }: Cut) => `a list opens with a score of ${best} and goes on to ${others}`;

/** A report for people; in brackets the 95 % intervals. */
export function reportText({ model, defaultCut, data, pairs, similarity, topics, topicLists, departments }: Report): string {
  const parts = [
    [`Model ${model}; ${cutTold(defaultCut)}`],
    ...data.map((report) => dataLines(report, defaultCut)),
    ...pairs.map(pairLines),
    ...similarity.map(({ name, pairs, spearman }) => [`${name}: ${pairs} pairs, Spearman of the cosine ${spearman.toFixed(4)}`]),
    ...topics.map(topicLines),
    ...topicLists.map(topicListsLines),
    ...departments.map(departmentLines),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function dataLines({ name, threads, queries, leftOut, rankers, shippedMinus, collapsedMinus, cut }: DataReport, defaultCut: Cut): string[] {
  const rows = RANKERS.map((ranker) => [ranker, ...COLUMNS.map(([measure]) => bracketed(rankers[ranker][measure]))]);
  const notices = [
    [leftOut.unjudgedQueries, "queries are not judged; they are left out"],
    [leftOut.unknownQueries, "judgements name a query that queries.jsonl lacks; they are left out"],
    [leftOut.unknownThreads, "judgements name a thread that is not there, or not public; they are left out"],
  ] as const;
  return [
    `${name}: ${threads} threads, ${queries} queries with a relevant thread`,
    ...notices.filter(([count]) => count > 0).map(([count, notice]) => `  ${count} ${notice}`),
    ...textTable([["ranker", ...COLUMNS.map(([, title]) => title)], ...rows]),
    "",
    ...textTable([
      ["nDCG@10, shipped minus", "difference"],
      ...RANKERS.filter((ranker) => ranker !== "shipped").map((ranker) => [ranker, bracketed(shippedMinus[ranker])]),
    ]),
    `Near-identical threads collapsed and the list diversified, minus shipped: ${bracketed(collapsedMinus)}`,
    "",
    `Where ${cutTold(defaultCut)}:`,
    ...textTable([
      ["  queries that show nothing", percent(cut.emptyShare)],
      [`  relevant threads hidden, of ${cut.relevant} within ten`, percent(cut.hiddenShare)],
      ...(cut.unanswerable > 0
        ? [[`  queries without an answer that show nothing, of ${cut.unanswerable}`, percent(cut.unanswerableEmptyShare)]]
        : []),
    ]),
  ];
}

function pairLines({ name, pairs, related, cosine, score }: PairReport): string[] {
  const cells = ({ averagePrecision, areaUnderRoc, bestF1 }: BinaryMeasures) => [averagePrecision, areaUnderRoc, bestF1.f1, bestF1.cut].map(decimal);
  return [
    `${name}: ${pairs} pairs, ${related} of them related`,
    ...textTable([
      ["", "AP", "ROC AUC", "best F1", "at", "ECE"],
      ["cosine", ...cells(cosine), "–"],
      ["calibrated score", ...cells(score), decimal(score.calibrationError)],
    ]),
  ];
}
