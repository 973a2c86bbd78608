import { threadPath } from "../forum/addresses.ts";
import { excerpt } from "../forum/excerpt.ts";
import type { Thread } from "../forum/thread.ts";
import { leadingReply, titleOf } from "../forum/title.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { Explanation, SimilarAnswer, SimilarOptions, SimilarThread } from "./answers.ts";
import type { Cut } from "./calibration.ts";
import { chooseDiverse } from "./diversity.ts";
import { anyReadable, duplicatesOf, placesOf } from "./places.ts";
import { leadingMatch, type RankedThread } from "./ranking.ts";
import { byRecency, recencyGain } from "./recency.ts";
import { round } from "./round.ts";
import type { FindStandIn } from "./stand-ins.ts";

/** Places that exact threads get in any list. */
const EXACT_PLACES = 2;

/** How many threads a search should give so that the list stays full when some are collapsed or hidden. */
export const candidatesFor = (limit: number): number => Math.max(48, limit * 3);

/** What the filters of `options` let through; undefined where they let everything through. */
export function filterOf({ department, language, answered = false }: Pick<SimilarOptions, "department" | "language" | "answered">): ((thread: IndexedThread) => boolean) | undefined {
  if (department === undefined && language === undefined && !answered) return undefined;
  return (thread) =>
    (department === undefined || thread.department === department) &&
    (language === undefined || thread.language === language) &&
    (!answered || thread.answered);
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
  readonly standIn: FindStandIn;
}

/**
 * From ranked threads to the list that is shown. The store has the last word on what is public this moment.
 * @param ranked best first
 * @param now for `recency`
 */
export function similarThreads(
  ranked: readonly RankedThread[],
  options: SimilarOptions,
  { reader, index, scoreOf, cut: usualCut, isExact, explain, standIn }: ListDependencies,
  now: Date,
): Pick<SimilarAnswer, "items" | "hidden"> {
  const { minScore, limit, collapse, recency = 0 } = options;
  const cut = minScore === undefined ? usualCut : { best: minScore, others: minScore };
  const scoreAt = ({ raw }: { readonly raw: number }) => round(scoreOf(raw));
  const exact = minScore === undefined ? ranked.filter(isExact).slice(0, Math.min(EXACT_PLACES, limit)) : [];
  const places = placesOf(byRecency(ranked, recency, now), {
    reader,
    limit,
    collapse,
    always: exact,
    isGood: (one) => scoreAt(one) >= cut.others,
    worthOf: (one) => one.raw + recencyGain(one, recency, now),
    standIn,
  });
  const guaranteed = places.filter((place) => place.isGuaranteed);
  // Newer ones may have kept the best thread out of the places.
  const opens = guaranteed.length > 0 || anyReadable(ranked.filter((one) => scoreAt(one) >= cut.best), reader);
  const rest = opens ? places.filter((place) => place.isGood && !place.isGuaranteed) : [];
  const free = limit - guaranteed.length;
  const chosen = new Set([...guaranteed, ...(collapse ? chooseDiverse(rest, free, index.likeness) : rest.slice(0, free))]);
  const shown = places.filter((place) => chosen.has(place));
  return {
    items: shown.map(({ leader, thread }) => ({
      ...itemOf(leader, thread, scoreAt(leader)),
      ...(options.explain ? { explanation: explain(leader, thread) } : {}),
    })),
    hidden: {
      belowScore: Math.min(limit, places.length) - shown.length,
      duplicates: shown.reduce((sum, place) => sum + duplicatesOf(place), 0),
    },
  };
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
