import { segmentsOf } from "./segments.ts";

/**
 * About this many word pieces fill one window. all-MiniLM-L6-v2 was trained on 128 and published for 256
 * (model card, sentence-transformers); beyond that, quality falls and attention costs more than it tells.
 */
const WINDOW_COST = 240;
/** A window repeats about this much of its predecessor, so that no thought is cut in two. */
const OVERLAP_COST = 40;

/** Scripts written without spaces, their punctuation, and pictures: a character there is about one word piece. */
const DENSE_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303F\uFF00-\uFFEF]/gu;
const CHARACTERS_PER_PIECE = 4;

/** Estimated word pieces of a text, without a tokenizer: about right for prose of any script. */
function cost(text: string): number {
  const dense = text.match(DENSE_SCRIPT)?.length ?? 0;
  return dense + (text.length - dense) / CHARACTERS_PER_PIECE;
}

const sentences = new Intl.Segmenter("und", { granularity: "sentence" });
const words = new Intl.Segmenter("und", { granularity: "word" });

/** `text` in pieces that each cost at most `limit`: sentences where they fit, else runs of words, else of characters. */
function pieces(text: string, limit: number): string[] {
  const result: string[] = [];
  for (const { segment: sentence } of segmentsOf(sentences, text)) {
    if (cost(sentence) <= limit) {
      result.push(sentence);
      continue;
    }
    let run = "";
    let filled = 0;
    for (const word of wordsWithin(sentence, limit)) {
      const wordCost = cost(word);
      if (run !== "" && filled + wordCost > limit) {
        result.push(run);
        run = "";
        filled = 0;
      }
      run += word;
      filled += wordCost;
    }
    if (run !== "") result.push(run);
  }
  return result;
}

function* wordsWithin(sentence: string, limit: number): Generator<string> {
  for (const { segment } of segmentsOf(words, sentence)) {
    if (cost(segment) <= limit) yield segment;
    else {
      const characters = Array.from(segment);
      for (let start = 0; start < characters.length; start += limit) {
        yield characters.slice(start, start + limit).join("");
      }
    }
  }
}

/**
 * Splits a text into overlapping windows of at most about 240 word pieces, at sentence ends where it can.
 * Every character of the text is in at least one window: nothing is cut. A short text is its own one window.
 */
export function splitIntoWindows(text: string): string[] {
  if (cost(text) <= WINDOW_COST) return [text];
  const parts = pieces(text, WINDOW_COST - OVERLAP_COST).map((part) => ({ part, cost: cost(part) }));
  const windows: string[] = [];
  let start = 0;
  while (start < parts.length) {
    let end = start;
    let filled = 0;
    while (end < parts.length && (end === start || filled + parts[end]!.cost <= WINDOW_COST)) {
      filled += parts[end]!.cost;
      end += 1;
    }
    windows.push(parts.slice(start, end).map(({ part }) => part).join("").trim());
    if (end === parts.length) break;
    let next = end;
    let repeated = 0;
    while (next - 1 > start && repeated + parts[next - 1]!.cost <= OVERLAP_COST) {
      next -= 1;
      repeated += parts[next]!.cost;
    }
    start = next;
  }
  return windows.filter((window) => window !== "");
}
