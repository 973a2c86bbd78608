import { stemmer } from "stemmer";
import { segmentsOf } from "./segments.ts";

/** Words of a thread's question that are compared, and of its replies; what follows so many does not tell two threads apart. */
export const MOST_COMPARED_WORDS = 1_024;

/** Marks that most people leave out when they type; those of Thai or Japanese are part of their letters. */
const DIACRITICS = /[\u0300-\u036F]+/g;
const RUN = /[\p{L}\p{N}\p{Co}][\p{L}\p{M}\p{N}\p{Co}]*/gu;
/** How a character is to be drawn: in colour, in a box. */
const DRAWING = /[\uFE00-\uFE0F\p{Me}]/gu;
/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/** A word as it stands in a text, with what it is known by everywhere: equal for "Rashes" and "rash". */
export interface Word {
  readonly written: string;
  readonly digest: number;
}

/**
 * The words of a text in order: runs of letters and digits, those without spaces cut by `Intl.Segmenter`. Two are the
 * same word whatever their case, width, diacritics and English ending (Porter 1980).
 */
export function* wordsOf(text: string): Generator<Word> {
  for (const [run] of text.normalize("NFKC").replaceAll(DRAWING, "").matchAll(RUN)) {
    for (const { written } of wordsOfRun(run)) yield wordOf(written);
  }
}

/** A run of letters cut into words where its script puts no spaces between them; each with its place in the run. */
export function* wordsOfRun(run: string): Generator<{ readonly written: string; readonly at: number }> {
  if (!UNSPACED.test(run)) {
    yield { written: run, at: 0 };
    return;
  }
  let at = 0;
  for (const { segment, isWordLike } of segmentsOf(segmenter, run)) {
    if (isWordLike === true) yield { written: segment, at };
    at += segment.length;
  }
}

/** The digests of a text's words in order, at most `limit` of them. */
export function wordDigests(text: string, limit = Infinity): Uint32Array {
  const digests: number[] = [];
  for (const { digest } of wordsOf(text)) {
    if (digests.length >= limit) break;
    digests.push(digest);
  }
  return Uint32Array.from(digests);
}

/** What a question is compared by: the words of its title, then its own. */
export function questionWords({ title = "", question }: { readonly title?: string | undefined; readonly question: string }): Uint32Array {
  return wordDigests(`${title}\n${question}`, MOST_COMPARED_WORDS);
}

/** The different words of all replies, in the order they first come. */
export function replyWords({ replies }: { readonly replies: readonly { readonly text: string }[] }): Uint32Array {
  const digests = new Set<number>();
  for (const { text } of replies) {
    for (const { digest } of wordsOf(text)) {
      if (digests.size === MOST_COMPARED_WORDS) return Uint32Array.from(digests);
      digests.add(digest);
    }
  }
  return Uint32Array.from(digests);
}

function wordOf(written: string): Word {
  return { written, digest: digestOf(stemmer(written.normalize("NFD").replaceAll(DIACRITICS, "").normalize("NFC").toLowerCase())) };
}

/** 32 bits (FNV-1a; Fowler, Noll and Vo): among 100,000 different words about one pair is taken for one. */
function digestOf(word: string): number {
  let digest = 0x811c9dc5;
  for (let place = 0; place < word.length; place += 1) digest = Math.imul(digest ^ word.charCodeAt(place), 0x01000193);
  return digest >>> 0;
}
