import type { Database } from "./database.ts";
import type { FeedbackCount, FeedbackCounter } from "./feedback.ts";

/** Of a day so many counters tell threads and items apart, some 45 bytes each; what comes beyond is counted without. */
const MOST_DETAILS_A_DAY = 50_000;
/** For so many days; then the sums by list and position stay. */
const DETAIL_DAYS = 90;
const DAY_MS = 86_400_000;

/** The same without saying of which thread and item: of a day there are at most some 1,500 such counters. */
export const withoutKeys = <Counter extends FeedbackCounter>(counter: Counter): Counter => ({ ...counter, threadKey: 0, itemKey: 0 });

/** Rows of feedback, kept from growing without end; whoever adds runs the transaction. Nothing that was counted is lost. */
export interface FeedbackDetails {
  add(counts: readonly FeedbackCount[]): void;
}

export function createFeedbackDetails(database: Database): FeedbackDetails {
  const grow = database.prepare<FeedbackCount>(`
    UPDATE feedback SET count = count + @count
    WHERE day = @day AND list = @list AND thread_key = @threadKey AND item_key = @itemKey AND position = @position AND event = @event`);
  const insert = database.prepare<FeedbackCount>("INSERT INTO feedback VALUES (@day, @list, @threadKey, @itemKey, @position, @event, @count)");
  const detailsOn = database
    .prepare<[string], number>("SELECT count(*) FROM feedback WHERE day = ? AND (thread_key <> 0 OR item_key <> 0)")
    .pluck();
  const foldBefore = database.prepare<[string]>(`
    INSERT INTO feedback SELECT day, list, 0, 0, position, event, sum(count) FROM feedback
    WHERE day < ? AND (thread_key <> 0 OR item_key <> 0) GROUP BY day, list, position, event
    ON CONFLICT DO UPDATE SET count = count + excluded.count`);
  const removeBefore = database.prepare<[string]>("DELETE FROM feedback WHERE day < ? AND (thread_key <> 0 OR item_key <> 0)");
  let foldedUpTo = "";

  /** Once a day. */
  function fold(today: string): void {
    const firstDetailed = new Date(Date.parse(today) - DETAIL_DAYS * DAY_MS).toISOString().slice(0, 10);
    if (firstDetailed <= foldedUpTo) return;
    foldBefore.run(firstDetailed);
    removeBefore.run(firstDetailed);
    foldedUpTo = firstDetailed;
  }

  return {
    add: (counts) => {
      const room = new Map<string, number>();
      for (const counted of counts) {
        const { day } = counted;
        fold(day);
        if (grow.run(counted).changes > 0) continue;
        const left = room.get(day) ?? MOST_DETAILS_A_DAY - detailsOn.get(day)!;
        room.set(day, left - 1);
        const kept = left > 0 ? counted : withoutKeys(counted);
        if (kept === counted || grow.run(kept).changes === 0) insert.run(kept);
      }
    },
  };
}
