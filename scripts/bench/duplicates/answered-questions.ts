import { clustersAt } from "../../../src/duplicates/clusters.ts";
import { pairOf } from "../../../src/duplicates/comparison.ts";
import { DUPLICATE_CUTS } from "../../../src/duplicates/cuts.ts";
import { surestFirst } from "../../../src/duplicates/pair-book.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { measureScores, type JudgedScore } from "../../../src/evaluation/binary-measures.ts";
import { readAnsweredForum, sourceOfThreads, type LabelledForum } from "../../../src/evaluation/duplicates/labelled-forums.ts";
import { comparedPairs, type ComparedPair } from "../../../src/evaluation/duplicates/labelled-pairs.ts";
import { clusterCounts, cutCounts, recallAt } from "../../../src/evaluation/duplicates/pair-measures.ts";
import { decimal, percent, textTable } from "../../../src/evaluation/text-table.ts";
import { withTemporaryForum } from "../../temporary-forum.ts";

/** Precision and recall over all pairs of the questions of a folder, beside the plain cosine. */
export async function measureAnsweredQuestions(folder: string, embedder: Embedder, say: (line?: string) => void): Promise<void> {
  const labelled = await readAnsweredForum(folder, folder);
  const pairs = await withTemporaryForum(folder, sourceOfThreads(labelled.threads), embedder, async (forum) => [...comparedPairs(labelled, forum)]);
  const different = pairs.filter(({ comparison }) => !comparison.exact);
  say(`${labelled.threads.length} questions, ${pairs.length} pairs, ${pairs.filter(({ duplicate }) => duplicate).length} of them duplicates; ${pairs.length - different.length} are exact copies`);
  for (const [name, judged] of [
    ["Kindred", byScore(pairs)],
    ["cosine", byCosine(pairs)],
    ["Kindred, exact copies aside", byScore(different)],
    ["cosine, exact copies aside", byCosine(different)],
  ] as const) {
    const { averagePrecision, bestF1 } = measureScores(judged);
    const recalls = [0.95, 0.9, 0.8, 0.7].map((precision) => `${precision} ${decimal(recallAt(judged, precision))}`).join(", ");
    say(`${name}: average precision ${decimal(averagePrecision)}, best F1 ${decimal(bestF1.f1)} at ${decimal(bestF1.cut)}; recall at precision ${recalls}`);
  }
  const rows = CURVE.map(([score, cosine]) => [...row(byScore(pairs), score), ...row(byCosine(pairs), cosine)]);
  for (const line of textTable([["score from", "pairs", "precision", "recall", "cosine from", "pairs", "precision", "recall"], ...rows])) say(line);
  say();
  showClusters(pairs, labelled, say);
}

const CURVE = [[0.01, 0.5], [0.03, 0.55], [0.05, 0.6], [0.1, 0.65], [0.2, 0.7], [0.3, 0.725], [0.4, 0.75], [0.5, 0.775], [0.6, 0.8], [0.7, 0.825], [0.8, 0.85], [0.9, 0.9], [0.95, 0.95]] as const;

const byScore = (pairs: readonly ComparedPair[]): JudgedScore[] => pairs.map(({ comparison, duplicate }) => ({ score: comparison.score, related: duplicate }));
const byCosine = (pairs: readonly ComparedPair[]): JudgedScore[] => pairs.map(({ cosine, duplicate }) => ({ score: cosine, related: duplicate }));

function row(judged: readonly JudgedScore[], cut: number): string[] {
  const { shown, precision, recall } = cutCounts(judged, cut);
  return [decimal(cut), String(shown), decimal(precision), decimal(recall)];
}

/** What the guard against chains is worth: pairs of threads that stand in one cluster. */
function showClusters(pairs: readonly ComparedPair[], { sameQuestion }: LabelledForum, say: (line?: string) => void): void {
  const found = pairs
    .flatMap(({ left, right, comparison }) => (comparison.score >= DUPLICATE_CUTS.floor ? [pairOf(left, right, comparison)] : []))
    .sort(surestFirst);
  const rows = [0, 0.1, 0.2, 0.3, 0.5].flatMap((leastLinked) =>
    [DUPLICATE_CUTS.maybe, DUPLICATE_CUTS.line, DUPLICATE_CUTS.yes].map((threshold) => {
      const { clusters, bridges } = clustersAt(found, threshold, leastLinked);
      const { together, right, mostThreads } = clusterCounts(clusters, sameQuestion);
      const wrongBridges = bridges.filter(({ left, right: other }) => !sameQuestion(left.id, other.id)).length;
      return [`${leastLinked} from ${threshold}`, String(clusters.length), String(mostThreads), String(together), decimal(right / together), `${bridges.length} (${percent(wrongBridges / Math.max(1, bridges.length))} wrong)`];
    }),
  );
  for (const line of textTable([["least linked, threshold", "clusters", "largest", "pairs together", "right", "bridges not taken"], ...rows])) say(line);
}
