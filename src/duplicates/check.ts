import type { Embedder } from "../embedding/embedder.ts";
import { questionWindows } from "../forum/passage.ts";
import { questionWords } from "../forum/words.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { WordStore } from "../store/words.ts";
import type { DuplicateMatch, NewQuestion } from "./answers.ts";
import type { ForumBackground } from "./background.ts";
import { comparedQuestion, compareNear, MOST_COMPARED_WINDOWS } from "./comparison.ts";
import { DUPLICATE_CUTS } from "./cuts.ts";
import { createSlices, type Slice } from "./slices.ts";
import { questionText } from "./word-book.ts";

/** Threads whose texts are read: the nearest by any window, and those that share the rarest words. */
const NEAREST = 64;
const BY_WORDS = 32;
/** Matches that are shown: whoever asks reads a few. */
const MOST_MATCHES = 10;

export interface CheckDependencies {
  readonly embedder: Pick<Embedder, "embed">;
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  readonly words: Pick<WordStore, "search">;
  readonly background: ForumBackground;
  /** Makes of what is asked what an ingest makes of a thread's text, so that a copy is known as one; as it is unless told. */
  readonly mask?: ((text: string) => string) | undefined;
}

export type Check = ReturnType<typeof createCheck>;

/**
 * Finds what a question that nobody has written yet may be a duplicate of, from the `maybe` cut on, surest first. Nothing of it is
 * kept. It looks in the index and the store alone, so that the answer is the same whether or not pairs were ever looked for.
 */
export function createCheck({ embedder, index, reader, words, background: ofForum, mask = (text) => text }: CheckDependencies) {
  /** Keys of threads that may be copies. */
  async function candidates(asked: NewQuestion, windows: readonly Float32Array[], slice: Slice) {
    const similarities = new Map<IndexedThread, number>();
    const take = (threads: readonly IndexedThread[]) => {
      for (const thread of threads) {
        if (!similarities.has(thread)) similarities.set(thread, index.match({ question: windows, replies: [] }, thread).question.similarity);
      }
    };
    for (const window of windows) {
      take(index.nearest({ question: [window], replies: [] }, { count: NEAREST }));
      await slice();
    }
    const nearest = [...similarities].sort(([left, one], [right, other]) => other - one || left.key - right.key).slice(0, NEAREST);
    const byWords = words.search(questionWords(asked), BY_WORDS).map(({ key }) => key);
    return new Set([...nearest.map(([{ key }]) => key), ...byWords]);
  }

  return async (given: NewQuestion, { signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<DuplicateMatch[]> => {
    const asked = { ...given, question: mask(given.question), ...(given.title === undefined ? {} : { title: mask(given.title) }) };
    const windows = questionWindows(asked.question, asked.title).slice(0, MOST_COMPARED_WINDOWS);
    const vectors = await embedder.embed(windows, signal === undefined ? {} : { signal });
    const background = await ofForum.now();
    signal?.throwIfAborted();
    const slice = createSlices(signal);
    const question = comparedQuestion(questionText(asked), vectors, background);
    const matches: DuplicateMatch[] = [];
    for (const key of await candidates(asked, vectors, slice)) {
      // As it is now: it may have changed or gone while others had their turn.
      const [thread] = index.threadsByKey([key]);
      const written = reader.threadsByKey([key]).get(key);
      if (thread !== undefined && written !== undefined) {
        const other = comparedQuestion(questionText(written), index.questionVectors(thread), background);
        const comparison = compareNear(question, other, background, DUPLICATE_CUTS.maybe);
        if (comparison !== undefined) matches.push({ key, id: thread.id, score: comparison.score, exact: comparison.exact });
      }
      await slice();
    }
    return matches.sort((left, right) => right.score - left.score || left.key - right.key).slice(0, MOST_MATCHES);
  };
}
