import type { AskedVectors, SearchIndex } from "../../search/search-index.ts";
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
  const nearest = keepForLast((asked: AskedVectors, count: number) => index.nearest(asked, { count }));
  return {
    index: {
      ...index,
      match: keepForLast(index.match),
      nearest: (asked, options) => (options.accept === undefined ? nearest(asked, options.count) : index.nearest(asked, options)),
    },
    words: { ...words, search: keepForLast(words.search) },
  };
}

/** @param search what else it is asked tells its answers apart, by identity */
function keepForLast<Asked extends object, Key, Found>(search: (asked: Asked, key: Key) => Found): (asked: Asked, key: Key) => Found {
  const kept = new Map<Key, Found>();
  let last: Asked | undefined;
  return (asked, key) => {
    if (asked !== last) kept.clear();
    last = asked;
    let found = kept.get(key);
    if (found === undefined) kept.set(key, (found = search(asked, key)));
    return found;
  };
}
