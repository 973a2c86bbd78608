import type { Thread } from "./answers.ts";
import { bylineOf } from "./byline.ts";
import { type Addressed, linkTo } from "./links.ts";
import { AUTO, make } from "./make.ts";
import { pressOnce } from "./press-once.ts";
import { wordOf } from "./words.ts";

/** Leads away without losing what is being written: into a tab of its own, and says so to whoever cannot see it. */
export function newTabLink(element: Element, item: Addressed, kind: "threads" | "topics", name: string, part = ""): HTMLElement {
  const link = linkTo(element, item, kind, name, part);
  link.append(make("span", "unseen", ` (${wordOf(element, "new-tab")})`));
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener");
  return link;
}

/** An answered thread: its title and how its reply begins; `answered` is told that it answers the question. */
export function suggestionOf(element: Element, thread: Thread, answered: ((card: Element) => void) | undefined): HTMLElement {
  const card = make("li", "card suggestion");
  const title = make("p", "title", "", AUTO);
  title.append(newTabLink(element, thread, "threads", thread.title));
  const foot = make("div", "foot");
  if (answered !== undefined) {
    foot.append(
      ...pressOnce(element, ["answered"], (_, button) => {
        button.textContent = wordOf(element, "thanks");
        answered(card);
      }),
    );
  }
  card.append(title, bylineOf(thread.reply?.author ?? "", thread.reply?.department ?? ""), make("p", "excerpt", thread.reply?.excerpt, AUTO), foot);
  return card;
}
