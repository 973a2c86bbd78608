import { TextDecoder } from "node:util";

/** One HTML document of a stream; `text` is undefined where it is too long. */
export interface HtmlPage {
  /** From 1, in the file as it stands. */
  readonly line: number;
  readonly text: string | undefined;
}

/** Longest page, in UTF-16 code units; a real one has some 100,000. */
export const LONGEST_PAGE = 8_000_000;
/** How far into a file its encoding is named, in bytes. */
const ENCODING_BYTES = 4_096;
/** Where a page may begin: at the start, or behind the end of a tag. In a script the mark would stand behind a quotation mark. */
const PAGE_MARK = /(?<=^\s{0,9}|>\s{0,9})<(?:(!doctype\s+html)|html(?=[\s>]))/gi;
const MARK_LENGTH = 40;
/** What may stand before a page's own mark, XHTML's first line above all; a page has no more of it. */
const PROLOGUE = /^\s*(?:(?:<\?[^>]*>|<!--[^]*?-->)\s*){0,20}/;

/** HTML documents that follow one another, as `cat` joins them. Holds one page at a time. */
export async function* splitPages(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<HtmlPage> {
  let page = "";
  let line = 1;
  let searched = 0;
  let isTooLong = false;

  function* end(at: number): Generator<HtmlPage> {
    const text = page.slice(0, at);
    if (isTooLong || text.trim() !== "") yield { line: line + newlines(leadingSpace(text)), text: isTooLong ? undefined : text };
    line += newlines(text);
    page = page.slice(at);
    searched = 0;
    isTooLong = false;
  }

  for await (const text of decoded(bytes)) {
    page += text;
    for (let at = nextPage(page, searched); at !== undefined; at = nextPage(page, searched)) yield* end(at);
    searched = Math.max(0, page.length - MARK_LENGTH);
    if (page.length > LONGEST_PAGE) {
      isTooLong = true;
      line += newlines(page.slice(0, searched));
      page = page.slice(searched);
      searched = 0;
    }
  }
  yield* end(page.length);
}

/** Where another page begins than the one at the start of `text`. "<html>" below "<!doctype html>" is the same one. */
function nextPage(text: string, from: number): number | undefined {
  PAGE_MARK.lastIndex = from;
  let page: { readonly start: number; readonly end: number } | undefined;
  for (let mark = PAGE_MARK.exec(text); mark !== null; mark = PAGE_MARK.exec(text)) {
    page ??= { start: PROLOGUE.exec(text)![0].length, end: pageEnd(text) };
    if (mark.index > page.start && (mark[1] !== undefined || mark.index > page.end)) return mark.index;
  }
  return undefined;
}

/** From where on "<html>" is another page: behind "</html>", or behind the first one where there is no doctype. */
function pageEnd(text: string): number {
  const end = text.search(/<\/html/i);
  const first = /^[^<]*<!doctype/i.test(text) ? -1 : text.search(/<html[\s>]/i);
  return Math.min(...[end, first].map((index) => (index === -1 ? text.length : index)));
}

const leadingSpace = (text: string): string => /^\s*/.exec(text)![0];

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Text in the encoding that the first page names, as browsers take it; UTF-8 otherwise. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    decoder ??= decoderFor(Buffer.from(chunk.subarray(0, ENCODING_BYTES)).toString("latin1"));
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

function decoderFor(beginning: string): TextDecoder {
  const label = /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?([\w-]{1,40})/i.exec(beginning)?.[1];
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
