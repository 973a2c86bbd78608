import type { Thread } from "../forum/thread.ts";
import type { IndexedThread } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import { areNearIdentical } from "./near-identical.ts";
import type { RankedThread } from "./ranking.ts";
import type { FindStandIn } from "./stand-ins.ts";

/** Threads read from the store at once. */
const READ_AT_ONCE = 16;
/** Places from which a list is chosen, per place in it. */
const POOL = 1.5;

/** A place that a list can be made of: the thread that shows, and what is known of it. */
export interface Place {
  /** With the raw score of the best thread that shares the place. */
  leader: RankedThread;
  thread: Thread;
  /** The best thread as the index knows it. */
  readonly indexed: IndexedThread;
  /** What gave it its place; higher is better. */
  readonly worth: number;
  readonly isGood: boolean;
  isGuaranteed: boolean;
  /** Keys of the threads that share it. */
  readonly sharing: Set<number>;
}

/** How many threads gave up their place to the one that shows. */
export function duplicatesOf({ leader, sharing }: Place): number {
  return sharing.size - (sharing.has(leader.match.thread.key) ? 1 : 0);
}

export interface PlacesRequest {
  readonly reader: Pick<ForumReader, "threadsByKey">;
  readonly limit: number;
  /** Near-identical threads share one place. */
  readonly collapse: boolean;
  /** These get a place however far behind they are. */
  readonly always: readonly RankedThread[];
  /** Whether a thread may be shown; others are placed only where a list would stay short, to tell how many are hidden. */
  readonly isGood: (ranked: RankedThread) => boolean;
  readonly worthOf: (ranked: RankedThread) => number;
  readonly standIn: FindStandIn;
}

/**
 * The places that a list is chosen from, in the order of what they are given.
 * @param ordered best first
 */
export function placesOf(ordered: readonly RankedThread[], { reader, limit, collapse, always, isGood, worthOf, standIn }: PlacesRequest): Place[] {
  const most = collapse ? Math.ceil(limit * POOL) : limit;
  const good = new Set(ordered.filter(isGood));
  const places: (Place & { readonly words: ReadonlySet<number>; readonly groups: Set<string> })[] = [];

  /** False where that would be one place more than `room`. */
  function place(one: RankedThread, own: Thread, room: number): boolean {
    const indexed = one.match.thread;
    const { leader, thread, group } = standIn(one, own);
    const words = new Set(collapse ? leader.match.thread.words : []);
    const isSame = (other: (typeof places)[number]) => (group !== null && other.groups.has(group)) || areNearIdentical(other.words, words);
    const same = group !== null || collapse ? places.find(isSame) : undefined;
    const isGuaranteed = always.includes(one);
    if (same === undefined) {
      if (places.length >= room) return false;
      const groups = new Set(group === null ? [] : [group]);
      places.push({ leader, thread, indexed, words, groups, worth: worthOf(one), isGood: good.has(one), isGuaranteed, sharing: new Set([indexed.key]) });
      return true;
    }
    same.sharing.add(indexed.key);
    same.isGuaranteed ||= isGuaranteed;
    // The place is the better one's; who stands in it should have an answer to show. What editors chose stays.
    if (same.groups.size === 0 && !same.leader.match.thread.answered && leader.match.thread.answered) {
      same.leader = { ...leader, raw: same.leader.raw };
      same.thread = thread;
    }
    if (group !== null) same.groups.add(group);
    return true;
  }

  const seen = new Set<RankedThread>();
  for (const [one, thread] of readable([...good, ...ordered.filter((other) => !good.has(other))], reader)) {
    if (!place(one, thread, good.has(one) ? most : limit)) break;
    seen.add(one);
  }
  for (const [one, thread] of readable(always.filter((exact) => !seen.has(exact)), reader)) place(one, thread, Infinity);
  return places;
}

/** Whether any of these threads is still public. */
export const anyReadable = (ranked: readonly RankedThread[], reader: PlacesRequest["reader"]): boolean => readable(ranked, reader).next().done !== true;

/** The ranked threads with their texts, in order, without those that are no longer public. */
function* readable(ranked: readonly RankedThread[], reader: PlacesRequest["reader"]) {
  for (let start = 0; start < ranked.length; start += READ_AT_ONCE) {
    const some = ranked.slice(start, start + READ_AT_ONCE);
    const threads = reader.threadsByKey(some.map(({ match }) => match.thread.key));
    for (const one of some) {
      const thread = threads.get(one.match.thread.key);
      if (thread !== undefined) yield [one, thread] as const;
    }
  }
}
