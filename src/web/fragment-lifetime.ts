import { momentOf } from "../forum/moment.ts";
import type { Thread } from "../forum/thread.ts";

/** The usual share of an age, RFC 9111, 4.2.2: what has stood for long will stand for some time. */
const SHARE_OF_AGE = 0.1;
const LEAST_SECONDS = 60;

/**
 * How long caches may keep a thread's fragment, as a Cache-Control header. What is hidden stays in them as long, so it is
 * never for long.
 * @param mostSeconds 0: they ask each time
 */
export function fragmentLifetime(thread: Pick<Thread, "askedAt" | "replies">, mostSeconds: number, now: Date): string {
  if (mostSeconds === 0) return "no-cache";
  const seconds = Math.max(LEAST_SECONDS, Math.floor(ageOf(thread, now) * SHARE_OF_AGE));
  return `public, max-age=${Math.min(seconds, mostSeconds)}`;
}

/** Seconds since somebody asked or replied. Where one date is not told or cannot be read, that may have been just now. */
function ageOf({ askedAt, replies }: Pick<Thread, "askedAt" | "replies">, now: Date): number {
  const moments = [askedAt, ...replies.map(({ repliedAt }) => repliedAt)].map((date) => (date === undefined ? NaN : momentOf(date)));
  const newest = Math.max(...moments);
  return Number.isNaN(newest) ? 0 : Math.max(0, (now.getTime() - newest) / 1_000);
}
