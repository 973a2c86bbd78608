import type { Asked, RankedThread } from "./ranking.ts";

/** A thread that says so much of a text, by the weight of its words, says it all. */
const SAYS_ALL = 0.9;

/**
 * The names of drugs and diseases, and codes, are what vectors see least of: whoever asks for one is shown the threads
 * that have it, however little else speaks for them.
 * @param rareWords the words asked that are rare in the forum; looked up only where a text asks
 * @returns whether a thread says all that a text asks, and each of its rare words
 */
export function exactMatcher({ kind }: Pick<Asked, "kind">, rareWords: () => ReadonlySet<number>): (ranked: RankedThread) => boolean {
  const rare = kind === "text" ? rareWords() : new Set<number>();
  if (rare.size === 0) return () => false;
  return ({ match: { thread }, words: { said } }) =>
    said >= SAYS_ALL && [...rare].every((word) => thread.words.includes(word) || thread.replyWords.includes(word));
}
