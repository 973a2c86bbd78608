import { withoutKeys } from "../store/feedback-details.ts";
import type { FeedbackCount, FeedbackCounter } from "../store/feedback.ts";

/** Counters that wait to be written. */
export interface Tally {
  add(counter: FeedbackCounter): void;
  counts(): FeedbackCount[];
  clear(): void;
}

/** @param most so many counters tell threads and items apart; what comes beyond is counted without, as the store does it. */
export function createTally(most: number): Tally {
  const counts = new Map<string, FeedbackCount>();

  return {
    add: (counter) => {
      const counted = counts.size < most || counts.has(nameOf(counter)) ? counter : withoutKeys(counter);
      const name = nameOf(counted);
      counts.set(name, { ...counted, count: 1 + (counts.get(name)?.count ?? 0) });
    },
    counts: () => [...counts.values()],
    clear: () => counts.clear(),
  };
}

const nameOf = ({ day, list, threadKey, itemKey, position, event }: FeedbackCounter) => [day, list, threadKey, itemKey, position, event].join(" ");
