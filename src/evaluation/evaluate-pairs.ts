import { basename } from "node:path";
import type { Embedder } from "../embedding/embedder.ts";
import { questionWindows } from "../forum/passage.ts";
import { calibrationFor } from "../recommend/calibration.ts";
import { dot } from "../search/vector-table.ts";
import { calibrationError, measureScores, type BinaryMeasures, type JudgedScore } from "./binary-measures.ts";
import { readGradedPairs, readLabelledPairs, type JudgedTexts } from "./judged-pairs.ts";
import { rankCorrelation } from "./rank-correlation.ts";
import { scoreCurve, type CurvePoint } from "./score-curve.ts";

/** How well a model parts related pairs from unrelated ones. */
export interface PairReport {
  /** Of the file. */
  readonly name: string;
  readonly pairs: number;
  readonly related: number;
  readonly cosine: BinaryMeasures;
  readonly score: BinaryMeasures & { readonly calibrationError: number };
  /** Over the calibrated score. */
  readonly curve: readonly CurvePoint[];
}

/** How far a model orders sentence pairs as people do: Spearman's correlation of the cosine with their scores. */
export interface SimilarityReport {
  readonly name: string;
  readonly pairs: number;
  readonly spearman: number;
}

type PairEmbedder = Pick<Embedder, "embed" | "fingerprint">;

/** Pairs embedded together. */
const PAIRS_AT_ONCE = 64;

/** @throws KindredError `input_unreadable` for a file that cannot be used */
export async function evaluatePairs(file: string, embedder: PairEmbedder): Promise<PairReport> {
  const pairs = await readLabelledPairs(file);
  const calibration = calibrationFor(embedder.fingerprint);
  const byCosine = (await cosines(pairs, embedder)).map((score, place): JudgedScore => ({ score, related: pairs[place]!.label === 1 }));
  const byScore = byCosine.map(({ score, related }) => ({ score: calibration.score(score), related }));
  const related = byScore.filter((pair) => pair.related).length;
  return {
    name: basename(file),
    pairs: pairs.length,
    related,
    cosine: measureScores(byCosine),
    score: { ...measureScores(byScore), calibrationError: calibrationError(byScore) },
    curve: scoreCurve(byScore, related),
  };
}

/** @throws KindredError `input_unreadable` for a file that cannot be used */
export async function evaluateSimilarity(file: string, embedder: PairEmbedder): Promise<SimilarityReport> {
  const pairs = await readGradedPairs(file);
  const spearman = rankCorrelation(await cosines(pairs, embedder), pairs.map(({ label }) => label));
  return { name: basename(file), pairs: pairs.length, spearman };
}

/** Cosine of the two nearest windows of each pair, as the index scores a question against a question. */
export async function cosines(pairs: readonly JudgedTexts[], embedder: PairEmbedder): Promise<number[]> {
  const result: number[] = [];
  for (let start = 0; start < pairs.length; start += PAIRS_AT_ONCE) {
    const windows = pairs.slice(start, start + PAIRS_AT_ONCE).map(({ left, right }) => [questionWindows(left), questionWindows(right)] as const);
    const vectors = await embedder.embed(windows.flat(2));
    let next = 0;
    for (const [left, right] of windows) {
      const asked = vectors.slice(next, (next += left.length));
      const found = vectors.slice(next, (next += right.length));
      result.push(Math.max(...asked.flatMap((one) => found.map((other) => dot(one, other)))));
    }
  }
  return result;
}
