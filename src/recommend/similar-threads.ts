import { threadPath } from "../forum/addresses.ts";
import { excerpt } from "../forum/excerpt.ts";
import { passagesOf } from "../forum/passage.ts";
import type { Thread } from "../forum/thread.ts";
import { leadingReply, titleOf } from "../forum/title.ts";
import type { IndexedThread, ThreadMatch } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { Explanation, SimilarAnswer, SimilarOptions, SimilarThread } from "./answers.ts";
import type { Calibration } from "./calibration.ts";
import { areNearIdentical, wordsOf } from "./near-identical.ts";
import { leadingMatch, rank, type RankedThread } from "./ranking.ts";

/** Threads read from the store at once while a list is filled. */
const READ_AT_ONCE = 16;

/** How many threads a search should give so that the list stays full when some are collapsed or hidden. */
export const candidatesFor = (limit: number): number => Math.max(48, limit * 3);

/** A place in the list: the thread that shows, and what it asks. */
interface Place {
  leader: RankedThread;
  thread: Thread;
  readonly words: ReadonlySet<string>;
}

/** What the filters of `options` let through; undefined where they let everything through. */
export function filterOf({ department, language }: SimilarOptions): ((thread: IndexedThread) => boolean) | undefined {
  if (department === undefined && language === undefined) return undefined;
  return (thread) =>
    (department === undefined || thread.department === department) &&
    (language === undefined || thread.language === language);
}

/** From matches to the list that is shown. The store has the last word on what is public this moment. */
export function similarThreads(
  matches: readonly ThreadMatch[],
  options: SimilarOptions,
  { reader, calibration }: { reader: Pick<ForumReader, "threadsByKey">; calibration: Calibration },
): Pick<SimilarAnswer, "items" | "hidden"> {
  const cut = options.minScore ?? calibration.cut;
  const places: Place[] = [];
  let duplicates = 0;

  for (const [ranked, thread] of readable(rank(matches), reader)) {
    // Without collapsing nobody asks for them, and finding words takes longer than all the rest.
    const words = options.collapse ? wordsOf(thread) : new Set<string>();
    const same = options.collapse ? places.find((place) => areNearIdentical(place.words, words)) : undefined;
    if (same !== undefined) {
      duplicates += 1;
      // The place is the better one's; who stands in it should have an answer to show.
      if (!same.leader.match.thread.answered && ranked.match.thread.answered) {
        same.leader = { ...ranked, raw: same.leader.raw };
        same.thread = thread;
      }
      continue;
    }
    if (places.length === options.limit) break;
    places.push({ leader: ranked, thread, words });
  }

  const shown = places.filter(({ leader }) => round(calibration.score(leader.raw)) >= cut);
  return {
    items: shown.map(({ leader, thread }) => itemOf(leader, thread, calibration, options.explain)),
    hidden: { belowScore: places.length - shown.length, duplicates },
  };
}

/** The ranked threads with their texts, in order, without those that are no longer public. */
function* readable(ranked: readonly RankedThread[], reader: Pick<ForumReader, "threadsByKey">) {
  for (let start = 0; start < ranked.length; start += READ_AT_ONCE) {
    const some = ranked.slice(start, start + READ_AT_ONCE);
    const threads = reader.threadsByKey(some.map(({ match }) => match.thread.key));
    for (const one of some) {
      const thread = threads.get(one.match.thread.key);
      if (thread !== undefined) yield [one, thread] as const;
    }
  }
}

function itemOf(ranked: RankedThread, thread: Thread, calibration: Calibration, explain: boolean): SimilarThread {
  const { match, raw } = ranked;
  const reply = leadingReply(thread);
  return {
    id: thread.id,
    url: thread.url ?? threadPath(thread.id),
    title: titleOf(thread),
    department: thread.department ?? null,
    score: round(calibration.score(raw)),
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
    ...(explain ? { explanation: explanationOf(ranked, thread) } : {}),
  };
}

function explanationOf({ match, raw }: RankedThread, thread: Thread): Explanation {
  const { field, reply, window } = leadingMatch(match).passage;
  const passage = passagesOf(thread).find(
    (candidate) => candidate.field === field && candidate.reply === reply && candidate.window === window,
  );
  return {
    similarity: {
      question: round(match.question.similarity),
      reply: match.reply === null ? null : round(match.reply.similarity),
    },
    raw: round(raw),
    passage: excerpt(passage?.text ?? ""),
  };
}

/** Four decimals: what is beyond differs between processors. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
