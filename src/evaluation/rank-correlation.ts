/** Spearman's correlation: Pearson's of the ranks, equal values sharing the average of theirs. -1 to 1. */
export function rankCorrelation(left: readonly number[], right: readonly number[]): number {
  const middle = (left.length + 1) / 2;
  const [leftRanks, rightRanks] = [averageRanks(left), averageRanks(right)];
  let together = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (const [place, rank] of leftRanks.entries()) {
    const other = rightRanks[place]! - middle;
    together += (rank - middle) * other;
    leftSquares += (rank - middle) ** 2;
    rightSquares += other ** 2;
  }
  return together / Math.sqrt(leftSquares * rightSquares);
}

/** Ranks from 1 for the smallest; equal values share the average of their places. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).sort((left, right) => values[left]! - values[right]!);
  const ranks = Array.from<number>({ length: values.length });
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    // Places start + 1 to end.
    for (const place of order.slice(start, end)) ranks[place] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
