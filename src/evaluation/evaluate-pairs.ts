import { basename } from "node:path";
import type { Embedder } from "../embedding/embedder.ts";
import { questionWindows } from "../forum/passage.ts";
import type { Calibration } from "../recommend/calibration.ts";
import { dot } from "../search/vector-table.ts";
import { calibrationError, measureScores, type BinaryMeasures, type JudgedScore } from "./binary-measures.ts";
import { readGradedPairs, type JudgedTexts } from "./judged-pairs.ts";
import type { PairScore } from "./pair-scores.ts";
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

type PairEmbedder = Pick<Embedder, "embed">;

/** Pairs embedded together. */
const PAIRS_AT_ONCE = 64;

/**
 * How well a forum of the right texts parts the pairs.
 * @param name what the report calls them
 */
export function evaluatePairs(name: string, scores: readonly PairScore[], calibration: Calibration): PairReport {
  const byScore = scores.map(({ raw, related }): JudgedScore => ({ score: calibration.score(raw), related }));
  const related = byScore.filter((pair) => pair.related).length;
  return {
    name,
    pairs: scores.length,
    related,
    cosine: measureScores(scores.map(({ cosine, related: isRelated }) => ({ score: cosine, related: isRelated }))),
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
async function cosines(pairs: readonly JudgedTexts[], embedder: PairEmbedder): Promise<number[]> {
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
