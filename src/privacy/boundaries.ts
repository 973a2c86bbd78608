/** Scripts that put no space between a word and a number or an address. */
const UNSPACED =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]";

/** A letter or digit of a script whose words stand apart. */
export const LETTER = `(?:(?!${UNSPACED})[\\p{L}\\p{N}])`;

/** A letter, digit or mark of a script whose words stand apart. */
export const WORD = `(?:(?!${UNSPACED})[\\p{L}\\p{M}\\p{N}])`;

/** What touches a mask touched the number that stood there: it is judged as it was then, so that masking twice is masking once. */
export const MASKED = "\\[(?:mail|phone|id)\\]";
const MASKED_NUMBER = "\\[(?:phone|id)\\]";

/** Signs that are one character with the digit after them (Unicode's "Prepend"): cut apart, they would be drawn wrong. */
export const JOINED_TO_NEXT = "\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2";

/** Before a number: nothing that it could be a part of. */
export const NUMBER_BEGINS = `(?<!${WORD}|${MASKED}|(?:\\d|${MASKED_NUMBER})[.:/-]|[-_${JOINED_TO_NEXT}]|[$£€¥] ?)`;

/** Behind a digit: nothing that is one character with it. */
export const CHARACTER_ENDS = "(?![\\p{M}\\u200D])";

/** Behind a number: neither more of it nor a letter or mark, unless of an extension. */
export const NUMBER_ENDS = `(?!${MASKED}|[./-]?(?:\\d|${MASKED_NUMBER})|-?${WORD}(?<!x(?=\\d))|_)${CHARACTER_ENDS}`;

/** An address on the web: the digits in it are its own. */
export const WEB_ADDRESS = "(?<web>(?:https?://|www\\.)[^\\s<>\"]+)";
