/** The ids that a tokenizer puts before and after every text, e.g. [CLS] and [SEP]. */
export interface SpecialTokens {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Finds the special tokens by comparing one text's ids with them and without. */
export function findSpecialTokens(withSpecial: readonly number[], without: readonly number[]): SpecialTokens {
  for (let start = 0; start + without.length <= withSpecial.length; start += 1) {
    if (without.every((id, position) => withSpecial[start + position] === id)) {
      return { before: withSpecial.slice(0, start), after: withSpecial.slice(start + without.length) };
    }
  }
  throw new Error("The tokenizer changes a text's own tokens when it adds special ones.");
}

/**
 * Splits a text's token ids into as few chunks as fit the model, of equal size within one token so that none is a
 * scrap, each between special tokens. A text without tokens is one chunk of special tokens alone.
 * @param limit most positions of a chunk, special tokens included.
 */
export function splitIntoChunks(ids: readonly number[], { before, after }: SpecialTokens, limit: number): number[][] {
  const room = limit - before.length - after.length;
  const count = Math.max(1, Math.ceil(ids.length / room));
  return Array.from({ length: count }, (_, chunk) => {
    const from = Math.floor((chunk * ids.length) / count);
    const to = Math.floor(((chunk + 1) * ids.length) / count);
    return [...before, ...ids.slice(from, to), ...after];
  });
}
