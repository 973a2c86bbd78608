import { KindredError } from "../forum/errors.ts";
import { readFileBytes } from "../sources/file-bytes.ts";
import { readLines } from "../sources/lines.ts";

/** A line that is not blank. */
export interface TextLine {
  /** From 1, in the file as it stands. */
  readonly number: number;
  readonly text: string;
}

/** Longest line of queries, judgements or pairs, in bytes. */
const LONGEST_LINE_BYTES = 1_000_000;

/** The lines of a UTF-8 file that are not blank. @throws KindredError `input_unreadable` */
export async function readTextLines(file: string): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for await (const { number, text, problem } of readLines(readFileBytes(file, process.stdin), { longestLineBytes: LONGEST_LINE_BYTES })) {
    if (problem !== undefined) throw unusableLine(file, number, problem, "Mend the line.");
    if (text.trim() !== "") lines.push({ number, text });
  }
  return lines;
}

/** A line cut at its tabs, without the white space around its cells. */
export interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The header of a tab-separated file, and the rows below it. @throws KindredError `input_unreadable` */
export async function readRows(file: string): Promise<{ readonly header: Row; readonly rows: readonly Row[] }> {
  const lines = await readTextLines(file);
  const [header, ...rows] = lines.map(({ number, text }) => ({ number, cells: text.split("\t").map((cell) => cell.trim()) }));
  if (header === undefined || rows.length === 0) {
    throw new KindredError("input_unreadable", `${file} holds no rows`, "It takes a header line and at least one row, columns parted by tabs.");
  }
  return { header, rows };
}

/** @param problem what is wrong with the line, as in "line 3 has no id". What it says is not quoted: people asked it. */
export function unusableLine(file: string, number: number, problem: string, remedy: string): KindredError {
  return new KindredError("input_unreadable", `${file}, line ${number} ${problem}`, remedy);
}
