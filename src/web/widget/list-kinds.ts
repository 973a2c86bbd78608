import { cardOf } from "./card.ts";
import type { Feedback, ListName } from "./feedback.ts";
import { topicOf } from "./topic.ts";

/** As what an item looks, once its list was found to hold what it should. */
type Draw = (element: Element, item: never, place: number, feedback: Feedback | undefined) => HTMLElement;

/** One of the two lists that stand under a thread. */
export interface ListKind {
  readonly element: string;
  readonly list: ListName;
  /** What the list, its limit and the name of an item are called where an answer holds both lists. */
  readonly field: "similar" | "relatedFaq";
  readonly limitField: "limit" | "topicLimit";
  readonly nameField: string;
  readonly heading: string;
  readonly limit: number;
  readonly part: string;
  readonly draw: Draw;
}

export const LIST_KINDS: readonly ListKind[] = [
  {
    element: "kindred-similar",
    list: "similar",
    field: "similar",
    limitField: "limit",
    nameField: "title",
    heading: "Similar Q&A",
    limit: 4,
    part: "card",
    draw: cardOf,
  },
  {
    element: "kindred-faq",
    list: "related-faq",
    field: "relatedFaq",
    limitField: "topicLimit",
    nameField: "name",
    heading: "Related FAQ",
    limit: 10,
    part: "topic",
    draw: topicOf,
  },
];
