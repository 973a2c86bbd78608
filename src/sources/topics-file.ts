import { KindredError } from "../forum/errors.ts";
import { parseLineAs, readLinesAs } from "./json-lines.ts";
import { topicLine } from "./records.ts";
import type { TopicLine } from "./source.ts";
import { type ReadingOptions, readUnpacked } from "./unpacked.ts";

const WANTED = "topics as JSON Lines, one {…} with a name a line";

/**
 * Topics from a file of JSON Lines, or from standard input for "-", as it is or gzipped: one line for each that
 * is not blank, in order. A bad line is told with its number and why; only a file that cannot be read, is none
 * of topics or breaks off throws KindredError "input_unreadable", after the lines before the break.
 */
export function openTopicsFile(path: string, options: ReadingOptions = {}): AsyncIterable<TopicLine> {
  return readUnpacked(path, options, {
    wanted: WANTED,
    read(bytes, { name, format, longestLineBytes }) {
      if (format === "json-lines") return readLinesAs(bytes, longestLineBytes, parseTopicLine);
      const remedy = `Give ${WANTED}. Pages and dumps of a forum are ingested like threads, and bring their topics.`;
      throw new KindredError("input_unreadable", `${name} holds threads, not topics`, remedy);
    },
  });
}

/** One line of JSON as what it turns out to be; `lineNumber` is only passed on. Never throws. */
export function parseTopicLine(line: string, lineNumber: number): TopicLine {
  return parseLineAs("topic", line, lineNumber, topicLine);
}
