import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import { findCentre, type Centre } from "./centre.ts";
import { comparedQuestion, compareQuestions } from "./comparison.ts";
import { estimateShare } from "./duplicate-share.ts";
import { gatherExchanges, type Exchanges } from "./exchanges.ts";
import { logitOf, pairWeightsFor, type PairWeights } from "./pair-score.ts";
import { sharpened, UNSHARPENED, type Sharpening } from "./sharpening.ts";
import { createSlices, inSlices, type Pieces } from "./slices.ts";
import { weighWordsOf, type WordWeights } from "./word-weights.ts";

/** A forum that is so many times as large as when it was looked at, or so many times smaller, is looked at anew. */
const OUTGROWN = 2;
/** A forum of fewer threads grows past that at every step; it is supposed to have more. */
const FEW_THREADS = 64;
/** Threads whose neighbours tell how often the same is asked in the forum, and how many neighbours of each. */
const SAMPLED_THREADS = 256;
const NEIGHBOURS = 24;

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
    const [before, now] = [Math.max(FEW_THREADS, questionCount), Math.max(FEW_THREADS, index.threadCount)];
    return questionCount === 0 || now > before * OUTGROWN || before > now * OUTGROWN;
  }

  return {
    now: async () => {
      if (background === undefined || outgrown()) {
        const threads = index.threads();
        questionCount = threads.length;
        background = inSlices(backgroundOf(threads, index, fingerprint, sharpening), createSlices());
        // Whoever asks next tries again.
        background.catch(() => (background = undefined));
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
  const words = weighWordsOf(counts, threads.length);
  const centre = yield* findCentre(firstWindows(threads, index));
  const exchanges = yield* gatherExchanges(threads.map(({ words: said }) => said));
  const balanced = { words, centre, exchanges, pairs: pairWeightsFor(fingerprint) };
  const share = estimateShare(yield* sampledLogits(threads, index, balanced));
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
    const asked = questionOf(thread);
    const near = index.nearest({ question: index.questionVectors(thread).slice(0, 1), replies: [] }, { count: NEIGHBOURS + 1 });
    const compared = near.filter(({ key }) => key !== thread.key).map((other) => compareQuestions(asked, questionOf(other), background));
    yield;
    const nearest = compared.sort((left, right) => right.signals.similarity - left.signals.similarity).slice(0, NEIGHBOURS);
    for (const { signals } of nearest) if (signals.agreement < 1) logits.push(logitOf(signals, background.pairs));
  }
  return logits;
}

/** What the index knows of a question: no word is a slip of another, and copies are known by their words. */
const withoutSpelling = ({ words }: IndexedThread) => ({ words: new Map(Array.from(words, (digest) => [digest, ""] as const)), normalForm: null });
