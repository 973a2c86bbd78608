/** White space of every kind folded to single spaces, ends trimmed. */
export function foldWhitespace(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u200B\uFEFF]+/gu, " ").trim();
}

/** True where there is nothing to see: no letter, digit, sign or mark of punctuation. What is malformed is not blank. */
export function isBlank(text: string): boolean {
  // In this order: nearly every text shows at its first letter that it is not.
  return !/[\p{L}\p{N}\p{S}\p{P}\p{Co}]/u.test(text) && isWellFormed(text);
}

/** True where a text can be stored and shown as it is: no lone surrogates, no null bytes. */
export function isWellFormed(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}
