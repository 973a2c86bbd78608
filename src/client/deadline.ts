/**
 * Aborts when the time is up, or with the caller's own signal. Not by AbortSignal.any: browsers of early 2023 lack it,
 * and what it gives follows its sources through weak references.
 */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether it was the time. */
  passed(): boolean;
  /** To be called when the work is done. */
  clear(): void;
}

/** Longer than that (25 days), timers of all runtimes go off at once: no deadline at all is then what is meant. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function startDeadline(milliseconds: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  let passed = false;
  const leave = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, Math.min(milliseconds, LONGEST_TIMER_MS));
  if (outer?.aborted === true) leave();
  outer?.addEventListener("abort", leave, { once: true });
  return {
    signal: controller.signal,
    passed: () => passed,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", leave);
    },
  };
}
