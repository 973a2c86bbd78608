import { defineElement } from "./element.ts";
import { LIST_KINDS } from "./list-kinds.ts";
import { drawList } from "./list.ts";
import { drawSuggestions } from "./suggestions.ts";

const SHARED = ["limit", "link", "topic-link", "service", "feedback"];

// A page may load the script twice.
if (customElements.get("kindred-ask") === undefined) {
  for (const kind of LIST_KINDS) defineElement(kind.element, ["thread", "text", "heading", "level", ...SHARED], (element, signal) => drawList(element, kind, signal));
  defineElement("kindred-ask", ["for", "title-for", ...SHARED], drawSuggestions);
}
