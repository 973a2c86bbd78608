import type { Line } from "../lines.ts";
import { unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { type Block, blockContent, blockText, isBlankLine } from "./block.ts";
import { parsePageDate } from "./page-date.ts";
import { parseReplyHeader, type ReplyHeader } from "./reply-header.ts";

const REPLY_DATE = /^Reply Date:\s*(.*)$/i;

interface PageReply extends ReplyHeader {
  readonly text: string;
  readonly repliedAt?: string;
}

export interface PageReplies {
  readonly replies: readonly PageReply[];
  readonly warnings: readonly string[];
  /** Text that no "… reply …" line stands over: an answer by nobody is not shown. */
  readonly unusable: readonly SourceRecord[];
}

interface ReplyBlock {
  readonly header?: ReplyHeader;
  readonly lines: Line[];
  readonly date?: string;
}

/** Replies, each "… reply …", its text, "Reply Date: …", in the order of the page. */
export function parseReplies(block: Block): PageReplies {
  const replies: PageReply[] = [];
  const warnings: string[] = [];
  const unusable: SourceRecord[] = [];
  for (const { header, lines, date } of splitReplies(block)) {
    const text = blockText(lines);
    if (header === undefined) {
      const start = lines.find((line) => !isBlankLine(line));
      if (start !== undefined) unusable.push(unusableRecord(start.number, 'is a reply without a "… reply …" line over it', blockContent(lines)));
      continue;
    }
    const repliedAt = date === undefined ? undefined : parsePageDate(date);
    if (repliedAt === undefined && date !== undefined && date !== "") warnings.push("a Reply Date left out: it is not a date like 2017/04/22");
    replies.push({ ...header, text, ...(repliedAt === undefined ? {} : { repliedAt }) });
  }
  return { replies, warnings, unusable };
}

/** A reply ends at its date; where the date is missing, at a header that a blank line stands over. */
function splitReplies(block: Block): ReplyBlock[] {
  const blocks: ReplyBlock[] = [];
  let current: ReplyBlock = { lines: [] };
  let afterBlank = true;
  for (const line of block) {
    const date = REPLY_DATE.exec(line.text.trim())?.[1]?.trim();
    const header = afterBlank ? parseReplyHeader(line.text) : undefined;
    if (date !== undefined) {
      blocks.push({ ...current, date });
      current = { lines: [] };
    } else if (header === undefined) {
      current.lines.push(line);
    } else {
      blocks.push(current);
      current = { header, lines: [] };
    }
    afterBlank = date !== undefined || isBlankLine(line);
  }
  return [...blocks, current];
}
