import type { Line } from "../lines.ts";

/** Lines of a page that belong together, in order. */
export type Block = readonly Line[];

/** A line that people see nothing on. */
export function isBlankLine(line: Line): boolean {
  return line.text.trim() === "";
}

/** The block without the blank lines at both its ends. */
export function trimBlock(block: Block): Block {
  const first = block.findIndex((line) => !isBlankLine(line));
  return first === -1 ? [] : block.slice(first, block.findLastIndex((line) => !isBlankLine(line)) + 1);
}

/** Paragraphs stay paragraphs and line breaks stay line breaks: lists in a "More Info" live by them. */
export function blockText(block: Block): string {
  return block
    .map((line) => line.text.trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** What is shown of a block that cannot be used: the lines as they came. */
export function blockContent(block: Block): string {
  return trimBlock(block)
    .map((line) => line.text)
    .join("\n");
}

/** The first line that cannot be read, if any: half a sentence of medical advice is worse than none. */
export function brokenLine(block: Block): Line | undefined {
  return block.find((line) => line.problem !== undefined);
}
