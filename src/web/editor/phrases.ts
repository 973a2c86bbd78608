import type { CanonicalReason, PairJudgement } from "../../duplicates/answers.ts";
import type { Filters } from "./filters.ts";

/** What people read where the API has a name. */
export const DECISIONS: Readonly<Record<PairJudgement["decision"], string>> = {
  duplicate: "duplicate",
  related: "related",
  unrelated: "not related",
  skipped: "skipped",
};

/** Behind "Suggested: ". */
export const REASONS: Readonly<Record<CanonicalReason, string>> = {
  "accepted answer": "it has an accepted answer",
  "most replies": "it has the most replies",
  "most linked": "most of the others are like it",
  oldest: "it was asked first",
  chosen: "an editor chose it",
};

export const ORDER_NAMES: Readonly<Record<Filters["order"], string>> = {
  size: "Largest first",
  certainty: "Surest first",
  line: "Nearest the line first",
  score: "Surest first",
};

export const STATE_NAMES: Readonly<Record<Filters["state"], string>> = { open: "To judge", judged: "Judged", all: "All" };

/** A score with two digits, never rounded up to a certainty that it has not. */
export const scoreText = (score: number): string => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);
