import { wordsOf, wordsOfRun } from "../../forum/words.ts";

/** As in `forum/words.ts`, over the text as it was written: what is marked must be what is shown. */
const RUN = /[\p{L}\p{N}\p{Co}][\p{L}\p{M}\p{N}\p{Co}]*/gu;

/** A piece of a text; all pieces together are the text. */
export interface Piece {
  readonly text: string;
  /** Whether it is a word, or several in a row, that the other text does not say. */
  readonly differs: boolean;
}

/** What a text says, by the digests that also the score compares: "Rashes" is the same as "rash". */
export function saidIn(...texts: readonly string[]): ReadonlySet<number> {
  return new Set(texts.flatMap((text) => [...wordsOf(text)].map(({ digest }) => digest)));
}

/** A text in pieces: the words that another text says (`said`), and those that it does not. */
export function piecesOf(text: string, said: ReadonlySet<number>): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const add = (piece: string, differs: boolean) => {
    if (piece === "") return;
    const [before, last] = [pieces.at(-2), pieces.at(-1)];
    // Words in a row are one mark, with the spaces between them.
    if (differs && before?.differs === true && last !== undefined && /^[^\S\n]+$/.test(last.text)) {
      pieces.splice(-2, 2, { text: before.text + last.text + piece, differs });
    } else if (last?.differs === differs) {
      pieces.splice(-1, 1, { text: last.text + piece, differs });
    } else pieces.push({ text: piece, differs });
  };
  for (const { 0: run, index } of text.matchAll(RUN)) {
    for (const { written, at } of wordsOfRun(run)) {
      const start = index + at;
      add(text.slice(end, start), false);
      end = start + written.length;
      add(written, differsFrom(written, said));
    }
  }
  add(text.slice(end), false);
  return pieces;
}

const differsFrom = (written: string, said: ReadonlySet<number>) => [...wordsOf(written)].some(({ digest }) => !said.has(digest));

/** The different words of texts that another does not say, as they stand where they come first. */
export function wordsOnlyIn(texts: readonly string[], said: ReadonlySet<number>): readonly string[] {
  const found = new Map<number, string>();
  for (const { written, digest } of texts.flatMap((text) => [...wordsOf(text)])) {
    if (!said.has(digest) && !found.has(digest)) found.set(digest, written);
  }
  return [...found.values()];
}
