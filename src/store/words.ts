import type { Database } from "./database.ts";
import { wordAsText } from "./word-columns.ts";

/** A word in more than this share of all threads says little of what is asked, and costs the most to score. */
const COMMON_SHARE = 0.2;
/** So many threads cost nothing; leaving a small forum's common words out took .03 of covidfaq's nDCG@10. */
const COMMON_THREADS = 1_000;
/**
 * A word in a reply beside the same word in a question. nDCG@10 of covidfaq by words alone: 1 .533, .5 .570, .3 .604,
 * .2 .632, .1 .645, .01 .636; medquad-2048 has no replies.
 */
const REPLY_WEIGHT = 0.2;
/** The rarest words of a text that a search weighs: it bounds the time of a long text. */
const MOST_SEARCHED = 32;
/** Places of words that a search weighs, the rarest words first: it bounds the time in a large forum. */
const MOST_POSTINGS = 4_096;
/** A word in at most this share of all threads is rare; in a small forum even a telling word is in several, but never in most. */
const RARE_SHARE = 0.02;
const RARE_THREADS = 8;
const RARE_SHARE_OF_FEW = 0.25;
/** Words of a text that are looked up; a text that says nothing rare in so many has nothing rare to say. */
const MOST_LOOKED_UP = 400;

/** How well a thread's words fit a text. */
export interface WordHit {
  readonly key: number;
  /** BM25, above 0; higher is better. It grows with the words asked for, so it compares threads, not texts. */
  readonly score: number;
}

/** The words of public threads: what vectors see least of, names of drugs, diseases and codes. */
export interface WordStore {
  /**
   * At most `limit` threads that share any of the rarest words asked for, best first, equal ones by their id. Of a large
   * forum, words in over 20 % of the threads count only where there are no others, and words beyond the rarest only as
   * far as their places in the index are few. Scores are FTS5's bm25() with its
   * sign turned (k1 1.2, b .75; Robertson & Zaragoza 2009), a word in a reply weighing less than in a question.
   * @param words digests, as `wordDigests` gives them
   */
  search(words: Uint32Array, limit: number): WordHit[];
  /** Those of some words that stand in few threads, but in some: in one of fifty, in a small forum in eight or one of four. */
  rareAmong(words: Uint32Array): ReadonlySet<number>;
}

export function createWordStore(database: Database): WordStore {
  const threadCount = database.prepare<[], number>("SELECT count(*) FROM thread_text_docsize").pluck();
  const frequency = database.prepare<[string], number>("SELECT doc FROM words WHERE term = ?").pluck();
  // Equal ones by id, not by key: keys follow the order of the ingest, and what is beyond the limit must not depend on
  // it. Ids are read only for what is good enough, which takes half the time.
  const scored = database.prepare<{ query: string; limit: number }, WordHit>(`
    WITH found AS MATERIALIZED (
      SELECT rowid AS key, rank FROM thread_text
      WHERE thread_text MATCH @query AND rank MATCH 'bm25(1.0, ${REPLY_WEIGHT})'
    )
    SELECT found.key, -found.rank AS score
    FROM found JOIN threads ON threads.key = found.key
    WHERE found.rank <= coalesce((SELECT rank FROM found ORDER BY rank LIMIT 1 OFFSET @limit - 1), 0)
    ORDER BY found.rank, threads.id LIMIT @limit`);

  /** Those that stand in any thread, rarest first. */
  const knownWords = (words: Uint32Array) =>
    [...new Set(words)]
      .slice(0, MOST_LOOKED_UP)
      .map((digest) => ({ digest, word: wordAsText(digest), threads: frequency.get(wordAsText(digest)) ?? 0 }))
      .filter(({ threads }) => threads > 0)
      .sort((left, right) => left.threads - right.threads || (left.word < right.word ? -1 : 1));

  return {
    search: (words, limit) => {
      const most = Math.max(COMMON_THREADS, threadCount.get()! * COMMON_SHARE);
      const known = knownWords(words);
      const telling = known.filter(({ threads }) => threads <= most);
      const wanted = withinPostings((telling.length > 0 ? telling : known).slice(0, MOST_SEARCHED));
      if (wanted.length === 0) return [];
      // Quoted, none is taken for syntax.
      return scored.all({ query: wanted.map(({ word }) => `"${word}"`).join(" OR "), limit });
    },

    rareAmong: (words) => {
      const all = threadCount.get()!;
      const most = Math.max(1, all * RARE_SHARE, Math.min(RARE_THREADS, all * RARE_SHARE_OF_FEW));
      return new Set(knownWords(words).filter(({ threads }) => threads <= most).map(({ digest }) => digest));
    },
  };
}

/** The first word, and of the others as many as may be weighed. */
function withinPostings<Counted extends { readonly threads: number }>(words: readonly Counted[]): Counted[] {
  let postings = 0;
  return words.filter(({ threads }, place) => (postings += threads) <= MOST_POSTINGS || place === 0);
}
