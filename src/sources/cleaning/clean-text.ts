import { isBlank } from "../../forum/text.ts";

/** "[quote=Ada, post:2]", "[/quote]" */
const QUOTE_MARK = /\[(\/?)quote\b[^\]\n]{0,200}\]/gi;
/** "> what somebody else wrote", as mail programs and Markdown put it. */
const QUOTED_LINE = /^\s{0,3}>/;
/** What mail programs put over a quote, in English, German, French and Spanish; always with a date. */
const QUOTE_HEADER = /^(?:On|Am|Le|El) .{0,200}\d.{0,200}(?:wrote|schrieb.{0,100}|a écrit|escribió)\s?:$/;
const SIGNATURE_MARK = /^-- ?$/;
/** More lines below "-- " are no signature: somebody drew a line between two parts of a text. */
const LONGEST_SIGNATURE_LINES = 8;

/** Plain text without quotes and signature. Nothing but a quote stays what it is. */
export function cleanText(text: string): string {
  const whole = tidyLines(text);
  const own = tidyLines(withoutSignature(withoutQuotedLines(withoutQuoteMarks(whole))));
  return isBlank(own) ? whole : own;
}

/** Text without control characters, no white space at the ends of lines, one blank line between paragraphs. */
export function tidyLines(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/(?![\n\t])\p{Cc}/gu, " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** What stands outside of [quote]…[/quote]; behind one that nobody closed, all of it. */
function withoutQuoteMarks(text: string): string {
  let own = "";
  let depth = 0;
  let end = 0;
  for (const mark of text.matchAll(QUOTE_MARK)) {
    if (depth === 0) own += `${text.slice(end, mark.index)}\n`;
    depth = mark[1] === "" ? depth + 1 : Math.max(0, depth - 1);
    end = mark.index + mark[0].length;
  }
  return own + text.slice(end);
}

function withoutQuotedLines(text: string): string {
  if (!text.includes(">") && !/(?:wrote|schrieb|écrit|escribió)/.test(text)) return text;
  return text
    .split("\n")
    .filter((line) => !QUOTED_LINE.test(line) && !QUOTE_HEADER.test(line))
    .join("\n");
}

function withoutSignature(text: string): string {
  if (!text.includes("--")) return text;
  const lines = text.split("\n");
  const mark = lines.findLastIndex((line) => SIGNATURE_MARK.test(line));
  return mark > 0 && lines.length - mark - 1 <= LONGEST_SIGNATURE_LINES ? lines.slice(0, mark).join("\n") : text;
}
