import { digestOf } from "../forum/passage.ts";
import type { NewQuestion } from "./answers.ts";

/** Ends of sentences: not the points within "2.5" or "e.g.", which no white space follows. */
const SENTENCE_END = /[.?!…。？！]+(?=\s|$)|\n+/u;
/** Marks that part words and say nothing themselves. Signs such as < and %, which can turn a question round, stay. */
const SAYS_NOTHING = /[^\p{L}\p{M}\p{N}\p{S}%#&@]+/gu;

/**
 * A digest that is equal for texts which differ only in case, width, punctuation, white space and the order of their
 * sentences. Null for a text of which nothing is left.
 */
export function normalForm({ title = "", question }: NewQuestion): string | null {
  const sentences = `${title}\n${question}`
    .normalize("NFKC")
    .toLowerCase()
    .split(SENTENCE_END)
    .map((sentence) => sentence.replaceAll(SAYS_NOTHING, " ").trim())
    .filter((sentence) => sentence !== "");
  // A title is often repeated as the first sentence: what is said twice counts once.
  return sentences.length === 0 ? null : digestOf([...new Set(sentences)].sort().join("\n"));
}
