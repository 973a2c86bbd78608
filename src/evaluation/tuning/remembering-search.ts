import type { SearchIndex } from "../../search/search-index.ts";
import type { WordStore } from "../../store/words.ts";

/** What a ranker searches. */
export interface Search {
  readonly index: SearchIndex;
  readonly words: WordStore;
}

/**
 * The same search, which keeps what it found for the question asked last: many weights rank that, one after another, and
 * change nothing of it. Good while the forum stays as it is.
 */
export function createRememberingSearch({ index, words }: Search): Search {
  const nearest = keepForLast((asked: Parameters<SearchIndex["nearest"]>[0], count: number) => index.nearest(asked, { count }));
  return {
    index: {
      ...index,
      matches: keepForLast(index.matches),
      nearest: (asked, options) => (options.accept === undefined ? nearest(asked, options.count) : index.nearest(asked, options)),
    },
    words: { ...words, search: keepForLast(words.search) },
  };
}

/** @param search what else it is asked, numbers, tells its answers apart */
function keepForLast<Asked extends object, Rest extends readonly (number | readonly number[] | undefined)[], Found>(
  search: (asked: Asked, ...rest: Rest) => Found,
): (asked: Asked, ...rest: Rest) => Found {
  const kept = new Map<string, Found>();
  let last: Asked | undefined;
  return (asked, ...rest) => {
    if (asked !== last) kept.clear();
    last = asked;
    const key = JSON.stringify(rest);
    let found = kept.get(key);
    if (found === undefined) kept.set(key, (found = search(asked, ...rest)));
    return found;
  };
}
