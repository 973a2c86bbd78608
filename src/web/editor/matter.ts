import type { CanonicalReason, ClusterPair, PairJudgement, ReviewedPair, WholeCluster } from "../../duplicates/answers.ts";
import type { ThreadSummary } from "../../store/thread-summary.ts";
import type { Decision } from "./api.ts";

/** What is judged together: a cluster with all its pairs, or a pair alone. */
export interface Matter {
  /** Of the entry in the list that it was opened from. */
  readonly id: string;
  readonly threads: readonly ThreadSummary[];
  readonly pairs: readonly ClusterPair[];
  /** Absent where nobody proposed one: the service takes the one that answers best. */
  readonly canonical?: { readonly id: string; readonly reason: CanonicalReason };
}

/** A pair's two threads as they are shown, the one that stays first. */
export interface Sides {
  readonly first: ThreadSummary;
  readonly second: ThreadSummary;
  /** Which of the two stays, where that is known. */
  readonly canonical: string | undefined;
  /** Why; "chosen now" by whoever looks at it. */
  readonly reason: CanonicalReason | "chosen now" | undefined;
}

export const matterOfCluster = (id: string, { threads, pairs, canonical }: WholeCluster): Matter => ({ id, threads, pairs, canonical });

export function matterOfPair(id: string, { left, right, ...scored }: ReviewedPair): Matter {
  return { id, threads: [left, right], pairs: [{ ...scored, left: left.id, right: right.id }] };
}

export const samePair = (one: Pick<ClusterPair, "left" | "right">, other: Pick<ClusterPair, "left" | "right">): boolean =>
  one.left === other.left && one.right === other.right;

export const judgedCount = ({ pairs }: Matter): number => pairs.filter(({ judgement }) => judgement !== null).length;
export const openPairs = ({ pairs }: Matter): readonly ClusterPair[] => pairs.filter(({ judgement }) => judgement === null);

/** The next pair that nobody judged, after one and then from the beginning. */
export function nextOpen({ pairs }: Matter, after?: ClusterPair): ClusterPair | undefined {
  const place = after === undefined ? -1 : pairs.findIndex((pair) => samePair(pair, after));
  return [...pairs.slice(place + 1), ...pairs.slice(0, place + 1)].find(({ judgement }) => judgement === null);
}

/** @param chosen the thread that the editor keeps instead of the proposed one */
export function sidesOf({ threads, canonical }: Matter, pair: ClusterPair, chosen?: string): Sides {
  const ids = [pair.left, pair.right];
  const proposed = canonical !== undefined && ids.includes(canonical.id) ? canonical : undefined;
  const isChosen = chosen !== undefined && ids.includes(chosen) && chosen !== proposed?.id;
  const stays = isChosen ? chosen : proposed?.id;
  // The proposed one keeps its place when another is chosen: nothing jumps while it is read.
  const [first, second] = (proposed?.id === pair.right ? [pair.right, pair.left] : ids).map((id) => threads.find((thread) => thread.id === id)!);
  return { first: first!, second: second!, canonical: stays, reason: isChosen ? "chosen now" : proposed?.reason };
}

export function decisionOn(matter: Matter, pair: ClusterPair, decision: PairJudgement["decision"], chosen?: string): Decision {
  const canonical = decision === "duplicate" ? sidesOf(matter, pair, chosen).canonical : undefined;
  return { left: pair.left, right: pair.right, decision, score: pair.score, ...(canonical === undefined ? {} : { canonical }) };
}

/** What takes decisions back: each pair is what it was before. */
export function undoing(pairs: readonly ClusterPair[]): readonly Decision[] {
  return pairs.map(({ left, right, score, judgement }) => ({ left, right, score, decision: judgement?.direct === true ? judgement.decision : "open" }));
}

/** The matter once decisions are made, and with what follows from them: see `PairJudgement.direct`. The service says it again. */
export function decided(matter: Matter, decisions: readonly Decision[]): Matter {
  const direct = matter.pairs.map((pair) => {
    const made = decisions.find((decision) => samePair(decision, pair))?.decision;
    return made === undefined || made === "open" ? pair : { ...pair, judgement: { decision: made, direct: true } };
  });
  const groupOf = duplicateGroups(direct);
  const between = (one: ClusterPair, other: ClusterPair) => {
    const groups = [groupOf(other.left), groupOf(other.right)];
    return groups.includes(groupOf(one.left)) && groups.includes(groupOf(one.right));
  };
  const parted = direct.filter(({ judgement }) => judgement?.direct === true && (judgement.decision === "related" || judgement.decision === "unrelated"));
  const pairs = direct.map((pair) => {
    if (pair.judgement !== null) return pair;
    if (groupOf(pair.left) === groupOf(pair.right)) return { ...pair, judgement: { decision: "duplicate" as const, direct: false } };
    const parting = parted.find((other) => between(pair, other))?.judgement;
    return parting === undefined || parting === null ? pair : { ...pair, judgement: { decision: parting.decision, direct: false } };
  });
  return { ...matter, pairs };
}

/** Threads that are duplicates by whatever chain have one name. */
function duplicateGroups(pairs: readonly ClusterPair[]): (id: string) => string {
  const parents = new Map<string, string>();
  const groupOf = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined ? id : groupOf(parent);
  };
  for (const { left, right, judgement } of pairs) {
    if (judgement?.decision !== "duplicate" || groupOf(left) === groupOf(right)) continue;
    parents.set(groupOf(left), groupOf(right));
  }
  return groupOf;
}
