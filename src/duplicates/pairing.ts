import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { DuplicatePair } from "./answers.ts";
import { candidatesOf, hubsOf } from "./candidates.ts";
import type { Background } from "./background.ts";
import { comparedQuestion, compareNear, pairOf, type ComparedQuestion } from "./comparison.ts";
import type { PairBook } from "./pair-book.ts";
import type { Slice } from "./slices.ts";
import type { QuestionText, WordBook } from "./word-book.ts";

/** Finds the pairs of one thread. */
export interface Pairing {
  /** Puts a thread's pairs as they are now in place of those that were. */
  pairUp(threadKey: number, background: Background, slice: Slice): Promise<void>;
}

export interface PairingDependencies {
  readonly index: SearchIndex;
  readonly book: WordBook;
  readonly found: PairBook;
}

export function createPairing({ index, book, found }: PairingDependencies): Pairing {
  /** Each question is compared with some hundred others: seen from the centre once, and forgotten with its text. */
  let seen = new WeakMap<QuestionText, ComparedQuestion>();
  let seenAgainst: Background | undefined;

  function questionOf(thread: IndexedThread, text: QuestionText, background: Background): ComparedQuestion {
    if (seenAgainst !== background) [seen, seenAgainst] = [new WeakMap(), background];
    const known = seen.get(text) ?? comparedQuestion(text, index.questionVectors(thread), background);
    seen.set(text, known);
    return known;
  }

  async function pairUp(key: number, background: Background, slice: Slice): Promise<void> {
    const [thread] = index.threadsByKey([key]);
    const text = book.text(key);
    if (thread === undefined || text === undefined) return;
    const asked = questionOf(thread, text, background);
    const keys = new Set<number>();
    for (const proposed of candidatesOf(index.questionVectors(thread), text, { index, book })) {
      for (const other of proposed) keys.add(other);
      await slice();
    }
    // What another thread found with this one is looked at too, where this one does not propose it.
    for (const { left, right } of found.of(key)) keys.add(left.key === key ? right.key : left.key);
    const hubs = text.normalForm === null ? undefined : hubsOf(text.normalForm, book);
    const pairs: DuplicatePair[] = [];
    for (const other of keys) {
      // It may have gone or changed meanwhile; then it was forgotten, or waits again.
      if (book.text(key) !== text || index.threadsByKey([key])[0] !== thread) return;
      if (hubs?.has(key) === false && !hubs.has(other) && book.text(other)?.normalForm === text.normalForm) continue;
      pairs.push(...pairWith(thread, asked, other, background));
      await slice();
    }
    if (book.text(key) === text) found.replace(key, pairs.filter(({ left, right }) => book.has(left.key) && book.has(right.key)));
  }

  function pairWith(one: IndexedThread, asked: ComparedQuestion, otherKey: number, background: Background): DuplicatePair[] {
    const [other] = index.threadsByKey([otherKey]);
    const text = book.text(otherKey);
    if (one.key === otherKey || other === undefined || text === undefined) return [];
    const comparison = compareNear(asked, questionOf(other, text, background), background);
    return comparison === undefined ? [] : [pairOf(one, other, comparison)];
  }

  return { pairUp };
}
