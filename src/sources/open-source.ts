import { KindredError } from "../forum/errors.ts";
import { readFileBytes, sourceName } from "./file-bytes.ts";
import { detectFormat, isGzip } from "./format.ts";
import { DamagedGzip, gunzip } from "./gunzip.ts";
import { LONGEST_LINE_BYTES, readJsonLines } from "./json-lines.ts";
import { peek } from "./peek.ts";
import { readReferencePages } from "./reference-page/read-pages.ts";
import type { Source, SourceRecord } from "./source.ts";

/** Enough to meet a mark of the reference page, in bytes; its first stands in the third line. */
const DETECTION_BYTES = 16_384;

export interface OpenSourceOptions {
  /** What "-" stands for. */
  readonly standardInput?: AsyncIterable<Uint8Array>;
  /** A longer line is skipped and reported. */
  readonly longestLineBytes?: number;
  /** Told how many bytes of the source, as it is stored, were read so far. */
  readonly onRead?: (bytes: number) => void;
}

/**
 * Threads from a file, or from standard input for "-". What it is shows in its content: JSON Lines or the text
 * of the reference page, as it is or gzipped. Opens nothing before the first record is asked for, and can be
 * read once. A bad line or block is a record; only a source that cannot be read, or breaks off, throws
 * KindredError "input_unreadable", after the records before the break.
 */
export function openSource(path: string, options: OpenSourceOptions = {}): Source {
  return readSource(path, options);
}

async function* readSource(
  path: string,
  { standardInput = process.stdin, longestLineBytes = LONGEST_LINE_BYTES, onRead }: OpenSourceOptions,
): AsyncGenerator<SourceRecord> {
  const name = sourceName(path);
  const bytes = readFileBytes(path, standardInput, onRead);
  try {
    const packed = await peek(bytes, 2);
    const { beginning, all } = await peek(isGzip(packed.beginning) ? gunzip(packed.all) : packed.all, DETECTION_BYTES);
    switch (detectFormat(beginning)) {
      case "json-lines":
        yield* readJsonLines(all, { longestLineBytes });
        break;
      case "reference-page":
        yield* readReferencePages(all, { longestLineBytes });
        break;
      case "utf-16":
        throw new KindredError("input_unreadable", `${name} is UTF-16 text`, "Save it as UTF-8.");
      case "binary":
        throw new KindredError(
          "input_unreadable",
          `${name} is not text`,
          "Give threads as JSON Lines or the text of a reference page, plain or packed with gzip.",
        );
    }
  } catch (error) {
    if (!(error instanceof DamagedGzip)) throw error;
    throw new KindredError(
      "input_unreadable",
      `${name} breaks off: its gzip data is damaged or incomplete`,
      "Fetch or pack the file again, then ingest it again.",
      { cause: error },
    );
  } finally {
    // A file that was only peeked at is closed as well.
    await bytes.return(undefined);
  }
}
