import type { Database } from "./database.ts";
import type { DuplicateDecision } from "./duplicate-decisions.ts";

/** What follows from a decision, who made it and when aside. */
export type LoggedDecision = Pick<DuplicateDecision, "sequence" | "left" | "right" | "decision" | "canonical">;

/**
 * Decisions on duplicates as a change log: they are only ever added, each with a higher number, so whoever keeps what follows
 * from them looks at each answer whether there are newer ones, in whatever process, and takes these in. Decisions about threads
 * that are not public now are among them.
 */
export interface DecisionLog {
  /** Number of the newest decision; 0 before the first. */
  newestSequence(): number;
  /** Those with a higher number, oldest first. */
  since(sequence: number): LoggedDecision[];
}

export function createDecisionLog(database: Database): DecisionLog {
  const newest = database.prepare<[], number>("SELECT coalesce(max(sequence), 0) FROM duplicate_decisions").pluck();
  const since = database.prepare<[number], LoggedDecision>(
    "SELECT sequence, left_id AS left, right_id AS right, decision, canonical FROM duplicate_decisions WHERE sequence > ? ORDER BY sequence",
  );
  return { newestSequence: () => newest.get()!, since: (sequence) => since.all(sequence) };
}
