import { momentOf } from "../forum/moment.ts";
import { departmentKey } from "../forum/topic.ts";
import { wordDigests } from "../forum/words.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { ReviewFilter } from "./answers.ts";
import { createFewKept } from "./few-kept.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Accept = (thread: IndexedThread) => boolean;

/** Filters whose answers are kept: of one editor who pages and moves the threshold, and some more. */
const MOST_FILTERS = 4;

/**
 * Whether a thread, by its key, is what an editor looks for; undefined where every thread is. One that is not in the index is
 * none.
 */
export type ThreadFilter = ((threadKey: number) => boolean) | undefined;

type Asked = Pick<ReviewFilter, "department" | "from" | "to" | "text">;

export function createThreadFilters(index: Pick<SearchIndex, "revision" | "threadsByKey">): (asked: Asked) => ThreadFilter {
  const kept = createFewKept<string, ThreadFilter>(MOST_FILTERS);
  let of = -1;
  return ({ department, from, to, text }) => {
    // What threads are may have changed.
    if (of !== index.revision) kept.clear();
    of = index.revision;
    return kept.get(JSON.stringify([department, from, to, text]), () => filterOf({ department, from, to, text }, index));
  };
}

function filterOf(asked: Asked, index: Pick<SearchIndex, "threadsByKey">): ThreadFilter {
  const wanted = [inDepartment(asked), inTime(asked), withWords(asked)].filter((accept) => accept !== undefined);
  if (wanted.length === 0) return undefined;
  const known = new Map<number, boolean>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const [thread] = index.threadsByKey([key]);
    const accepted = thread !== undefined && wanted.every((accept) => accept(thread));
    known.set(key, accepted);
    return accepted;
  };
}

function inDepartment({ department }: Pick<ReviewFilter, "department">): Accept | undefined {
  if (department === undefined) return undefined;
  const wanted = departmentKey(folded(department));
  const known = new Map<string | null, boolean>();
  return ({ department: own }) => {
    const isIt = known.get(own) ?? (own !== null && departmentKey(folded(own)) === wanted);
    known.set(own, isIt);
    return isIt;
  };
}

/** Ids of topics, which must stay as they are, tell apart how letters outside of ASCII are written. */
const folded = (department: string) => department.normalize("NFKC").toLowerCase();

/** A thread whose date cannot be read was asked at no time. */
function inTime({ from, to }: Pick<ReviewFilter, "from" | "to">): Accept | undefined {
  if (from === undefined && to === undefined) return undefined;
  const first = from === undefined ? -Infinity : Date.parse(from);
  // A day alone lasts until its end.
  const last = to === undefined ? Infinity : Date.parse(to) + (DAY.test(to) ? DAY_MS - 1 : 0);
  return ({ askedAt }) => {
    const time = askedAt === null ? NaN : momentOf(askedAt);
    return time >= first && time <= last;
  };
}

function withWords({ text = "" }: Pick<ReviewFilter, "text">): Accept | undefined {
  const wanted = [...new Set(wordDigests(text))];
  return wanted.length === 0 ? undefined : ({ words }) => wanted.every((digest) => words.includes(digest));
}
