import { foldWhitespace } from "../../forum/text.ts";
import type { Line } from "../lines.ts";
import { threadRecord, unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { type Block, blockContent, blockText, brokenLine, isBlankLine, trimBlock } from "./block.ts";
import { parseReplyHeader } from "./reply-header.ts";
import { threadIdFromTitle } from "../thread-id.ts";

const READ_MORE = /^\[Read More\]\s*(.*)$/i;

/** "Similar Q&A": title, excerpt of the question, "… reply …", excerpt of the reply, "[Read More] title"; again and again. */
export function parseSimilarThreads(section: Block): SourceRecord[] {
  return splitThreads(section).map(parseSimilarThread);
}

interface SimilarBlock {
  readonly lines: Block;
  /** What "[Read More]" says; absent where that line is missing. */
  readonly readMore?: string;
}

function splitThreads(section: Block): SimilarBlock[] {
  const blocks: SimilarBlock[] = [];
  let lines: Line[] = [];
  for (const line of section) {
    const readMore = READ_MORE.exec(line.text.trim())?.[1];
    if (readMore === undefined) {
      lines.push(line);
      continue;
    }
    blocks.push(...splitAtTitle(trimBlock(lines), readMore));
    lines = [];
  }
  const rest = trimBlock(lines);
  return rest.length === 0 ? blocks : [...blocks, { lines: rest }];
}

/** Where a "[Read More]" was missing, two threads stand in one block: the second begins at the title named below it. */
function splitAtTitle(lines: Block, readMore: string): SimilarBlock[] {
  const start = lines.findLastIndex((line) => foldWhitespace(line.text) === foldWhitespace(readMore));
  if (start <= 0) return lines.length === 0 ? [] : [{ lines, readMore }];
  return [{ lines: trimBlock(lines.slice(0, start)) }, { lines: lines.slice(start), readMore }];
}

function parseSimilarThread({ lines, readMore }: SimilarBlock): SourceRecord {
  const [titleLine] = lines;
  const start = titleLine!.number;
  const content = blockContent(lines);
  const broken = brokenLine(lines);
  if (broken !== undefined) return unusableRecord(broken.number, broken.problem!, content);

  const title = foldWhitespace(titleLine!.text);
  // Under a wrong title stands the wrong advice, so nothing is guessed here.
  if (readMore !== undefined && readMore !== "" && foldWhitespace(readMore) !== title) {
    return unusableRecord(start, 'begins with another title than its "[Read More]" line names', content);
  }
  const headers = lines.flatMap((line, position) => {
    const header = position === 0 ? undefined : parseReplyHeader(line.text);
    return header === undefined ? [] : [{ position, header }];
  });
  if (headers.length > 1) return unusableRecord(start, 'holds more than one "… reply …" line: a "[Read More]" line is missing', content);
  const [found] = headers;
  const question = excerptText(lines.slice(1, found?.position));
  if (found === undefined && lines.slice(1).filter((line) => !isBlankLine(line)).length > 1) {
    return unusableRecord(start, 'has no "… reply …" line between question and reply', content);
  }
  const reply = found === undefined ? undefined : { ...found.header, text: excerptText(lines.slice(found.position + 1)) };
  const thread = {
    id: threadIdFromTitle(title),
    title,
    department: reply?.department ?? null,
    question,
    replies: reply === undefined ? [] : [reply],
  };
  const isCut = question.endsWith("...") || reply?.text.endsWith("...") === true;
  const record = threadRecord(thread, start, content);
  return record.kind === "thread" && isCut ? { ...record, isExcerpt: true } : record;
}

/**
 * The excerpt as one piece of text. Its "..." stays, though it belongs to the cut: a thread known only from here
 * is shown again as it stands, and advice that breaks off must not look as if it ended there.
 */
function excerptText(block: Block): string {
  return foldWhitespace(blockText(block));
}
