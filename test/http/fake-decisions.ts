import { KindredError } from "../../src/forum/errors.ts";
import type { Thread } from "../../src/forum/thread.ts";
import type { DuplicateJudging } from "../../src/http/services.ts";
import type { DecisionFilter, DuplicateDecision } from "../../src/store/duplicate-decisions.ts";
import { pageOf } from "./fake-topics.ts";

/** Decisions in memory, newest first. */
export function createFakeDecisions(publicThread: (id: string) => Thread | undefined): Omit<DuplicateJudging, "review"> {
  const kept: DuplicateDecision[] = [];
  const samePair = (one: DuplicateDecision) => (other: DuplicateDecision) => one.left === other.left && one.right === other.right;
  const found = ({ current = false, editor }: DecisionFilter) =>
    kept
      .filter((one) => [one.left, one.right].every((id) => publicThread(id) !== undefined))
      .filter((one) => !current || (one.decision !== "open" && kept.find(samePair(one)) === one))
      .filter((one) => editor === undefined || one.editor === editor);
  const decisions: Omit<DuplicateJudging, "review"> = {
    decide({ left: one, right: other, decision, canonical, score = null }, editor) {
      if ([one, other].some((id) => publicThread(id) === undefined)) throw new KindredError("thread_not_found", "no such thread", "none");
      const [left, right] = one < other ? [one, other] : [other, one];
      const stands = decision === "duplicate" ? (canonical ?? left) : null;
      const made = { sequence: kept.length + 1, left, right, decision, canonical: stands, score, editor, decidedAt: "2026-11-24T09:30:00.000Z" };
      kept.unshift(made);
      return made;
    },
    decideAll(asked, editor) {
      const before = [...kept];
      try {
        return asked.map((one) => decisions.decide(one, editor));
      } catch (error) {
        kept.splice(0, kept.length, ...before);
        throw error;
      }
    },
    decisions: ({ offset, limit, ...filter }) => pageOf(found(filter), { offset, limit: limit === -1 ? kept.length : limit }),
    canonicalOf(threadId) {
      const [last] = found({ current: true }).filter(({ left, right, decision }) => decision === "duplicate" && [left, right].includes(threadId));
      return last?.canonical === threadId ? undefined : (last?.canonical ?? undefined);
    },
    labels: (filter) =>
      found({ ...filter, current: true })
        .filter(({ decision }) => decision !== "skipped")
        .toReversed()
        .map(({ left, right, decision }) => ({ left: publicThread(left)!, right: publicThread(right)!, isRelated: decision !== "unrelated" })),
  };
  return decisions;
}
