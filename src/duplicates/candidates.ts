import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import { MOST_COMPARED_WINDOWS } from "./comparison.ts";
import type { QuestionText, WordBook } from "./word-book.ts";

/** Threads that the index proposes for each window of a question; it gives more, at no cost. */
const NEAREST = 16;
/**
 * Of each question's neighbourhood less is looked at than for an answer: a pair is proposed from both of its sides. On forum-en
 * 83,413 pairs in 30 s; with 400 83,414 in 42 s, with the 800 of an answer 83,412 in more than 59 s.
 */
const EFFORT = 200;
/** Rare words of a question whose other holders are proposed, the rarest first. */
const RARE_WORDS = 4;
/** A word in more questions than this is not rare: its holders are near by their vectors, or they are no copies. */
const MOST_HOLDERS = 32;
/** Copies of a text that are paired with every other: the cluster of more holds together by these, and its pairs do not grow with its square. */
const MOST_HUBS = 64;

/** Keys of the copies of a text that are paired with every other one; all of them, unless there are many. */
export const hubsOf = (normalForm: string, book: WordBook): ReadonlySet<number> => new Set(firstOf(book.copies(normalForm), MOST_HUBS));

/**
 * Keys of threads that may ask the same, by what is nearest, by rare words and by equal normal forms. A piece at a time, so that
 * whoever takes them can let others have their turn between two.
 * @param windows vectors of the question's windows
 */
export function* candidatesOf(
  windows: readonly Float32Array[],
  text: QuestionText,
  { index, book }: { readonly index: Pick<SearchIndex, "nearest">; readonly book: WordBook },
): Generator<Iterable<number>> {
  if (text.normalForm !== null) yield hubsOf(text.normalForm, book);
  yield* rareWords(text, book).map((digest) => book.holders(digest));
  // A vector is near its copies whatever the words: a slip in a name moves it, so rare words propose as well.
  for (const window of windows.slice(0, MOST_COMPARED_WINDOWS)) yield keysOf(index.nearest({ question: [window], replies: [] }, { count: NEAREST, effort: EFFORT }));
}

const keysOf = (threads: readonly IndexedThread[]) => threads.map(({ key }) => key);

function rareWords({ words }: QuestionText, book: WordBook): number[] {
  return [...words.keys()]
    .map((digest) => ({ digest, count: book.count(digest) }))
    .filter(({ count }) => count > 0 && count <= MOST_HOLDERS)
    .sort((left, right) => left.count - right.count || left.digest - right.digest)
    .slice(0, RARE_WORDS)
    .map(({ digest }) => digest);
}

function* firstOf(keys: Iterable<number>, most: number): Generator<number> {
  let count = 0;
  for (const key of keys) {
    if (count === most) return;
    count += 1;
    yield key;
  }
}
