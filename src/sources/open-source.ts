import { readDiscourseTopics } from "./discourse/read-topics.ts";
import type { TextFormat } from "./format.ts";
import { readJsonLines } from "./json-lines.ts";
import { readQaPages } from "./qa-page/read-qa-pages.ts";
import { readQuestion2AnswerDump } from "./question2answer/read-dump.ts";
import { readReferencePages } from "./reference-page/read-pages.ts";
import type { Source } from "./source.ts";
import { readPostsXml } from "./stack-exchange/read-posts-xml.ts";
import { type ReadingOptions, readUnpacked, type TextSource } from "./unpacked.ts";

export interface SourceOptions extends ReadingOptions {
  /**
   * Told which share of its threads, 0 to 1, a dump gave so far: one whose threads are only whole when all of it
   * is read. Never told by other sources.
   */
  readonly onGiven?: (share: number) => void;
}

type Reader = (bytes: AsyncIterable<Uint8Array>, options: Omit<TextSource, "format"> & Pick<SourceOptions, "onGiven">) => Source;

const READERS: Readonly<Record<TextFormat, Reader>> = {
  "json-lines": readJsonLines,
  "reference-page": readReferencePages,
  "stack-exchange": readPostsXml,
  question2answer: readQuestion2AnswerDump,
  discourse: readDiscourseTopics,
  html: readQaPages,
};

/**
 * Threads from a file, or from standard input for "-". What it is shows in its content: JSON Lines, pages as HTML
 * (schema.org QAPage), a dump of Stack Exchange, Question2Answer or Discourse, or the text of the reference page, as
 * it is or gzipped. Opens nothing before the first record is asked for, and can be read once. A bad line, row or page
 * is a record; only a source that cannot be read, or breaks off, throws KindredError "input_unreadable", after the
 * records before the break.
 */
export function openSource(path: string, { onGiven, ...options }: SourceOptions = {}): Source {
  return readUnpacked(path, options, {
    wanted: "threads as JSON Lines, HTML pages with a QAPage, a forum's dump or the text of a reference page",
    read: (bytes, { format, ...text }) => READERS[format](bytes, { ...text, ...(onGiven === undefined ? {} : { onGiven }) }),
  });
}
