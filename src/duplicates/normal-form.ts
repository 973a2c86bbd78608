import { digestOf } from "../forum/passage.ts";
import type { NewQuestion } from "./answers.ts";

/** Marks of which the last may end a sentence; taken as whole runs, so that a text of nothing else takes no longer. */
const MARKS = /[.?!…。？！]+|\n/gu;
/** Marks that part words and say nothing themselves. Signs such as < and %, which can turn a question round, stay. */
const SAYS_NOTHING = /[^\p{L}\p{M}\p{N}\p{S}%#&@]+/gu;

/**
 * A digest that is equal for texts which differ only in case, width, punctuation, white space and the order of their
 * sentences. Null for a text of which nothing is left.
 */
export function normalForm({ title = "", question }: NewQuestion): string | null {
  const sentences = sentencesOf(`${title}\n${question}`.normalize("NFKC").toLowerCase())
    .map((sentence) => sentence.replaceAll(SAYS_NOTHING, " ").trim())
    .filter((sentence) => sentence !== "");
  // A title is often repeated as the first sentence: what is said twice counts once.
  return sentences.length === 0 ? null : digestOf([...new Set(sentences)].sort().join("\n"));
}

/** Not parted at the points within "2.5" or "e.g.a", which no white space follows. */
const sentencesOf = (text: string) => text.replaceAll(MARKS, (marks, at: number) => (/^\s?$/u.test(text.charAt(at + marks.length)) ? "\n" : marks)).split("\n");
