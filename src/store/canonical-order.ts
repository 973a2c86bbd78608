/** A decision that stands: two threads ask the same, and one of them stands for both. */
export interface DuplicateVote {
  readonly canonical: string;
  readonly other: string;
  /** Higher is later. */
  readonly sequence: number;
}

/**
 * The threads of a group in the order in which they stand for it: the first is canonical, and each next one where all before
 * it are hidden.
 *
 * In every decision one thread yields to the other. Where that makes a circle (A yields to B, B to C, C to A), the oldest
 * decision in it has no say. Then, again and again, of the threads that yield to none of those left comes the one that was
 * named canonical last. So where chains meet (B yields to A, B yields to C), the later choice wins, and what is said of two
 * lesser threads takes no place from the one that both yield to.
 * @param votes all of the group, which they hold together
 * @param bestFirst its public threads, by how well they answer: what places those that nobody ever named
 */
export function canonicalOrder(votes: readonly DuplicateVote[], bestFirst: readonly string[]): string[] {
  const yieldsTo = new Map<string, Set<string>>();
  /** The same the other way round. */
  const yielding = new Map<string, string[]>();
  const named = new Map<string, number>();
  for (const { canonical, other, sequence } of votes.toSorted((left, right) => right.sequence - left.sequence)) {
    for (const id of [canonical, other]) {
      if (yieldsTo.has(id)) continue;
      yieldsTo.set(id, new Set());
      yielding.set(id, []);
    }
    if (reaches(yieldsTo, canonical, other)) continue;
    yieldsTo.get(other)!.add(canonical);
    yielding.get(canonical)!.push(other);
    if (!named.has(canonical)) named.set(canonical, sequence);
  }

  const rank = new Map(bestFirst.map((id, place) => [id, place]));
  const placeOf = (id: string) => rank.get(id) ?? bestFirst.length;
  const byChoice = (left: string, right: string) =>
    (named.get(right) ?? 0) - (named.get(left) ?? 0) || placeOf(left) - placeOf(right) || (left < right ? -1 : 1);
  const waiting = new Map([...yieldsTo].map(([id, targets]) => [id, targets.size]));
  let free = [...yieldsTo.keys()].filter((id) => waiting.get(id) === 0).sort(byChoice);
  const order: string[] = [];
  for (let next = free.shift(); next !== undefined; next = free.shift()) {
    order.push(next);
    for (const id of yielding.get(next)!) waiting.set(id, waiting.get(id)! - 1);
    const freed = yielding.get(next)!.filter((id) => waiting.get(id) === 0);
    if (freed.length > 0) free = [...free, ...freed].sort(byChoice);
  }
  return order;
}

/** Whether a thread yields to another, by whatever chain. */
function reaches(yieldsTo: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) {
    if (id === to) return true;
    for (const next of yieldsTo.get(id) ?? []) seen.add(next);
  }
  return false;
}
