import { readJsonLines } from "./json-lines.ts";
import { readReferencePages } from "./reference-page/read-pages.ts";
import type { Source } from "./source.ts";
import { type ReadingOptions, readUnpacked } from "./unpacked.ts";

/**
 * Threads from a file, or from standard input for "-". What it is shows in its content: JSON Lines or the text
 * of the reference page, as it is or gzipped. Opens nothing before the first record is asked for, and can be
 * read once. A bad line or block is a record; only a source that cannot be read, or breaks off, throws
 * KindredError "input_unreadable", after the records before the break.
 */
export function openSource(path: string, options: ReadingOptions = {}): Source {
  return readUnpacked(path, options, {
    wanted: "threads as JSON Lines or the text of a reference page",
    read: (bytes, { format, longestLineBytes }) =>
      format === "json-lines" ? readJsonLines(bytes, { longestLineBytes }) : readReferencePages(bytes, { longestLineBytes }),
  });
}
