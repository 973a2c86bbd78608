import { make } from "./make.ts";
import { addressOf, serviceOf } from "./service.ts";

/** A thread or a topic, as the service gives it. */
export interface Addressed {
  readonly id: string;
  readonly url: string;
}

/**
 * A link to an item, or its text alone where following it would not be safe, whatever the service says. An item for which the
 * forum gave no address leads to the template that `element` holds ("/questions/{id}"), or else to the service's own page.
 */
export function linkTo(element: Element, { id, url }: Addressed, kind: "threads" | "topics", text: string, part = ""): HTMLElement {
  const encoded = encodeURIComponent(id);
  const path = `${kind}/${encoded}`;
  const template = element.getAttribute(kind === "threads" ? "link" : "topic-link");
  const href = safeLink(url === `/${path}` ? (template?.replace("{id}", () => encoded) ?? serviceOf(element) + path) : url);
  return href === undefined ? make("span", part, text) : make("a", part, text, { href });
}

/** http(s), or an address on the page's own site. A browser reads "/\t/elsewhere" as another site's, so it is asked rather than a pattern. */
function safeLink(url: string): string | undefined {
  const address = addressOf(url);
  if (address === undefined || !/^https?:$/.test(address.protocol)) return undefined;
  return /^https?:\/\//i.test(url) || address.origin === location.origin ? address.href : undefined;
}
