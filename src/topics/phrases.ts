import { stemmer } from "stemmer";
import { wordsOfRun } from "../forum/words.ts";
import type { StopWords } from "./stop-words.ts";

/** Most words of a name. */
const MOST_WORDS = 4;
const RUN = /[\p{L}\p{N}\p{Co}][\p{L}\p{M}\p{N}\p{Co}]*(?:['’]\p{L}+|\.\p{N}+)*/gu;
/** What may stand between two words of one phrase. */
const JOINT = /^(?: +|[-‐‑]|)$/;
const HYPHEN = /^[-‐‑]$/;
const NUMBER = /^\p{N}+$/u;
/** "pain in my lower back" says "lower back pain". */
const TURNING = new Set(["in", "of", "on", "at", "to"]);
const MOST_BETWEEN = 3;

/** A phrase as it stands in one place of a text. */
export interface Phrase {
  /** Stems, separated by spaces: equal for "Back Pains" and "back pain". */
  readonly key: string;
  readonly written: string;
  /** Whether no word that could belong to it stands right before it, and right behind it. */
  readonly opens: boolean;
  readonly closes: boolean;
  /** It stands there in another order of words. */
  readonly turned: boolean;
}

interface Word {
  readonly written: string;
  readonly stem: string;
  readonly at: number;
  readonly end: number;
  /** Something other than a space or a hyphen stands before it. */
  readonly apart: boolean;
  readonly isStop: boolean;
}

/** Every run of up to four words of which none is a stop word, number alone or cut off from the next. */
export function* phrasesIn(text: string, stopWords: StopWords): Generator<Phrase> {
  const words = wordsIn(text, stopWords);
  for (let first = 0; first < words.length; first += 1) {
    const start = words[first]!;
    if (start.isStop) continue;
    const opens = start.apart || (words[first - 1]?.isStop ?? true);
    for (let last = first; last < Math.min(words.length, first + MOST_WORDS); last += 1) {
      const end = words[last]!;
      if (end.isStop || (last > first && end.apart)) break;
      const run = words.slice(first, last + 1);
      if (run.every(({ written }) => NUMBER.test(written))) continue;
      const next = words[last + 1];
      const closes = next === undefined || next.apart || next.isStop;
      yield { key: keyOf(run), written: text.slice(start.at, end.end).replaceAll(/\s+/g, " "), opens, closes, turned: false };
    }
    yield* turned(words, first);
  }
}

/** "lower back pain" of "pain in my lower back". */
function* turned(words: readonly Word[], first: number): Generator<Phrase> {
  const head = words[first]!;
  const preposition = words[first + 1];
  if (preposition === undefined || preposition.apart || !TURNING.has(preposition.written.toLowerCase())) return;
  let place = first + 2;
  while (place < words.length && place < first + 2 + MOST_BETWEEN && words[place]!.isStop && !words[place]!.apart) place += 1;
  for (let last = place; last < Math.min(words.length, place + 2); last += 1) {
    const word = words[last]!;
    if (word.isStop || word.apart || NUMBER.test(word.written)) return;
    const run = [...words.slice(place, last + 1), head];
    yield { key: keyOf(run), written: run.map(({ written }) => written).join(" "), opens: true, closes: true, turned: true };
  }
}

/** The key that a phrase has wherever it stands. */
export const phraseKey = (phrase: string): string => keyOf(wordsIn(phrase, NO_STOP_WORDS));

const NO_STOP_WORDS: Pick<StopWords, "has"> = { has: () => false };
const keyOf = (words: readonly Word[]) => words.map(({ stem }) => stem).join(" ");

function wordsIn(text: string, stopWords: Pick<StopWords, "has">): Word[] {
  let before = -1;
  const words = [...text.matchAll(RUN)].flatMap(({ 0: run, index }) => [...wordsOfRun(run)].map(({ written, at }) => ({ written, at: index + at })));
  return words.map(({ written, at }) => {
    const apart = before < 0 || !JOINT.test(text.slice(before, at));
    const end = at + written.length;
    before = end;
    const bare = written.replace(/['’]s$/iu, "");
    // "Top-up" is one word to whoever writes it so.
    const isJoined = HYPHEN.test(text.charAt(at - 1)) || (HYPHEN.test(text.charAt(end)) && /[\p{L}\p{N}]/u.test(text.charAt(end + 1)));
    const isStop = !isJoined && [written, bare, written.replace(/['’].*$/u, "")].some((word) => stopWords.has(word));
    return { written, stem: stemmer(bare.toLowerCase()), at, end, apart, isStop };
  });
}
