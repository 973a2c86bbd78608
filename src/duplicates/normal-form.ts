import { digestOf } from "../forum/passage.ts";
import type { NewQuestion } from "./answers.ts";

/** Marks of which the last may end a sentence; taken as whole runs, so that a text of nothing else takes no longer. */
const MARKS = /[.?!…。？！]+|\n/gu;
/** One is typed for the other. */
const DASHES = /[\p{Pd}−]/gu;
/**
 * Marks that part words and say nothing themselves. Signs such as < and %, which can turn a question round, stay, and so does what
 * makes another number of the digit right after it: "-5", "2.5", "2-5", "2/5". Own characters (Co) are words, as everywhere.
 */
const SAYS_NOTHING = /(?:(?![-./,:]\p{N})[^\p{L}\p{M}\p{N}\p{Co}\p{S}%#&@])+/gu;

/**
 * A digest that is equal for texts which differ only in case, width, punctuation outside of numbers, white space and the order of
 * their sentences. Null for a text of which nothing is left.
 */
export function normalForm({ title = "", question }: NewQuestion): string | null {
  const sentences = sentencesOf(`${title}\n${question}`.normalize("NFKC").toLowerCase().replaceAll(DASHES, "-"))
    .map((sentence) => sentence.replaceAll(SAYS_NOTHING, " ").trim())
    .filter((sentence) => sentence !== "");
  // A title is often repeated as the first sentence: what is said twice counts once.
  return sentences.length === 0 ? null : digestOf([...new Set(sentences)].sort().join("\n"));
}

/** Not parted at the points within "2.5" or "e.g.a", which no white space follows. */
function sentencesOf(text: string): string[] {
  return text.replaceAll(MARKS, (marks, at: number) => (/^\s?$/u.test(text.charAt(at + marks.length)) ? "\n" : marks)).split("\n");
}
