import { foldWhitespace } from "./text.ts";

/** Longest excerpt in UTF-16 code units, the "..." included; the reference page cuts there too. */
export const EXCERPT_LENGTH = 283;

const ELLIPSIS = "...";
/** A word longer than this is cut inside: a chain of characters without spaces is a sentence, or noise. */
const LONGEST_WORD = 60;

/**
 * The beginning of `text` in at most `length` code units, cut at the end of a word and never inside a
 * user-perceived character (grapheme cluster, UAX #29). Whole texts come back without "...".
 */
export function excerpt(text: string, length: number = EXCERPT_LENGTH): string {
  const folded = foldWhitespace(text);
  if (folded.length <= length) return folded;
  const room = length - ELLIPSIS.length;
  const space = folded.lastIndexOf(" ", room);
  const end = space > 0 && room - space <= LONGEST_WORD ? space : lastGraphemeEnd(folded, room);
  // Cut behind a sentence, its full stop would make a fourth dot.
  return folded.slice(0, end).replace(/[\s.]+$/u, "") + ELLIPSIS;
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The largest grapheme boundary at or before `limit`. */
function lastGraphemeEnd(text: string, limit: number): number {
  // A cluster may straddle the limit, so what is segmented reaches past it.
  let end = 0;
  for (const { index } of graphemes.segment(text.slice(0, limit + 64))) {
    if (index > limit) break;
    end = index;
  }
  return end;
}
