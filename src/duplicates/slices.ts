import { setImmediate } from "node:timers/promises";

/** How long the event loop is held before others get their turn, in milliseconds; the piece under way comes on top. */
const SLICE_MS = 3;

/**
 * Call it between two pieces of work: it lets others have their turn when they have waited long enough.
 * @throws AbortError from the next turn on once `signal` is aborted, so that whatever work is under way ends there
 */
export type Slice = () => Promise<void> | undefined;

export function createSlices(signal?: AbortSignal, sliceMs = SLICE_MS): Slice {
  let end = performance.now() + sliceMs;
  return () => {
    if (performance.now() < end) return undefined;
    return setImmediate(undefined, { signal }).then(() => void (end = performance.now() + sliceMs));
  };
}

/** Work that can be put down at every `yield`. */
export type Pieces<Result> = Generator<void, Result>;

/** Does work in pieces, others having their turn between two. */
export async function inSlices<Result>(work: Pieces<Result>, slice: Slice): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await slice();
  }
}

/** Does work in pieces in one go. */
export function atOnce<Result>(work: Pieces<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The same work, told how many milliseconds each piece takes. */
export function* timed<Result>(work: Pieces<Result>, tell: (milliseconds: number) => void): Pieces<Result> {
  for (;;) {
    const started = performance.now();
    const step = work.next();
    tell(performance.now() - started);
    if (step.done === true) return step.value;
    yield;
  }
}
