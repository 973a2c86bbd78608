import type { SearchIndex } from "../search/search-index.ts";
import type { DecisionLog, LoggedDecision } from "../store/decision-log.ts";
import type { DuplicatePair, PairJudgement } from "./answers.ts";
import { createGroups } from "./groups.ts";

/** What was said of pairs, and what follows from that. */
export interface Judgements {
  /** Those of these pairs that have one; the same map for the same pairs until somebody, in whatever process, decides again. */
  of(pairs: readonly DuplicatePair[]): ReadonlyMap<DuplicatePair, PairJudgement>;
}

type Standing = Exclude<LoggedDecision["decision"], "open">;

interface Judged {
  /** Threads of which anything was said that stands. */
  readonly ids: readonly string[];
  /** For two of these. */
  look(left: string, right: string): PairJudgement | undefined;
}

/** Where several were said of the threads of two groups, the first of these follows for all others. */
const PARTING: readonly Standing[] = ["unrelated", "related"];

/**
 * A pair has the judgement that was last given to it. One that nobody judged has what follows: duplicates of one thread are
 * duplicates of each other, and what parts two threads parts all that are duplicates of the one from all that are duplicates of
 * the other. So nobody is asked twice in other words. Of one that was skipped nothing is known, and nothing follows for others.
 */
export function createJudgements({ log, index }: { readonly log: DecisionLog; readonly index: Pick<SearchIndex, "thread"> }): Judgements {
  /** By the lower id, then by the higher. */
  const standing = new Map<string, Map<string, Standing>>();
  let sequence = 0;
  let judged: Judged | undefined;
  let last: { readonly pairs: readonly DuplicatePair[]; readonly found: ReadonlyMap<DuplicatePair, PairJudgement> } | undefined;

  function takeIn({ left, right, decision, sequence: number }: LoggedDecision): void {
    const others = standing.get(left) ?? new Map<string, Standing>();
    if (decision === "open") others.delete(right);
    else others.set(right, decision);
    if (others.size === 0) standing.delete(left);
    else standing.set(left, others);
    sequence = number;
  }

  return {
    of: (pairs) => {
      if (log.newestSequence() > sequence) {
        for (const made of log.since(sequence)) takeIn(made);
        judged = undefined;
        last = undefined;
      }
      if (last?.pairs === pairs) return last.found;
      judged ??= judge(standing);
      const { look, ids } = judged;
      // Nothing follows for a thread of which nothing was said: by their keys most pairs are told apart soonest.
      const keys = new Set(ids.flatMap((id) => index.thread(id)?.key ?? []));
      const found = new Map<DuplicatePair, PairJudgement>();
      for (const pair of keys.size === 0 ? [] : pairs) {
        if (!keys.has(pair.left.key) || !keys.has(pair.right.key)) continue;
        const judgement = look(pair.left.id, pair.right.id);
        if (judgement !== undefined) found.set(pair, judgement);
      }
      last = { pairs, found };
      return found;
    },
  };
}

function judge(standing: ReadonlyMap<string, ReadonlyMap<string, Standing>>): Judged {
  const decided = [...standing].flatMap(([left, others]) => [...others].map(([right, decision]) => ({ left, right, decision })));
  const numbers = new Map<string, number>();
  for (const { left, right } of decided) for (const id of [left, right]) if (!numbers.has(id)) numbers.set(id, numbers.size);
  const groups = createGroups(numbers.size);
  const groupOf = (id: string) => groups.of(numbers.get(id)!);
  for (const { left, right, decision } of decided) {
    const [one, other] = [groupOf(left), groupOf(right)];
    if (decision === "duplicate" && one !== other) groups.merge(one, other);
  }
  /** What parts two groups, both ways. */
  const parted = new Map<number, Map<number, Standing>>();
  const part = (one: number, other: number, decision: Standing) => {
    const known = parted.get(one) ?? new Map<number, Standing>();
    const before = known.get(other);
    if (before === undefined || PARTING.indexOf(decision) < PARTING.indexOf(before)) known.set(other, decision);
    parted.set(one, known);
  };
  for (const { left, right, decision } of decided) {
    if (!PARTING.includes(decision)) continue;
    part(groupOf(left), groupOf(right), decision);
    part(groupOf(right), groupOf(left), decision);
  }

  return {
    ids: [...numbers.keys()],
    look: (left, right) => {
      const [lower, higher] = left < right ? [left, right] : [right, left];
      const direct = standing.get(lower)?.get(higher);
      if (direct !== undefined) return { decision: direct, direct: true };
      const [one, other] = [groupOf(left), groupOf(right)];
      const decision = one === other ? "duplicate" : parted.get(one)?.get(other);
      return decision === undefined ? undefined : { decision, direct: false };
    },
  };
}
