/** Groups of threads that merge, each known by the number of one of its threads, and how many pairs lie between two of them. */
export interface Groups {
  of(thread: number): number;
  size(group: number): number;
  /** Counts one more pair between two groups. @returns how many there are now */
  link(left: number, right: number): number;
  /** @returns the group that both are now */
  merge(left: number, right: number): number;
}

/**
 * Union-find with paths that are shortened as they are walked (Tarjan 1975).
 * @param count of threads, which are numbered from 0
 */
export function createGroups(count: number): Groups {
  const parents = new Int32Array(count);
  for (let thread = 0; thread < count; thread += 1) parents[thread] = thread;
  const sizes = new Int32Array(count).fill(1);
  const links = new Map<number, Map<number, number>>();

  function of(thread: number): number {
    let root = thread;
    while (parents[root] !== root) {
      // Past one at each step: half as long for whoever comes next.
      parents[root] = parents[parents[root]!]!;
      root = parents[root]!;
    }
    return root;
  }

  const linksOf = (group: number) => {
    const known = links.get(group) ?? new Map<number, number>();
    links.set(group, known);
    return known;
  };

  /** Hands what links one group had to the one that it is part of now. */
  function handOver(links: ReadonlyMap<number, number> | undefined, other: number, root: number): void {
    for (const [third, count] of links ?? []) {
      const ofThird = linksOf(third);
      ofThird.delete(other);
      if (third === root) continue;
      const both = (linksOf(root).get(third) ?? 0) + count;
      linksOf(root).set(third, both);
      ofThird.set(root, both);
    }
  }

  return {
    of,
    size: (group) => sizes[group]!,
    link: (left, right) => {
      const count = (links.get(left)?.get(right) ?? 0) + 1;
      linksOf(left).set(right, count);
      linksOf(right).set(left, count);
      return count;
    },
    merge: (left, right) => {
      const linked = (group: number) => links.get(group)?.size ?? 0;
      const [root, other] = linked(left) >= linked(right) ? [left, right] : [right, left];
      sizes[root]! += sizes[other]!;
      parents[other] = root;
      handOver(links.get(other), other, root);
      links.delete(other);
      return root;
    },
  };
}
