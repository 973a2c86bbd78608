import { looksLikeReferencePage } from "./reference-page/read-pages.ts";

/** What a source holds, told by its first bytes: names lie, and standard input has none. */
export type Format = "json-lines" | "reference-page" | "discourse" | "stack-exchange" | "question2answer" | "html" | "utf-16" | "binary";

/** Formats that a text can be read as. */
export type TextFormat = Exclude<Format, "utf-16" | "binary">;

/** Share of bytes that are no text, from which on a file is no text: some lines may be broken and the rest good. */
const BINARY_SHARE = 0.1;

/** Formats with a beginning of their own. */
const BEGINNINGS: readonly [Format, RegExp][] = [
  // In a text of Kindred's own lines the quotation mark would stand behind a backslash.
  ["discourse", /^\s*\{(?:[^]*[^\\])?"post_stream"\s*:\s*\{/],
  ["stack-exchange", /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<posts\b/],
  ["question2answer", /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<mysqldump\b/],
  // No other format begins with a tag.
  ["html", /^\s*<[!?a-z]/i],
];

export function isGzip(beginning: Uint8Array): boolean {
  return beginning[0] === 0x1f && beginning[1] === 0x8b;
}

/** Text of no known kind counts as JSON Lines: each line is then reported by its number, and the good ones come in. */
export function detectFormat(beginning: Uint8Array): Format {
  if (isUtf16(beginning)) return "utf-16";
  const text = new TextDecoder().decode(beginning, { stream: true });
  // Before anything is called binary: a dump of a database holds addresses of people as bytes.
  const known = BEGINNINGS.find(([, pattern]) => pattern.test(text));
  if (known !== undefined) return known[0];
  const holdsJson = /^[^\S\n]*\{\s*["}]/m.test(text);
  if (!holdsJson && isBinary(text)) return "binary";
  if (text.trimStart().startsWith("{")) return "json-lines";
  return looksLikeReferencePage(text) ? "reference-page" : "json-lines";
}

function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe && fourth === 0) || (first === 0xfe && second === 0xff && third === 0);
}

function isBinary(text: string): boolean {
  const strange = text.match(/(?!\s)[\p{Cc}\uFFFD]/gu)?.length ?? 0;
  return text.includes("\0") || strange > text.length * BINARY_SHARE;
}
