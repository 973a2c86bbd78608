import type { Pieces } from "./slices.ts";

/** Items that are sorted, or merged, in one go. */
const PIECE = 1_024;

type Compare<Item> = (one: Item, other: Item) => number;

/** Sorts by merging (von Neumann 1945). */
export function* sortInPieces<Item>(items: readonly Item[], compare: Compare<Item>): Pieces<readonly Item[]> {
  let runs: (readonly Item[])[] = [];
  for (let first = 0; first < items.length; first += PIECE) {
    runs.push(items.slice(first, first + PIECE).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly Item[])[] = [];
    for (let place = 0; place < runs.length; place += 2) longer.push(yield* mergeInPieces(runs[place]!, runs[place + 1] ?? [], { compare }));
    runs = longer;
  }
  return runs[0] ?? [];
}

/** @param left in order; `right` likewise; of `left`, those in `without` are left out */
export function* mergeInPieces<Item>(
  left: readonly Item[],
  right: readonly Item[],
  { compare, without }: { readonly compare: Compare<Item>; readonly without?: ReadonlySet<Item> },
): Pieces<Item[]> {
  const all: Item[] = [];
  let place = 0;
  for (const [at, one] of left.entries()) {
    if (at % PIECE === 0) yield;
    if (without?.has(one) === true) continue;
    while (place < right.length && compare(right[place]!, one) < 0) all.push(right[place++]!);
    all.push(one);
  }
  for (; place < right.length; place += 1) all.push(right[place]!);
  return all;
}
