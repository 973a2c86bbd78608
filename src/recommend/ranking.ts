import { questionWords } from "../forum/words.ts";
import type { AskedVectors, FieldMatch, IndexedThread, SearchIndex, ThreadMatch } from "../search/search-index.ts";
import type { WordStore } from "../store/words.ts";
import { isLookedThrough } from "./looked-through.ts";
import { weighWords, type WordEvidence, type WordFit } from "./shared-words.ts";
import { WEIGHTS, type AskedKind, type Weights } from "./weights.ts";

/** Threads that share words with the question, where not every thread is looked at. */
const PROPOSED_BY_WORDS = 256;

/** What is asked, ready to be compared. */
export interface Asked {
  readonly kind: AskedKind;
  /** The thread that asks, where it is one: it is no neighbour of itself. */
  readonly id?: string | undefined;
  readonly vectors: AskedVectors;
  /** Digests of the words of its title and question, in order. */
  readonly words: Uint32Array;
}

/** A text as it is asked. @param vectors of its windows */
export function askedText({ text, title }: { readonly text: string; readonly title?: string | undefined }, vectors: readonly Float32Array[]): Asked {
  return { kind: "text", vectors: { question: vectors, replies: [] }, words: questionWords({ title, question: text }) };
}

/** A thread with what each stage made of it. */
export interface RankedThread {
  readonly match: ThreadMatch;
  /** Its fields' similarities mixed, about -1 to 1. */
  readonly similarity: number;
  readonly words: WordFit;
  /** All together, before calibration. */
  readonly raw: number;
}

export interface RankOptions {
  /** At least so many of the nearest are placed. */
  readonly count: number;
  readonly accept?: ((thread: IndexedThread) => boolean) | undefined;
  /** Keys of threads that are placed however far they are. */
  readonly also?: readonly number[];
}

export interface Ranking {
  /** Best first. */
  readonly threads: readonly RankedThread[];
  readonly words: WordEvidence;
  /** What the stages make of any thread of the index, among these or not. */
  rankOf(thread: IndexedThread): RankedThread;
}

/** Mixes the fields. A reply can raise a thread above its question's similarity, never lower it. */
function mixFields({ question, reply }: Pick<ThreadMatch, "question" | "reply">, weight: number): number {
  const gain = reply === null ? 0 : Math.max(0, reply.similarity - question.similarity);
  return question.similarity + weight * gain;
}

/** The match that came nearest; the question's where both came equally near. */
export function leadingMatch({ question, reply }: ThreadMatch): FieldMatch {
  return reply !== null && reply.similarity > question.similarity ? reply : question;
}

export type Ranker = ReturnType<typeof createRanker>;

export interface RankerDependencies {
  readonly index: SearchIndex;
  readonly words: WordStore;
}

/**
 * Places threads by what they mean and the words they share.
 *
 * The graph only proposes. Which words tell is learned from the threads that share words with the question, found
 * exactly, whatever the graph or a filter lets through: so a thread's score depends on nothing else than what is asked,
 * itself, and the threads that could answer as well.
 */
export function createRanker(dependencies: RankerDependencies, weights: Weights = WEIGHTS) {
  const rankerOf = createQuestionRanker(dependencies, weights);
  return (asked: Asked, options: RankOptions): Ranking => rankerOf(asked)(options);
}

/**
 * The same for one question that is ranked under several filters: what they share is made once, by the first.
 * @returns for a question its ranker, which must not outlive a change of the index
 */
export function createQuestionRanker({ index, words }: RankerDependencies, weights: Weights = WEIGHTS) {
  return (asked: Asked): ((options: RankOptions) => Ranking) => {
    const fields = weights.fields[asked.kind];
    const known = new Map<number, ThreadMatch>();
    const similarity = (match: ThreadMatch) => mixFields(match, fields.reply);
    const looksThrough = isLookedThrough(index);

    function matchesOf(threads: readonly IndexedThread[]): ThreadMatch[] {
      return threads.flatMap((thread) => {
        if (thread.id === asked.id) return [];
        let match = known.get(thread.key);
        if (match === undefined) known.set(thread.key, (match = index.match(asked.vectors, thread)));
        return [match];
      });
    }

    function prepare() {
      const proposed = matchesOf(looksThrough ? index.threads() : index.threadsByKey(words.search(asked.words, PROPOSED_BY_WORDS).map(({ key }) => key)));
      const neighbours = proposed.filter((match) => similarity(match) >= weights.words.leastSimilarity);
      const evidence = weighWords(asked.words, neighbours.map(({ thread }) => thread), weights.words);
      const ofQuestion = weights.question.coverage * evidence.coverage + weights.question.length * Math.log(Math.max(1, evidence.size));
      const ranked = (match: ThreadMatch): RankedThread => {
        const [mixed, ofWords] = [similarity(match), evidence.match(match.thread)];
        return { match, similarity: mixed, words: ofWords, raw: mixed + fields.words * ofWords.fit + ofQuestion };
      };
      return { proposed, evidence, ranked };
    }
    let prepared: ReturnType<typeof prepare> | undefined;

    return ({ count, accept, also = [] }) => {
      const { proposed, evidence, ranked } = (prepared ??= prepare());
      const matches = new Set(proposed.filter(({ thread }) => accept?.(thread) !== false));
      // One more, because the thread that asks is its own nearest.
      if (!looksThrough) for (const match of matchesOf(index.nearest(asked.vectors, { count: count + 1, accept }))) matches.add(match);
      for (const match of matchesOf(index.threadsByKey(also))) matches.add(match);
      const threads = [...matches].map(ranked).sort((left, right) => right.raw - left.raw || byPreference(left, right));
      return { threads, words: evidence, rankOf: (thread) => ranked(index.match(asked.vectors, thread)) };
    };
  };
}

/**
 * Equal places are told apart by what a reader would prefer, an answered thread, and then by id, so that the same index
 * gives the same order everywhere.
 */
export function byPreference({ match: { thread: left } }: RankedThread, { match: { thread: right } }: RankedThread): number {
  if (left.answered !== right.answered) return left.answered ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
