import { createRanker } from "../../recommend/ranking.ts";
import { WEIGHTS, type QuestionWeights, type Weights } from "../../recommend/weights.ts";
import { measureScores, type BinaryMeasures } from "../binary-measures.ts";
import type { JudgedTexts } from "../judged-pairs.ts";
import { DEPTH, isRelevant } from "../list-measures.ts";
import { pairScores, type PairForum, type PairScore } from "../pair-scores.ts";
import { rankEach, type AskedQuestion } from "./asked-questions.ts";
import { heldOutError } from "./held-out-error.ts";
import type { Search } from "./remembering-search.ts";

const COVERAGES = [0, 0.1, 0.2, 0.3];
const LENGTHS = [0, 0.02, 0.04, 0.06, 0.1];
/** Share of questions without an answer that are to get nothing. */
export const EMPTY_SHARE = 0.8;
/** A score is to be a probability first: settings with a greater error than this are not taken. */
export const MOST_ERROR = 0.05;

/**
 * The weights of the question are added to every thread of a list alike: a raw score is linear in both, and three
 * rankings tell it for all settings.
 */
const CORNERS: readonly Weights[] = [
  { coverage: 0, length: 0 },
  { coverage: 1, length: 0 },
  { coverage: 0, length: 1 },
].map((question) => ({ ...WEIGHTS, question }));

/** Raw scores at the corners, in their order. */
export type Corners = readonly number[];

export function rawAt(corners: Corners, { coverage, length }: QuestionWeights): number {
  const [base, withCoverage, withLength] = corners as [number, number, number];
  return base + coverage * (withCoverage - base) + length * (withLength - base);
}

/** A pair of labelled questions. */
export interface PairCorners {
  readonly raw: Corners;
  readonly related: boolean;
}

/** @param forum holds `threadsOfPairs` of the same pairs */
export async function pairCorners(pairs: readonly JudgedTexts[], forum: Omit<PairForum, "rank"> & Search): Promise<PairCorners[]> {
  const scores: PairScore[][] = [];
  for (const weights of CORNERS) scores.push(await pairScores(pairs, { ...forum, rank: createRanker(forum, weights) }));
  return pairs.map(({ label }, place) => ({ raw: scores.map((corner) => corner[place]!.raw), related: label === 1 }));
}

/** A question's list. */
export interface ListCorners {
  /** Of its best thread. */
  readonly best: Corners;
  /** Relevant threads within its first ten. */
  readonly relevant: number;
}

export function listCorners(questions: readonly AskedQuestion[], forum: Search): ListCorners[] {
  return [...rankEach(questions, forum, CORNERS)].map(({ question, rankings }) => ({
    best: rankings.map(({ threads }) => threads[0]!.raw),
    relevant: rankings[0]!.threads.slice(0, DEPTH).filter(({ match }) => isRelevant(question.grades.get(match.thread.id))).length,
  }));
}

/** What the weights of the question are worth. */
export interface QuestionSetting {
  readonly weights: QuestionWeights;
  /** From which raw score of its best thread on a list must be shown for `EMPTY_SHARE` of the unanswerable to get nothing. */
  readonly leastBest: number;
  /** Relevant threads within the first ten, and the share of them that are hidden then, with their whole lists. */
  readonly relevant: number;
  readonly hiddenShare: number;
  /** Of the raw score of pairs. */
  readonly pairs: Pick<BinaryMeasures, "averagePrecision" | "areaUnderRoc">;
  /** Calibration error of pairs that the curve was not fitted to. */
  readonly heldOutError: number;
}

/** What the settings are measured with. */
export interface QuestionEvidence {
  readonly unanswerable: readonly ListCorners[];
  readonly answerable: readonly ListCorners[];
  /** Curves are fitted to all sets of pairs; the last one is measured. */
  readonly pairs: readonly (readonly PairCorners[])[];
}

/** Coverage by coverage, length by length; the shipped setting is among them. */
export function questionSettings(evidence: QuestionEvidence): QuestionSetting[] {
  const { question } = WEIGHTS;
  return withShipped(COVERAGES, question.coverage).flatMap((coverage) =>
    withShipped(LENGTHS, question.length).map((length) => measureSetting({ coverage, length }, evidence)),
  );
}

const withShipped = (values: readonly number[], shipped: number) => [...new Set([...values, shipped])].sort((left, right) => left - right);

export const isShipped = ({ weights: { coverage, length } }: QuestionSetting): boolean =>
  coverage === WEIGHTS.question.coverage && length === WEIGHTS.question.length;

function measureSetting(weights: QuestionWeights, { unanswerable, answerable, pairs }: QuestionEvidence): QuestionSetting {
  const bests = unanswerable.map(({ best }) => rawAt(best, weights)).sort((left, right) => left - right);
  const leastBest = bests[Math.ceil(bests.length * EMPTY_SHARE)]!;
  const relevantOf = (lists: readonly ListCorners[]) => lists.reduce((sum, list) => sum + list.relevant, 0);
  const relevant = relevantOf(answerable);
  const hidden = answerable.filter(({ best }) => rawAt(best, weights) < leastBest);
  const judged = pairs.map((set) => set.map(({ raw, related }) => ({ raw: rawAt(raw, weights), related })));
  return {
    weights,
    leastBest,
    relevant,
    hiddenShare: relevantOf(hidden) / relevant,
    pairs: measureScores(judged.at(-1)!.map(({ raw, related }) => ({ score: raw, related }))),
    heldOutError: heldOutError(judged, judged.length - 1),
  };
}

/**
 * Of the settings whose score is a probability and that hide about the fewest (within one standard error of a share), the
 * one that is calibrated best; undefined where there is none.
 */
export function takeSetting(settings: readonly QuestionSetting[]): QuestionSetting | undefined {
  const calibrated = settings.filter((setting) => setting.heldOutError <= MOST_ERROR);
  const fewest = Math.min(...calibrated.map(({ hiddenShare }) => hiddenShare));
  const [best] = calibrated
    .filter(({ hiddenShare, relevant }) => hiddenShare <= fewest + Math.sqrt((fewest * (1 - fewest)) / relevant))
    .sort((left, right) => left.heldOutError - right.heldOutError);
  return best;
}
