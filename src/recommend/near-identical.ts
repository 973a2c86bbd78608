import { segmentsOf } from "../forum/segments.ts";
import { titleOf } from "../forum/title.ts";
import type { Thread } from "../forum/thread.ts";

/** This many words must agree before any may differ: in a short question one word makes another question. */
const WORDS_THAT_AGREE = 12;
/** Of the words beyond those, this share may stand on one side only. */
const DIFFERING_SHARE = 0.35;

/** Two questions that agree for so many characters are not told apart by what follows. */
const LONGEST_COMPARED = 8_000;

const words = new Intl.Segmenter("und", { granularity: "word" });

/** What a thread asks, as a set of words. */
export function wordsOf(thread: Pick<Thread, "title" | "question">): ReadonlySet<string> {
  const text = `${thread.title === undefined ? "" : titleOf(thread)}\n${thread.question.slice(0, LONGEST_COMPARED)}`;
  const result = new Set<string>();
  for (const { segment, isWordLike } of segmentsOf(words, text.normalize("NFKC").toLowerCase())) if (isWordLike === true) result.add(segment);
  return result;
}

/**
 * True where two threads ask the same in nearly the same words. Meaning alone does not tell: "type 1" and
 * "type 2" of a disease are nearer to each other than many a question to its own repetition.
 */
export function areNearIdentical(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  const all = left.size + right.size - shared;
  return all - shared <= Math.max(0, all - WORDS_THAT_AGREE) * DIFFERING_SHARE;
}
