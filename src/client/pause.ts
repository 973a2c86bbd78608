import type { KindredRequestError } from "./request-error.ts";

/** Somebody waits: what wants to be asked later than this is an error now. */
export const LONGEST_PAUSE_MS = 10_000;
const FIRST_PAUSE_MS = 250;

/**
 * How long to wait before a request is sent again, in milliseconds; undefined where it must not or need not be.
 *
 * @param times how often it was sent
 * @param repeatable whether it may reach the service twice
 */
export function pauseBefore(error: KindredRequestError, times: number, repeatable: boolean, random: () => number = Math.random): number | undefined {
  if (!worthRepeating(error, repeatable)) return undefined;
  const { retryAfterSeconds } = error;
  // At random over the whole span, so that callers who were refused together do not come back together.
  if (retryAfterSeconds === undefined) return random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** times);
  const pause = retryAfterSeconds * 1_000;
  return pause <= LONGEST_PAUSE_MS ? pause : undefined;
}

function worthRepeating({ code, status }: KindredRequestError, repeatable: boolean): boolean {
  if (code === "unreachable") return repeatable;
  if (status !== 429 && status !== 503) return false;
  // What the service itself refused was not done; what a proxy says of it is a guess.
  return repeatable || code !== "unexpected_answer";
}
