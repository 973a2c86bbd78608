/** Questions are dealt into so many folds, one after another. */
const FOLDS = 5;

export const foldOf = (place: number): number => place % FOLDS;

/** What comes of each fold in turn. */
export function forEachFold<Result>(measure: (fold: number) => Result): Result[] {
  return Array.from({ length: FOLDS }, (_, fold) => measure(fold));
}

/** A fold's items, and those of the four others. */
export function splitFold<Item>(items: readonly Item[], fold: number): { readonly held: Item[]; readonly others: Item[] } {
  return {
    held: items.filter((_item, place) => foldOf(place) === fold),
    others: items.filter((_item, place) => foldOf(place) !== fold),
  };
}
