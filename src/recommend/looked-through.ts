import type { SearchIndex } from "../search/search-index.ts";

const MOST_THREADS = 1_000;
const MOST_PASSAGES = 5_000;

/**
 * Whether a forum is so small that each of its threads and topics is looked at; in a larger one the near ones are proposed.
 * Where a forum outgrows it, scores move once, by hundredths.
 */
export const isLookedThrough = ({ threadCount, passageCount }: Pick<SearchIndex, "threadCount" | "passageCount">): boolean =>
  threadCount <= MOST_THREADS && passageCount <= MOST_PASSAGES;
