import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import { findCentre, nearestCosine, type Centre } from "./centre.ts";
import { comparedQuestion, compareQuestions, type ComparedQuestion } from "./comparison.ts";
import { estimateShare } from "./duplicate-share.ts";
import { gatherExchanges, type Exchanges } from "./exchanges.ts";
import { logitOf, pairWeightsFor, type PairWeights } from "./pair-score.ts";
import { sharpened, UNSHARPENED, type Sharpening } from "./sharpening.ts";
import { createSlices, inSlices, type Pieces } from "./slices.ts";
import { weighWordsOf, type WordWeights } from "./word-weights.ts";

/** A forum that is so many times as large as when it was looked at, or so many times smaller, is looked at anew. */
const OUTGROWN = 2;
/** Threads whose neighbours tell how often the same is asked in the forum. */
const SAMPLED_THREADS = 256;
/** Near pairs are those of a thread with so many others: weights are fitted to these, and a forum's share is of these. */
export const NEIGHBOURS = 24;

/** What a forum's questions have in common, against which two of them are compared. */
export interface Background {
  readonly words: WordWeights;
  readonly centre: Centre;
  readonly exchanges: Exchanges;
  /** With the intercept that fits this forum, sharpened by what its editors decided. */
  readonly pairs: PairWeights;
}

/** The background of the forum, the same to everybody who asks. */
export interface ForumBackground {
  /** The same until the forum outgrows it: scores do not move with every thread. */
  now(): Promise<Background>;
}

/**
 * Looks at what the index holds, when somebody asks and not before.
 * @param fingerprint of the model that the vectors are from
 * @param sharpening of this model's scores
 */
export function createForumBackground(index: SearchIndex, fingerprint: string, sharpening: Sharpening = UNSHARPENED): ForumBackground {
  let background: Promise<Background> | undefined;
  let questionCount = 0;

  function outgrown(): boolean {
    return index.threadCount > questionCount * OUTGROWN || questionCount > index.threadCount * OUTGROWN;
  }

  return {
    now: async () => {
      if (background === undefined || outgrown()) {
        const threads = index.threads();
        questionCount = threads.length;
        const latest = inSlices(backgroundOf(threads, index, fingerprint, sharpening), createSlices());
        // Whoever asks next tries again.
        latest.catch(() => (background = background === latest ? undefined : background));
        background = latest;
      }
      return background;
    },
  };
}

export function* backgroundOf(threads: readonly IndexedThread[], index: SearchIndex, fingerprint: string, sharpening = UNSHARPENED): Pieces<Background> {
  const counts = new Map<number, number>();
  for (const { words } of threads) {
    for (const digest of new Set(words)) counts.set(digest, (counts.get(digest) ?? 0) + 1);
    yield;
  }
  const words = yield* weighWordsOf(counts, threads.length);
  const centre = yield* findCentre(firstWindows(threads, index));
  const exchanges = yield* gatherExchanges(threads.map(({ words: said }) => said));
  const balanced = { words, centre, exchanges, pairs: pairWeightsFor(fingerprint) };
  const share = yield* estimateShare(yield* sampledLogits(threads, index, balanced));
  // Last: decisions were compared with what the share makes of a score.
  const pairs = sharpened({ ...balanced.pairs, intercept: balanced.pairs.intercept + Math.log(share / (1 - share)) }, sharpening);
  return { ...balanced, pairs };
}

function* firstWindows(threads: readonly IndexedThread[], index: SearchIndex): Generator<Float32Array> {
  for (const thread of threads) yield* index.questionVectors(thread).slice(0, 1);
}

/** Of near pairs that do not say the same words. */
function* sampledLogits(threads: readonly IndexedThread[], index: SearchIndex, background: Background): Pieces<number[]> {
  const questionOf = (thread: IndexedThread) => comparedQuestion(withoutSpelling(thread), index.questionVectors(thread), background);
  const logits: number[] = [];
  const step = Math.max(1, threads.length / SAMPLED_THREADS);
  for (let place = 0; place < threads.length; place += step) {
    const thread = threads[Math.floor(place)]!;
    const windows = index.questionVectors(thread).slice(0, 1);
    // It went while others had their turn.
    if (windows.length === 0) continue;
    const asked = questionOf(thread);
    const near: { readonly other: ComparedQuestion; readonly similarity: number }[] = [];
    for (const neighbour of index.nearest({ question: windows, replies: [] }, { count: NEIGHBOURS + 1 })) {
      if (neighbour.key === thread.key) continue;
      const other = questionOf(neighbour);
      near.push({ other, similarity: nearestCosine(asked.windows, other.windows) });
    }
    yield;
    for (const { other } of near.sort((left, right) => right.similarity - left.similarity).slice(0, NEIGHBOURS)) {
      const { signals } = compareQuestions(asked, other, background);
      if (signals.agreement < 1) logits.push(logitOf(signals, background.pairs));
    }
  }
  return logits;
}

/** What the index knows of a question: no word is a slip of another, and copies are known by their words. */
const withoutSpelling = ({ words }: IndexedThread) => ({ words: new Map(Array.from(words, (digest) => [digest, ""] as const)), normalForm: null });
