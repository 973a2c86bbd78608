import type { FeedbackList, ItemEvent } from "../store/feedback.ts";

interface UnderThread {
  readonly list: FeedbackList;
  /** Id of the thread under which the list stood; absent for a text, which is never told. */
  readonly thread?: string | undefined;
}

/** A list came on somebody's screen, with these items in this order: ids of threads or, in related-faq, topics. */
export interface ListShown extends UnderThread {
  readonly event: "shown";
  /** At most 100; none: the list was empty. */
  readonly items: readonly string[];
}

/** Somebody did something with one item of a list. */
export interface ItemFeedback extends UnderThread {
  readonly event: ItemEvent;
  readonly item: string;
  /** Its place in the list, from 1 to 100. */
  readonly position: number;
}

/** What readers do with what they are shown: nothing of who they are. */
export type Feedback = ListShown | ItemFeedback;
