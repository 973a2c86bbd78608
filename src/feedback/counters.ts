import type { FeedbackCounter, FeedbackStore } from "../store/feedback.ts";
import type { Feedback } from "./feedback.ts";

/**
 * What feedback counts, by keys of what is public this moment: nothing where the thread or the item is not. Of a list that was
 * shown, items that are not are left out, and the list does not count where none is left.
 */
export function countersOf(feedback: Feedback, day: string, keys: Pick<FeedbackStore, "threadKey" | "topicKey">): FeedbackCounter[] {
  const { list, thread, event } = feedback;
  const threadKey = thread === undefined ? 0 : keys.threadKey(thread);
  if (threadKey === undefined) return [];
  const itemKeyOf = list === "related-faq" ? keys.topicKey : keys.threadKey;
  const counter = (kind: FeedbackCounter["event"], itemKey: number, position: number): FeedbackCounter => ({ day, list, threadKey, itemKey, position, event: kind });
  const itemCounter = (item: string, position: number) => {
    const itemKey = itemKeyOf(item);
    return itemKey === undefined ? [] : [counter(event, itemKey, position)];
  };
  if (feedback.event !== "shown") return itemCounter(feedback.item, feedback.position);
  if (feedback.items.length === 0) return [counter("shown", 0, 0), counter("empty", 0, 0)];
  const items = feedback.items.flatMap((item, place) => itemCounter(item, place + 1));
  return items.length === 0 ? [] : [counter("shown", 0, 0), ...items];
}
