import { KindredError } from "../forum/errors.ts";
import type { FeedbackStore } from "../store/feedback.ts";
import { countersOf } from "./counters.ts";
import type { Feedback } from "./feedback.ts";
import { createTally } from "./tally.ts";

/** How long feedback waits for more of it before all is written at once, in milliseconds. */
const WRITE_AFTER_MS = 1_000;
/** So many counters that tell threads apart wait at most: to write them takes some 45 ms, in which nobody is answered. */
const MOST_WAITING = 4_000;

/** Counts feedback in memory, and writes it about once a second: whoever sends it waits for no disk. */
export interface FeedbackBook {
  /** Counts what is public this moment; the rest is dropped in silence, and so is what comes after `stop`. */
  take(feedback: Feedback): void;
  /** Writes what waits. */
  stop(): void;
}

export interface FeedbackBookDependencies {
  readonly store: Pick<FeedbackStore, "threadKey" | "topicKey" | "add">;
  readonly log: (message: string) => void;
  readonly now?: () => Date;
}

export function createFeedbackBook(
  { store, log, now = () => new Date() }: FeedbackBookDependencies,
  { writeAfterMs = WRITE_AFTER_MS, mostWaiting = MOST_WAITING }: { readonly writeAfterMs?: number; readonly mostWaiting?: number } = {},
): FeedbackBook {
  const tally = createTally(mostWaiting);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let told = false;

  function write(wait: boolean): void {
    timer = undefined;
    const counts = tally.counts();
    if (counts.length === 0) return;
    try {
      store.add(counts, { wait });
      tally.clear();
      told = false;
    } catch (error) {
      // No request must fail for it: it stays, and is tried again. That another process writes is nothing to tell of.
      const busy = error instanceof KindredError && error.code === "overloaded";
      if (stopped || !(busy || told)) {
        log(`Feedback could not be written: ${error instanceof Error ? error.message : String(error)}`);
        told = true;
      }
      if (!stopped) writeSoon();
    }
  }

  function writeSoon(): void {
    timer ??= setTimeout(() => write(false), writeAfterMs);
    timer.unref();
  }

  return {
    take: (feedback) => {
      if (stopped) return;
      for (const counter of countersOf(feedback, now().toISOString().slice(0, 10), store)) tally.add(counter);
      writeSoon();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      write(true);
    },
  };
}
