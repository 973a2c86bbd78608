import { isSafeLink } from "../../forum/addresses.ts";
import { foldWhitespace } from "../../forum/text.ts";
import { ThreadId } from "../../forum/thread.ts";
import { threadRecord, unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { threadIdFromAddress, threadIdFromTitle } from "../thread-id.ts";
import { nodesOf } from "./linked-data.ts";
import { type FoundQuestion, questionsOf } from "./question.ts";
import { type PageFacts, readHtml } from "./read-html.ts";
import { type HtmlPage, LONGEST_PAGE, splitPages } from "./split-pages.ts";

/** Stands in for the forum's own host while relative addresses are worked out. */
const NOWHERE = "http://page.invalid/";

/** Threads from HTML pages that describe themselves with schema.org's QAPage, as JSON-LD or as microdata; any number of pages. */
export async function* readQaPages(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  for await (const page of splitPages(bytes)) yield* recordsOf(page);
}

function recordsOf({ line, text }: HtmlPage): SourceRecord[] {
  if (text === undefined) return [unusableRecord(line, `is a page longer than ${LONGEST_PAGE} characters`, "")];
  const facts = readHtml(text);
  if (facts === undefined) return [unusableRecord(line, "is a page whose tags are nested too deeply", text)];
  const questions = fuller(questionsOf(nodesOf(facts.linkedData)), questionsOf(facts.items));
  if (questions.length === 0) return [unusableRecord(line, isOtherXml(text) ? NO_POSTS : "is a page without a QAPage of schema.org, as JSON-LD or microdata", text)];
  return questions.map((found) => threadRecord(threadOf(found, facts), line, text));
}

/** A dump of Stack Exchange has a file for each of its tables, and only one holds questions. */
const NO_POSTS = "is XML that is no known dump: of Stack Exchange, give Posts.xml; of Question2Answer, what mysqldump --xml wrote";
const isOtherXml = (text: string): boolean => /^\uFEFF?\s*<\?xml\b/.test(text) && !/<html\b/i.test(text);

/** Many pages say the same twice, and once in short: what has more answers counts, then what has more text. */
function fuller(one: readonly FoundQuestion[], other: readonly FoundQuestion[]): readonly FoundQuestion[] {
  const answers = (found: readonly FoundQuestion[]) => found.reduce((sum, { thread }) => sum + thread.replies.length, found.length);
  const length = (found: readonly FoundQuestion[]) => JSON.stringify(found).length;
  return (answers(other) - answers(one) || length(other) - length(one)) > 0 ? other : one;
}

function threadOf({ thread, addresses, identifier }: FoundQuestion, { language, address }: PageFacts) {
  const base = URL.canParse(address ?? "", NOWHERE) ? new URL(address ?? "", NOWHERE) : new URL(NOWHERE);
  const resolved = [...addresses, address ?? ""].filter((found) => found !== "" && URL.canParse(found, base.href)).map((found) => new URL(found, base.href));
  // "#question-7" and the like are no addresses of their own.
  const found = resolved.find(({ pathname, search }) => pathname !== "/" || search !== "");
  const own = identifier !== undefined && ThreadId.safeParse(identifier).success && !URL.canParse(identifier) ? identifier : undefined;
  return {
    ...thread,
    id: own ?? (found === undefined ? threadIdFromTitle(foldWhitespace(thread.title ?? thread.question ?? "")) : threadIdFromAddress(found)),
    url: found === undefined ? null : linkOf(found),
    language: thread["language"] ?? language ?? null,
  };
}

function linkOf(address: URL): string | null {
  const link = address.origin === new URL(NOWHERE).origin ? address.pathname + address.search : address.origin + address.pathname + address.search;
  return isSafeLink(link) ? link : null;
}
