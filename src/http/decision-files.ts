import { foldWhitespace } from "../forum/text.ts";
import type { DuplicateDecision, LabelledPair } from "../store/duplicate-decisions.ts";
import { csvOf } from "./csv.ts";

/** Both texts of a pair stand in a line, and a line is read up to a million bytes; a code unit takes three at most. */
const LONGEST_TEXT = 150_000;

const FIELDS = ["sequence", "left", "right", "decision", "canonical", "score", "editor", "decidedAt"] as const satisfies readonly (keyof DuplicateDecision)[];

export function decisionsAsCsv(decisions: readonly DuplicateDecision[]): string {
  return csvOf(FIELDS, decisions.map((decision) => FIELDS.map((field) => String(decision[field] ?? ""))));
}

/** The file of pairs that measuring and calibrating read: a header, then a text, another one, and 1 (related) or 0. */
export function labelsAsTsv(pairs: readonly LabelledPair[]): string {
  const rows = pairs.map(({ left, right, isRelated }) => [textOf(left), textOf(right), isRelated ? "1" : "0"]);
  return [["left", "right", "related"], ...rows].map((cells) => `${cells.join("\t")}\n`).join("");
}

/** What a thread asks, on one line: tabs and line ends would be read as ends of columns and rows. */
function textOf({ title, question }: LabelledPair["left"]): string {
  const text = foldWhitespace(title === undefined ? question : `${title} ${question}`);
  return text.slice(0, LONGEST_TEXT).replace(/\p{Surrogate}$/u, "");
}
