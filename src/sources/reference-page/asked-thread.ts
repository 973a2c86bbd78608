import { foldWhitespace } from "../../forum/text.ts";
import { threadRecord, unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { type Block, blockContent, blockText, brokenLine, isBlankLine } from "./block.ts";
import { parsePageDate } from "./page-date.ts";
import { parseReplies } from "./replies.ts";
import { parseReplyHeader } from "./reply-header.ts";
import { threadIdFromTitle } from "../thread-id.ts";
import type { PageTopic } from "./topics.ts";

const ASK_DATE = /\bAsk Date:\s*(.*)$/i;
const WITH_AGE = /^(?<age>\d\S*(?:\s*[-~+]\s*\d+)?)[\s-]*years?[\s-]old(?:\s+(?<sex>\p{L}+(?: \p{L}+){0,2}))?$/iu;
/** Without an age beside it, any other word may as well be part of a name. */
const SEX_ALONE = /^(?<sex>female|male|woman|man|girl|boy)$/i;
/** A longer line, in UTF-16 code units, only speaks of an ask date. */
const LONGEST_ASKING = 500;
const SHARE_TO = /^Share to:?/i;

/** The thread that the page is about, from its heading to the end of "More Info"; several records if parts of it cannot be used. */
export function parseAskedThread(block: Block, moreInfo: Block, topics: readonly PageTopic[]): SourceRecord[] {
  const whole = [...block, ...moreInfo];
  const content = blockContent(whole);
  const broken = brokenLine(whole);
  if (broken !== undefined) return [unusableRecord(broken.number, broken.problem!, content)];

  const share = block.findIndex((line) => SHARE_TO.test(line.text.trim()));
  // What a page prints above its heading (a breadcrumb, say) is not the title.
  const headingAt = share === -1 ? block.findIndex((line) => !isBlankLine(line)) : block.slice(0, share).findLastIndex((line) => !isBlankLine(line));
  const start = (block[headingAt] ?? block.find((line) => !isBlankLine(line)) ?? whole[0])?.number ?? 1;
  if (headingAt === -1) return [unusableRecord(start, "the page has no heading", content)];

  const heading = splitHeading(foldWhitespace(block[headingAt]!.text));
  const below = block.slice(Math.max(headingAt, share) + 1);
  const askedAt = below.findIndex((line) => line.text.length <= LONGEST_ASKING && ASK_DATE.test(line.text));
  const questionEnd = askedAt === -1 ? below.findIndex((line) => parseReplyHeader(line.text) !== undefined) : askedAt;
  const question = blockText(questionEnd === -1 ? below : below.slice(0, questionEnd));
  const answered = questionEnd === -1 ? [] : below.slice(askedAt === -1 ? questionEnd : askedAt + 1);
  const { replies, warnings, unusable } = parseReplies(answered);
  const asking = askedAt === -1 ? { warnings: [] } : parseAsking(below[askedAt]!.text);

  const thread = {
    id: threadIdFromTitle(heading.title),
    title: heading.title,
    department: heading.department ?? replies[0]?.department ?? null,
    asker: asking.asker ?? null,
    question,
    askedAt: asking.askedAt ?? null,
    replies,
    moreInfo: blockText(moreInfo),
    topics,
  };
  return [threadRecord(thread, start, content, [...asking.warnings, ...warnings]), ...unusable];
}

/** "Title - Department": the last " - " counts, for a title may hold others. */
function splitHeading(heading: string): { readonly title: string; readonly department?: string } {
  const dash = heading.lastIndexOf(" - ");
  const department = heading.slice(dash + 3).trim();
  return dash <= 0 || department === "" ? { title: heading } : { title: heading.slice(0, dash).trim(), department };
}

interface Asker {
  readonly name?: string;
  readonly age?: string;
  readonly sex?: string;
}

/** "Niming, 30~39 year old female. Ask Date: 2017/04/22"; every part may be missing. */
function parseAsking(line: string): { readonly asker?: Asker; readonly askedAt?: string; readonly warnings: readonly string[] } {
  const dateText = ASK_DATE.exec(line)?.[1]?.trim() ?? "";
  const askedAt = parsePageDate(dateText);
  const asker = parseAsker(line.replace(ASK_DATE, "").trim().replace(/[\s.]+$/, ""));
  return {
    ...(asker === undefined ? {} : { asker }),
    ...(askedAt === undefined ? { warnings: dateText === "" ? [] : ["the Ask Date left out: it is not a date like 2017/04/22"] } : { askedAt, warnings: [] }),
  };
}

function parseAsker(text: string): Asker | undefined {
  if (text === "") return undefined;
  const comma = text.lastIndexOf(",");
  const details = text.slice(comma + 1).trim();
  const person = (WITH_AGE.exec(details) ?? SEX_ALONE.exec(details))?.groups;
  if (person === undefined) return { name: text };
  const name = text.slice(0, Math.max(comma, 0)).trim();
  const { age, sex } = person;
  return { ...(name === "" ? {} : { name }), ...(age === undefined ? {} : { age }), ...(sex === undefined ? {} : { sex }) };
}
