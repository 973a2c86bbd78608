/** Zeros of the digits that people type numbers with: Arabic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
const FOREIGN_DIGIT = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59]/g;
/** Letters, digits and signs as wide as Han characters; 0xFEE0 above those of ASCII. */
const WIDE = /[\uFF01-\uFF5E]/g;
const DASH = /[\u2010-\u2015\u2212\uFE58\uFE63]/g;
/** Spaces, and what steers the direction of writing: numbers copied from an address book come wrapped in it. */
const SPACE = /[\t\u00A0\u2000-\u200A\u200E\u200F\u202A-\u202F\u2066-\u2069\u3000]/g;
const ASCII = /^[\n\r\x20-\x7E]*$/;

/**
 * A text as its numbers and addresses are looked for: digits, dashes, spaces and wide characters as ASCII has them. Each
 * character (UTF-16 code unit) stays in its place.
 */
export function plainForm(text: string): string {
  if (ASCII.test(text)) return text;
  return text
    .replaceAll(FOREIGN_DIGIT, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - ZEROS.findLast((zero) => zero <= code)!);
    })
    .replaceAll(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(DASH, "-")
    .replaceAll(SPACE, " ");
}
