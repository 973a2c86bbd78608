import { backgroundOf } from "../../duplicates/background.ts";
import { comparedQuestion, compareQuestions, type Comparison } from "../../duplicates/comparison.ts";
import { logitOf } from "../../duplicates/pair-score.ts";
import { atOnce } from "../../duplicates/slices.ts";
import { questionText } from "../../duplicates/word-book.ts";
import type { IndexedThread, SearchIndex } from "../../search/search-index.ts";
import type { ForumReader } from "../../store/reading.ts";
import type { LabelledForum } from "./labelled-forums.ts";

/** A pair of a labelled forum as the finder sees it. */
export interface ComparedPair {
  readonly left: IndexedThread;
  readonly right: IndexedThread;
  readonly duplicate: boolean;
  /** As the vectors are, of the nearest two windows. */
  readonly cosine: number;
  readonly comparison: Comparison;
  /** What the score is made of, where the pair is no copy. */
  readonly logit: number;
}

export interface ForumInIndex {
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  readonly embedder: { readonly fingerprint: string };
}

/**
 * Pairs of a labelled forum, each once: of every thread with its `nearest`, or all there are.
 * @param forum with the threads of `labelled` in it
 */
export function* comparedPairs(labelled: Pick<LabelledForum, "sameQuestion">, { index, reader, embedder }: ForumInIndex, nearest = Infinity): Generator<ComparedPair> {
  const threads = index.threads().toSorted((left, right) => left.key - right.key);
  const background = atOnce(backgroundOf(threads, index, embedder.fingerprint));
  const questions = new Map(
    threads.map((thread) => [thread.key, comparedQuestion(questionText(reader.threadsByKey([thread.key]).get(thread.key)!), index.questionVectors(thread), background)]),
  );
  const seen = new Set<string>();
  for (const [place, left] of threads.entries()) {
    const others = nearest === Infinity ? threads.slice(place + 1) : neighbours(left, index, nearest);
    for (const right of others) {
      const pair = [left.key, right.key].sort((one, other) => one - other).join(" ");
      if (nearest !== Infinity && seen.has(pair)) continue;
      if (nearest !== Infinity) seen.add(pair);
      const comparison = compareQuestions(questions.get(left.key)!, questions.get(right.key)!, background);
      yield {
        left,
        right,
        duplicate: labelled.sameQuestion(left.id, right.id),
        cosine: index.likeness(left, right),
        comparison,
        logit: logitOf(comparison.signals, background.pairs),
      };
    }
  }
}

function neighbours(thread: IndexedThread, index: SearchIndex, count: number): IndexedThread[] {
  return index
    .nearest({ question: index.questionVectors(thread), replies: [] }, { count: count + 1 })
    .filter(({ key }) => key !== thread.key)
    .map((other) => ({ other, similarity: index.likeness(thread, other) }))
    .sort((left, right) => right.similarity - left.similarity || left.other.key - right.other.key)
    .slice(0, count)
    .map(({ other }) => other);
}
