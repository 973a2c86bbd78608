import { readLines } from "./lines.ts";
import { threadRecord, unusableRecord } from "./records.ts";
import type { SourceRecord, UnusableRecord } from "./source.ts";

/** Longest line that is read, in bytes. A thread at every limit of the schema is longer, a real one never. */
export const LONGEST_LINE_BYTES = 8_000_000;

/**
 * Threads from JSON Lines, one record for each line that is not blank, in order; reads ahead one chunk at most.
 * Throws only what `bytes` throws: a bad or endless line is a record of kind "unusable".
 */
export function readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
  { longestLineBytes = LONGEST_LINE_BYTES }: { readonly longestLineBytes?: number } = {},
): AsyncGenerator<SourceRecord> {
  return readLinesAs(bytes, longestLineBytes, parseThreadLine);
}

/** The same of any kind of record: what `parseLine` makes of each line that is whole. */
export async function* readLinesAs<Item>(
  bytes: AsyncIterable<Uint8Array>,
  longestLineBytes: number,
  parseLine: (line: string, lineNumber: number) => Item,
): AsyncGenerator<Item | UnusableRecord> {
  for await (const line of readLines(bytes, { longestLineBytes })) {
    if (line.problem !== undefined) yield unusableRecord(line.number, line.problem, line.text);
    else if (line.text.trim() !== "") yield parseLine(line.text, line.number);
  }
}

/** One line of JSON as the record it turns out to be; `lineNumber` is only passed on. Never throws. */
export function parseThreadLine(line: string, lineNumber: number): SourceRecord {
  return parseLineAs("thread", line, lineNumber, threadRecord);
}

/** The same of any kind of record; `what` is what people call one. */
export function parseLineAs<Item>(
  what: string,
  line: string,
  lineNumber: number,
  recordOf: (value: unknown, lineNumber: number, line: string) => Item,
): Item | UnusableRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return unusableRecord(lineNumber, describeSyntaxError(what, line, error), line);
  }
  return recordOf(value, lineNumber, line);
}

/** In our own words: those of the engine differ from one Node to the next, and quote what people wrote. */
function describeSyntaxError(what: string, line: string, error: unknown): string {
  const trimmed = line.trim();
  if (trimmed.startsWith("{") && !trimmed.endsWith("}")) return `is not valid JSON: a whole ${what} must stand on one line`;
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? "is not valid JSON" : `is not valid JSON near character ${Number(position) + 1}`;
}
