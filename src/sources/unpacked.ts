import { KindredError } from "../forum/errors.ts";
import { readFileBytes, sourceName } from "./file-bytes.ts";
import { detectFormat, isGzip, type TextFormat } from "./format.ts";
import { DamagedGzip, gunzip } from "./gunzip.ts";
import { LONGEST_LINE_BYTES } from "./json-lines.ts";
import { peek } from "./peek.ts";

/** Enough to meet a mark of the reference page, in bytes; its first stands in the third line. */
const DETECTION_BYTES = 16_384;

export interface ReadingOptions {
  /** What "-" stands for. */
  readonly standardInput?: AsyncIterable<Uint8Array>;
  /** A longer line is skipped and reported. */
  readonly longestLineBytes?: number;
  /** Told how many bytes of the source, as it is stored, were read so far. */
  readonly onRead?: (bytes: number) => void;
}

/** A text to make records of: what it is called, what it holds, and the longest line that is read. */
export interface TextSource {
  readonly name: string;
  readonly format: TextFormat;
  readonly longestLineBytes: number;
}

interface Reading<Item> {
  /** What the file should hold, for whoever gave something else: "threads as JSON Lines". */
  readonly wanted: string;
  /** Makes records of the bytes of a text. Throws KindredError for a format that is not wanted. */
  readonly read: (bytes: AsyncIterable<Uint8Array>, text: TextSource) => AsyncIterable<Item>;
}

/**
 * The records of a file, or of standard input for "-", as it is or gzipped. Opens nothing before the first is
 * asked for. Throws KindredError "input_unreadable" where it cannot be read or breaks off, after the records
 * before the break.
 */
export async function* readUnpacked<Item>(
  path: string,
  { standardInput = process.stdin, longestLineBytes = LONGEST_LINE_BYTES, onRead }: ReadingOptions,
  { wanted, read }: Reading<Item>,
): AsyncGenerator<Item> {
  const name = sourceName(path);
  const bytes = readFileBytes(path, standardInput, onRead);
  try {
    const packed = await peek(bytes, 2);
    const { beginning, all } = await peek(isGzip(packed.beginning) ? gunzip(packed.all) : packed.all, DETECTION_BYTES);
    const format = detectFormat(beginning);
    if (format === "utf-16") throw new KindredError("input_unreadable", `${name} is UTF-16 text`, "Save it as UTF-8.");
    if (format === "binary") {
      throw new KindredError("input_unreadable", `${name} is not text`, `Give ${wanted}, plain or packed with gzip.`);
    }
    yield* read(all, { name, format, longestLineBytes });
  } catch (error) {
    if (!(error instanceof DamagedGzip)) throw error;
    throw new KindredError(
      "input_unreadable",
      `${name} breaks off: its gzip data is damaged or incomplete`,
      "Fetch or pack the file again, then start again: what came in already costs nothing.",
      { cause: error },
    );
  } finally {
    // A file that was only peeked at is closed as well.
    await bytes.return(undefined);
  }
}
