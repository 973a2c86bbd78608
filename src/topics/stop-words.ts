import * as lists from "stopword";
import { wordsOfRun } from "../forum/words.ts";

/** Texts that are looked at to tell a forum's language, and how much of each, in UTF-16 code units. */
const TEXTS_READ = 2_000;
const CHARACTERS_READ = 400;
/** A list is a language of the forum where it holds this share of what the best list holds: some forums have two. */
const SHARE_OF_BEST = 0.7;

/** Words that name nothing, in the languages of a forum. */
export interface StopWords {
  has(word: string): boolean;
  /** ISO 639-3 codes, the one that fits best first. */
  readonly languages: readonly string[];
}

const LISTS: readonly (readonly [language: string, words: ReadonlySet<string>])[] = Object.entries(lists)
  .filter((entry): entry is [string, string[]] => /^[a-z]{3}$/.test(entry[0]) && Array.isArray(entry[1]))
  .map(([language, words]) => [language, new Set(words.map((word) => word.toLowerCase()))]);

/** English, beside the languages whose stop words stand most often in the first of `texts`. */
export function stopWordsOf(texts: Iterable<string>): StopWords {
  const counts = new Map<string, number>();
  let read = 0;
  for (const text of texts) {
    if (read === TEXTS_READ) break;
    read += 1;
    for (const [run] of text.slice(0, CHARACTERS_READ).toLowerCase().matchAll(/[\p{L}\p{M}']+/gu)) {
      for (const { written } of wordsOfRun(run)) counts.set(written, (counts.get(written) ?? 0) + 1);
    }
  }
  const held = LISTS.map(([language, words]) => {
    let sum = 0;
    for (const [word, count] of counts) if (words.has(word)) sum += count;
    return { language, words, sum };
  }).sort((left, right) => right.sum - left.sum || (left.language < right.language ? -1 : 1));
  const best = held[0]!.sum;
  const chosen = held.filter(({ language, sum }) => (best === 0 ? language === "eng" : sum >= best * SHARE_OF_BEST));
  const words = new Set(chosen.flatMap((list) => [...list.words]));
  return { has: (word) => words.has(word.toLowerCase()), languages: chosen.map(({ language }) => language) };
}
