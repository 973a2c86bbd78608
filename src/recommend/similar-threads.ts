import { threadPath } from "../forum/addresses.ts";
import { excerpt } from "../forum/excerpt.ts";
import type { Thread } from "../forum/thread.ts";
import { leadingReply, titleOf } from "../forum/title.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { Explanation, SimilarAnswer, SimilarOptions, SimilarThread } from "./answers.ts";
import type { Cut } from "./calibration.ts";
import { chooseDiverse } from "./diversity.ts";
import { areNearIdentical } from "./near-identical.ts";
import { leadingMatch, type RankedThread } from "./ranking.ts";
import { byRecency } from "./recency.ts";
import { round } from "./round.ts";

/** Threads read from the store at once while a list is filled. */
const READ_AT_ONCE = 16;
/** Places from which a list is chosen, per place in it. */
const POOL = 1.5;
/** Places that exact threads get in any list. */
const EXACT_PLACES = 2;

/** How many threads a search should give so that the list stays full when some are collapsed or hidden. */
export const candidatesFor = (limit: number): number => Math.max(48, limit * 3);

/** A place in the list: the thread that shows, and what it asks. */
interface Place {
  leader: RankedThread;
  thread: Thread;
  readonly words: ReadonlySet<number>;
  /** One of the threads that share it is shown whatever its score. */
  guaranteed: boolean;
}

/** What the filters of `options` let through; undefined where they let everything through. */
export function filterOf({ department, language }: SimilarOptions): ((thread: IndexedThread) => boolean) | undefined {
  if (department === undefined && language === undefined) return undefined;
  return (thread) =>
    (department === undefined || thread.department === department) &&
    (language === undefined || thread.language === language);
}

export interface ListDependencies {
  readonly reader: Pick<ForumReader, "threadsByKey">;
  readonly index: Pick<SearchIndex, "likeness">;
  readonly scoreOf: (raw: number) => number;
  /** Unless the options name another. */
  readonly cut: Cut;
  /** Shown whatever the cut, in place of others if need be, and opens a list. */
  readonly isExact: (ranked: RankedThread) => boolean;
  readonly explain: (ranked: RankedThread, thread: Thread) => Explanation;
}

/**
 * From ranked threads to the list that is shown. The store has the last word on what is public this moment.
 * @param now for `recency`
 */
export function similarThreads(
  ranked: readonly RankedThread[],
  options: SimilarOptions,
  { reader, index, scoreOf, cut: usualCut, isExact, explain }: ListDependencies,
  now: Date,
): Pick<SimilarAnswer, "items" | "hidden"> {
  const { minScore } = options;
  const cut = minScore === undefined ? usualCut : { best: minScore, others: minScore };
  const scoreAt = ({ leader }: Place) => round(scoreOf(leader.raw));
  const exact = minScore === undefined ? ranked.filter(isExact).slice(0, Math.min(EXACT_PLACES, options.limit)) : [];
  const { places, duplicates } = placesOf(byRecency(ranked, options.recency ?? 0, now), exact, options, reader);
  const guaranteed = places.filter((place) => place.guaranteed);
  const opens = guaranteed.length > 0 || places.some((place) => scoreAt(place) >= cut.best);
  const rest = opens ? places.filter((place) => scoreAt(place) >= cut.others && !guaranteed.includes(place)) : [];
  const free = options.limit - guaranteed.length;
  const chosen = new Set([...guaranteed, ...(options.collapse ? chooseDiverse(rest, free, index.likeness) : rest.slice(0, free))]);
  const shown = places.filter((place) => chosen.has(place));
  return {
    items: shown.map((place) => ({
      ...itemOf(place.leader, place.thread, scoreAt(place)),
      ...(options.explain ? { explanation: explain(place.leader, place.thread) } : {}),
    })),
    hidden: { belowScore: Math.min(options.limit, places.length) - shown.length, duplicates },
  };
}

/**
 * The places that a list is chosen from, best first, and how many threads gave up theirs to one before.
 * @param always get a place however far behind they are
 */
function placesOf(
  ranked: readonly RankedThread[],
  always: readonly RankedThread[],
  { limit, collapse }: SimilarOptions,
  reader: ListDependencies["reader"],
) {
  const most = collapse ? Math.ceil(limit * POOL) : limit;
  const places: Place[] = [];
  let duplicates = 0;

  function place(leader: RankedThread, thread: Thread): void {
    const words = new Set(collapse ? leader.match.thread.words : []);
    const same = collapse ? places.find((other) => areNearIdentical(other.words, words)) : undefined;
    const guaranteed = always.includes(leader);
    if (same === undefined) {
      places.push({ leader, thread, words, guaranteed });
      return;
    }
    duplicates += 1;
    same.guaranteed ||= guaranteed;
    // The place is the better one's; who stands in it should have an answer to show.
    if (!same.leader.match.thread.answered && leader.match.thread.answered) {
      same.leader = { ...leader, raw: same.leader.raw };
      same.thread = thread;
    }
  }

  const seen = new Set<RankedThread>();
  for (const [one, thread] of readable(ranked, reader)) {
    if (places.length === most) break;
    seen.add(one);
    place(one, thread);
  }
  for (const [one, thread] of readable(always.filter((exact) => !seen.has(exact)), reader)) place(one, thread);
  return { places, duplicates };
}

/** The ranked threads with their texts, in order, without those that are no longer public. */
function* readable(ranked: readonly RankedThread[], reader: ListDependencies["reader"]) {
  for (let start = 0; start < ranked.length; start += READ_AT_ONCE) {
    const some = ranked.slice(start, start + READ_AT_ONCE);
    const threads = reader.threadsByKey(some.map(({ match }) => match.thread.key));
    for (const one of some) {
      const thread = threads.get(one.match.thread.key);
      if (thread !== undefined) yield [one, thread] as const;
    }
  }
}

function itemOf({ match }: RankedThread, thread: Thread, score: number): SimilarThread {
  const reply = leadingReply(thread);
  return {
    id: thread.id,
    url: thread.url ?? threadPath(thread.id),
    title: titleOf(thread),
    department: thread.department ?? null,
    score,
    question: { excerpt: excerpt(thread.question) },
    reply:
      reply === undefined
        ? null
        : {
            author: reply.author ?? null,
            department: reply.department ?? thread.department ?? null,
            excerpt: excerpt(reply.text),
          },
    matched: leadingMatch(match).passage.field,
  };
}
