import { plainForm } from "./plain-form.ts";

/** So much of the text before a find is looked at, in UTF-16 code units. */
const LOOKED_BACK = 80;
const LOOKED_AHEAD = 24;

const FIRST_WORD = /^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u;

/** Something in a text that may be personal data; in plain form, unless told. */
export interface Found {
  readonly text: string;
  readonly named: Readonly<Record<string, string | undefined>>;
  /** What would be replaced, as it was written. */
  readonly written: string;
  /** What stands before what would be replaced, already masked: so a masked text is judged as the text was. */
  readonly before: string;
  readonly after: string;
}

/**
 * `text` with each match of `pattern`, or the group `number` where it ends with one, replaced by what `mask` makes of it. What `mask`
 * gives undefined for, and the group `web`, stay as they were written. Goes through the text once, but for what one match spans.
 */
export function maskEach(text: string, pattern: RegExp, mask: (found: Found) => string | undefined): string {
  const plain = plainForm(text);
  const parts: string[] = [];
  let before = "";
  let end = 0;
  const add = (part: string) => {
    parts.push(part);
    before = (before + part.slice(-LOOKED_BACK)).slice(-LOOKED_BACK);
  };
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match !== null; match = pattern.exec(plain)) {
    const [found] = match;
    const named = match.groups ?? {};
    const start = match.index + found.length - (named["number"] ?? found).length;
    if (named["web"] !== undefined) continue;
    add(text.slice(end, start));
    end = match.index + found.length;
    const written = text.slice(start, end);
    const masked = mask({ text: found, named, written, before: plainForm(before), after: plain.slice(end, end + LOOKED_AHEAD) });
    if (masked === undefined) {
      end = start;
      // What is none may hold one: a price and then a phone number.
      pattern.lastIndex = match.index + FIRST_WORD.exec(found)![0].length;
    } else add(masked);
  }
  if (end === 0 && parts.length === 0) return text;
  parts.push(text.slice(end));
  return parts.join("");
}
