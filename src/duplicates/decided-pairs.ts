import type { SearchIndex } from "../search/search-index.ts";
import type { DuplicateDecision } from "../store/duplicate-decisions.ts";
import type { ForumReader } from "../store/reading.ts";
import type { Background } from "./background.ts";
import { comparedQuestion, compareQuestions } from "./comparison.ts";
import { floorOf, logitOf } from "./pair-score.ts";
import { questionText } from "./word-book.ts";

/** A pair that an editor decided on, its logit as its threads read now. */
export interface DecidedPair {
  readonly logit: number;
  readonly duplicate: boolean;
}

export interface DecidedPairsDependencies {
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  readonly background: Background;
}

/**
 * Duplicates, and what is related or unrelated; nothing of what was skipped. Copies are left out: their score is a rule.
 * @param decisions those that stand
 */
export function decidedPairs(decisions: readonly Pick<DuplicateDecision, "left" | "right" | "decision">[], { index, reader, background }: DecidedPairsDependencies): DecidedPair[] {
  function question(id: string) {
    const thread = index.thread(id);
    const written = thread && reader.threadsByKey([thread.key]).get(thread.key);
    return thread && written && comparedQuestion(questionText(written), index.vectorsOf(thread).question, background);
  }

  return decisions.flatMap(({ left, right, decision }) => {
    const [one, other] = [question(left), question(right)];
    if (decision === "skipped" || one === undefined || other === undefined) return [];
    const { signals, exact } = compareQuestions(one, other, background);
    return floorOf(signals, exact) === undefined ? [{ logit: logitOf(signals, background.pairs), duplicate: decision === "duplicate" }] : [];
  });
}
