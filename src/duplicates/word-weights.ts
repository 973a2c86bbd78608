/** So many threads are added in thought, so that in a small forum two threads do not make a word common. */
const SUPPOSED_THREADS = 50;
/** Weights are whole parts of this size, so that their sums are exact in every order: a pair has one score, whichever thread stands left. */
const PART = 2 ** -20;

/** How much each word tells, as the forum was at one moment: the same pair has the same score while threads come and go. */
export interface WordWeights {
  /** Above 0; more for a word in fewer questions. */
  weightOf(digest: number): number;
  /** Whether more than one question says the word, so that it is no slip of one writer. */
  isEstablished(digest: number): boolean;
}

/**
 * Inverse frequencies of words (Spärck Jones 1972), smoothed.
 * @param counts by the word's digest, in how many questions it stands
 */
export function* weighWordsOf(counts: Iterable<readonly [digest: number, count: number]>, questionCount: number): Generator<void, WordWeights> {
  const established = new Map<number, number>();
  for (const [digest, count] of counts) {
    if (count === 1) continue;
    established.set(digest, weightOf(count));
    yield;
  }
  const rarest = weightOf(1);

  function weightOf(count: number): number {
    return Math.round(Math.log(1 + (questionCount + SUPPOSED_THREADS) / (count + 0.5)) / PART) * PART;
  }

  return {
    weightOf: (digest) => established.get(digest) ?? rarest,
    isEstablished: (digest) => established.has(digest),
  };
}
