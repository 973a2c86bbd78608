import type { DuplicatePair, ThreadReference } from "./answers.ts";
import type { Background } from "./background.ts";
import { nearestCosine } from "./centre.ts";
import { DUPLICATE_CUTS } from "./cuts.ts";
import type { Exchanges } from "./exchanges.ts";
import { pairScore, signalsOf, type PairSignals } from "./pair-score.ts";
import { compareWords, type WordAgreement } from "./word-agreement.ts";
import type { QuestionText } from "./word-book.ts";

/** Windows that are compared: a question that is longer is no copy of one that differs in all of these. */
export const MOST_COMPARED_WINDOWS = 8;
/** Questions that are less similar are copies at most where they say the same word by word. */
const LEAST_SIMILARITY = 0.3;

/** One side of a comparison. */
export interface ComparedQuestion {
  readonly text: QuestionText;
  /** Its windows as seen from the centre of the forum. */
  readonly windows: readonly Float32Array[];
}

/** A score with what it came from. */
export interface Comparison {
  readonly score: number;
  readonly exact: boolean;
  readonly signals: PairSignals;
}

/** @param vectors of its windows, as they are in the index */
export function comparedQuestion(text: QuestionText, vectors: readonly Float32Array[], { centre }: Pick<Background, "centre">): ComparedQuestion {
  return { text, windows: centre.from(vectors.slice(0, MOST_COMPARED_WINDOWS)) };
}

export function compareQuestions(left: ComparedQuestion, right: ComparedQuestion, { words, exchanges, pairs }: Background): Comparison {
  const wording = compareWords(left.text.words, right.text.words, words);
  const signals = withExchange(signalsOf(nearestCosine(left.windows, right.windows), wording), wording, exchanges);
  const exact = areExact(left, right);
  return { score: pairScore(signals, exact, pairs), exact, signals };
}

/** The same, of pairs that score at least `floor`; of others no more is looked at than shows that they do not. */
export function compareNear(left: ComparedQuestion, right: ComparedQuestion, { words, exchanges, pairs }: Background, floor = DUPLICATE_CUTS.floor): Comparison | undefined {
  const similarity = nearestCosine(left.windows, right.windows);
  const exact = areExact(left, right);
  if (similarity < LEAST_SIMILARITY && !exact) return undefined;
  const wording = compareWords(left.text.words, right.text.words, words);
  const withoutExchange = signalsOf(similarity, wording);
  // An exchange can only lower a score, and takes longest to count.
  if (pairScore(withoutExchange, exact, pairs) < floor) return undefined;
  const signals = withExchange(withoutExchange, wording, exchanges);
  const score = pairScore(signals, exact, pairs);
  return score < floor ? undefined : { score, exact, signals };
}

const withExchange = (signals: PairSignals, { differing: { left, right } }: WordAgreement, exchanges: Exchanges): PairSignals => ({ ...signals, exchanged: Math.log2(exchanges.frames(left, right)) });

const areExact = ({ text: { normalForm: left } }: ComparedQuestion, { text: { normalForm: right } }: ComparedQuestion) => left !== null && left === right;

/** The same pair, whichever thread is named first. */
export function pairOf(one: ThreadReference, other: ThreadReference, { score, exact }: Pick<Comparison, "score" | "exact">): DuplicatePair {
  const [left, right] = one.key < other.key ? [one, other] : [other, one];
  return { left: { key: left.key, id: left.id }, right: { key: right.key, id: right.id }, score, exact };
}
