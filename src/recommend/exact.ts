import type { WordStore } from "../store/words.ts";
import type { Asked, RankedThread } from "./ranking.ts";

/** A thread that says so much of a text, by the weight of its words, says it all. */
const SAYS_ALL = 0.9;

/**
 * The names of drugs and diseases, and codes, are what vectors see least of: whoever asks for one is shown the threads
 * that have it, however little else speaks for them.
 * @returns whether a thread says all that a text asks, where that holds a word that is rare in the forum
 */
export function exactMatcher({ kind, words: asked }: Asked, words: Pick<WordStore, "isRare">): ({ words }: RankedThread) => boolean {
  if (kind !== "text" || !asked.some((digest) => words.isRare(digest))) return () => false;
  return ({ words: { said } }) => said >= SAYS_ALL;
}
