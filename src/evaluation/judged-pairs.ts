import { KindredError } from "../forum/errors.ts";
import { isBlank } from "../forum/text.ts";
import { readRows, unusableLine } from "./text-lines.ts";

/** Two texts with what people say of them. */
export interface JudgedTexts {
  readonly left: string;
  readonly right: string;
  /** 1 or 0 for related or not; for similar sentences any number. */
  readonly label: number;
}

/** Pairs with a 1 or a 0, from the last three columns of a file with a header. @throws KindredError `input_unreadable` */
export async function readLabelledPairs(file: string): Promise<JudgedTexts[]> {
  const pairs = await readPairs(file, /^[01]$/, "1 (related) or 0");
  if (new Set(pairs.map(({ label }) => label)).size < 2) {
    throw new KindredError("input_unreadable", `${file} holds only one kind of pairs`, "Give related (1) and unrelated (0) pairs.");
  }
  return pairs;
}

/** Sentences with their similarity as people see it, from the last three columns. @throws KindredError `input_unreadable` */
export async function readGradedPairs(file: string): Promise<JudgedTexts[]> {
  const pairs = await readPairs(file, /^-?\d+(\.\d+)?$/, "a number");
  if (new Set(pairs.map(({ label }) => label)).size < 2) {
    throw new KindredError("input_unreadable", `${file} gives all pairs the same score`, "There is no order to compare with; give graded pairs.");
  }
  return pairs;
}

async function readPairs(file: string, label: RegExp, wanted: string): Promise<JudgedTexts[]> {
  const { header, rows } = await readRows(file);
  if (label.test(header.cells.at(-1)!)) {
    throw unusableLine(file, header.number, "is a pair where the header belongs", "Put a line of column names before the first pair.");
  }
  return rows.map(({ number, cells }) => {
    const remedy = `A line's last three columns, parted by tabs, are a text, another one, and ${wanted}.`;
    if (cells.length < 3) throw unusableLine(file, number, `has ${cells.length} of 3 columns`, remedy);
    const [left, right, judged] = cells.slice(-3) as [string, string, string];
    if (!label.test(judged)) throw unusableLine(file, number, `does not end with ${wanted}`, remedy);
    if (isBlank(left) || isBlank(right)) throw unusableLine(file, number, "has an empty text", remedy);
    return { left, right, label: Number(judged) };
  });
}
