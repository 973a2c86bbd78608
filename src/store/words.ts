import type { Database } from "./database.ts";

/** A word in more than this share of all threads does not tell them apart. */
const RARE_SHARE = 0.005;
/** In a small forum even a telling word is in several threads. */
const RARE_THREADS = 8;
/** The rarest words of a text that are looked for. */
const MOST_WORDS = 8;
/** Words of a text that are looked up; a text that says nothing rare in so many has nothing rare to say. */
const MOST_LOOKED_UP = 400;

/** The words of public threads: what vectors see least of, names of drugs, diseases and codes. */
export interface WordStore {
  /** Keys of at most `limit` threads that share rare words with `text`, best first (BM25). */
  threadsSharingRareWords(text: string, limit: number): number[];
}

export function createWordStore(database: Database): WordStore {
  const threadCount = database.prepare<[], number>("SELECT count(*) FROM thread_text_docsize").pluck();
  const frequency = database.prepare<[string], number>("SELECT doc FROM words WHERE term = ?").pluck();
  const matching = database
    .prepare<[string, number], number>("SELECT rowid FROM thread_text WHERE thread_text MATCH ? ORDER BY rank, rowid LIMIT ?")
    .pluck();

  return {
    threadsSharingRareWords: (text, limit) => {
      const most = Math.max(RARE_THREADS, threadCount.get()! * RARE_SHARE);
      const rare = wordsOf(text)
        .map((word) => ({ word, threads: frequency.get(word) ?? 0 }))
        .filter(({ threads }) => threads > 0 && threads <= most)
        .sort((left, right) => left.threads - right.threads || (left.word < right.word ? -1 : 1))
        .slice(0, MOST_WORDS);
      if (rare.length === 0) return [];
      return matching.all(rare.map(({ word }) => `"${word}"`).join(" OR "), limit);
    },
  };
}

/** Different words of a text as the unicode61 tokenizer of SQLite makes them: letters and digits, no marks, lower case. */
function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replaceAll(/\p{M}+/gu, "").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}\p{Co}]+/gu))].slice(0, MOST_LOOKED_UP);
}
