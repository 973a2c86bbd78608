import { serviceOf } from "./service.ts";

export type ListName = "similar" | "related-faq" | "ask";
type ItemEvent = "clicked" | "helpful" | "unhelpful" | "answered";

/** Tells the service what became of one list. Nothing of who looked at it is sent, and nothing is kept in the browser. */
export interface Feedback {
  /** Says once that the list came on the screen. */
  shown(): void;
  /** Says once of each item, by its place from 0. */
  item(event: ItemEvent, place: number): void;
}

/** Nothing where the page turned it off, or where whoever looks asks not to be counted. */
export function feedbackOf(element: Element, list: ListName, ids: readonly string[]): Feedback | undefined {
  if ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true || element.getAttribute("feedback") === "off") return undefined;
  const thread = list !== "ask" && element.getAttribute("thread");
  const said = new Set<string>();

  function say(what: object): void {
    const body = JSON.stringify({ list, ...(thread ? { thread } : {}), ...what });
    if (said.has(body)) return;
    said.add(body);
    // Plain text needs no question in advance. A beacon would do, but for the cookies that it cannot leave out.
    fetch(`${serviceOf(element)}v1/feedback`, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(() => undefined);
  }

  return {
    shown: () => say({ event: "shown", items: ids }),
    item: (event, place) => say({ event, item: ids[place], position: place + 1 }),
  };
}

/** Calls back with the item of a list that a link in it was followed of: clicked, tapped, by keyboard, or into a new tab. */
export function followClicks(list: Element, then: (item: Element) => void): void {
  const follow = (event: Event) => {
    const { target, button } = event as MouseEvent;
    const item = [...list.children].find((child) => child.contains(target as Node));
    // The other auxiliary button opens a menu.
    if (item !== undefined && button < 2 && (target as Element).closest("a") !== null) then(item);
  };
  list.addEventListener("click", follow);
  list.addEventListener("auxclick", follow);
}
