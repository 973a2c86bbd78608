/**
 * Segmenters take time that grows with the square of the text (200,000 characters: 8 s), so they are given slices
 * of about this many characters.
 */
const SLICE = 4_000;

/** Marks that a slice may grow by; more on one letter are no writing. */
const MOST_MARKS = 32;

/** Where a slice ends, best first: behind a sentence, else behind a word. */
const ENDS = [". ", "? ", "! ", " "];

/** The segments of a text in order. They join to the text again. */
export function* segmentsOf(segmenter: Intl.Segmenter, text: string): Generator<Intl.SegmentData> {
  for (const slice of slicesOf(text)) yield* segmenter.segment(slice);
}

function* slicesOf(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > SLICE) {
    const ends = ENDS.map((mark) => text.lastIndexOf(mark, start + SLICE) + mark.length);
    let end = ends.find((place) => place > start + SLICE / 2) ?? start + SLICE;
    // Not between the halves of a surrogate pair, nor between a letter and its marks.
    if (/[\uD800-\uDBFF]/.test(text[end - 1]!)) end += 1;
    while (end < start + SLICE + MOST_MARKS && /\p{M}/u.test(text[end] ?? "")) end += 1;
    yield text.slice(start, end);
    start = end;
  }
  yield text.slice(start);
}
