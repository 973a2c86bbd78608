import { compile, type HtmlToTextOptions } from "html-to-text";
import { isBlank } from "../../forum/text.ts";
import { cleanText, tidyLines } from "./clean-text.ts";

/** Most tags in one text; a real post has some hundred. Far more of them cost time that grows with their square. */
export const MOST_TAGS = 20_000;
/** What is nested deeper is left out: walking down there would end in an overflow of the stack. */
const DEEPEST = 500;

/** Quotes and signatures by the names that forums and mail programs give them. */
const QUOTES = ["blockquote", "aside.quote", ".gmail_quote", ".gmail_attr", ".moz-cite-prefix", ".bbcode_quote", ".bbCodeBlock--quote", ".quotebox"];
const SIGNATURES = [".signature", ".sig", ".gmail_signature", ".moz-signature", ".post-signature", ".user-signature"];
const UNSEEN = ["img", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "video", "audio", "select", "textarea", "button", "title", "head"];

const skipped = (selectors: readonly string[]) => selectors.map((selector) => ({ selector, format: "skip" }));

const BLOCKS: HtmlToTextOptions["selectors"] = [
  { selector: "a", options: { ignoreHref: true } },
  ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
  ...["section", "dl", "details", "figure", "address", "fieldset"].map((selector) => ({ selector, format: "block" })),
  ...["tr", "dt", "dd", "summary", "figcaption"].map((selector) => ({ selector, format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } })),
  ...["td", "th"].map((selector) => ({ selector, format: "inlineSurround", options: { suffix: " " } })),
  { selector: "hr", format: "block" },
  { selector: "ul", options: { itemPrefix: "- " } },
  ...skipped(UNSEEN),
];
const OPTIONS: HtmlToTextOptions = { wordwrap: false, limits: { maxDepth: DEEPEST, ellipsis: "", maxInputLength: Number.POSITIVE_INFINITY } };

const withoutQuotes = compile({ ...OPTIONS, selectors: [...BLOCKS, ...skipped(QUOTES), ...skipped(SIGNATURES)] });
const withQuotes = compile({
  ...OPTIONS,
  selectors: [...BLOCKS, { selector: "blockquote", options: { leadingLineBreaks: 1, trailingLineBreaks: 1, trimEmptyLines: true }, format: "block" }],
});

/**
 * The text that people read: paragraphs and list items as lines, links as their text, without images, quotes and
 * signatures. Nothing but a quote stays what it is. Undefined for more than MOST_TAGS tags.
 */
export function cleanHtml(html: string): string | undefined {
  if (isPlain(html)) return cleanText(html);
  if (hasTooManyTags(html)) return undefined;
  const text = cleanText(withoutQuotes(html));
  return isBlank(text) ? tidyLines(withQuotes(html)) : text;
}

/** Text that may hold HTML, as far as anybody can see: "a < b" holds none. */
export function cleanMarkup(text: string): string | undefined {
  if (/<[a-z/!]/i.test(text)) return cleanHtml(text);
  // Tags were taken out before and characters left escaped, as WordPress does: its lines are lines.
  return /&(?:#\d+|#x[\da-f]+|[a-z]\w{1,30});/i.test(text) ? cleanHtml(text.replaceAll(/\r\n?|\n/g, "<br>")) : cleanText(text);
}

function isPlain(html: string): boolean {
  return !html.includes("<") && !html.includes("&") && !/\s\s|[\n\t]/.test(html);
}

function hasTooManyTags(html: string): boolean {
  let tags = 0;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) tags += 1;
  return tags > MOST_TAGS;
}
