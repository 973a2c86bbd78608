import { itemsOf } from "./answers.ts";
import { feedbackOf, followClicks } from "./feedback.ts";
import { ghostsOf } from "./ghosts.ts";
import type { ListKind } from "./list-kinds.ts";
import { askForList, canAsk, limitOf } from "./list-request.ts";
import { make } from "./make.ts";
import { shadowOf } from "./shadow.ts";
import { onceBelowView, onceHalfSeen, onceNear } from "./viewport.ts";

/**
 * Draws a list into an element, when somebody comes near it. Until then, and where fewer items come than were asked for, their
 * room is kept free: it is given up only where nobody sees it, below what is in view.
 */
export function drawList(element: HTMLElement, kind: ListKind, signal: AbortSignal): void {
  const limit = limitOf(element, kind);
  const title = element.getAttribute("heading") ?? kind.heading;
  const section = make("section", "frame", "", { "aria-label": title || kind.heading });
  const list = make("ul", "list", "", { role: "list" });
  const slot = make("slot");
  const ghosts = ghostsOf(kind.part, limit);
  if (title !== "") section.append(make("div", "heading", title, { role: "heading", "aria-level": element.getAttribute("level") ?? "2" }));
  section.append(list);
  shadowOf(element).replaceChildren(section, slot);

  /** A server may have put a list in already: then that one stays, and none is asked for. */
  function keepsOwn(): boolean {
    const keeps = [...element.children].some(({ localName }) => localName !== "noscript");
    slot.className = keeps ? "kept" : "";
    section.hidden = keeps;
    return keeps;
  }

  function show(items: readonly HTMLElement[], state: "waiting" | "failed" | ""): void {
    list.replaceChildren(...items, ...ghosts.slice(items.length));
    section.className = state;
    section.ariaBusy = String(state === "waiting");
  }

  function leave(): void {
    show([], "failed");
    onceBelowView(element, signal, () => (element.hidden = true));
  }

  async function fill(): Promise<void> {
    if (keepsOwn()) return;
    const found = itemsOf(await askForList(element, kind, signal), kind.nameField, limit);
    if (signal.aborted || keepsOwn()) return;
    const feedback = feedbackOf(element, kind.list, found.map(({ id }) => id));
    if (found.length === 0) {
      feedback?.shown();
      return leave();
    }
    const items = found.map((item, place) => kind.draw(element, item as never, place, feedback));
    show(items, "");
    if (items.length < limit) onceBelowView(element, signal, () => list.replaceChildren(...items));
    if (feedback === undefined) return;
    onceHalfSeen(items, signal, feedback.shown);
    followClicks(list, (item) => feedback.item("clicked", items.indexOf(item as HTMLElement)));
  }

  function begin(): void {
    element.hidden = false;
    show([], "waiting");
    if (keepsOwn()) return;
    if (canAsk(element)) onceNear(element, signal, () => void fill().catch(fail));
    else leave();
  }

  function fail(): void {
    if (signal.aborted) return;
    leave();
    // A page that was left while an answer was under way comes back without it.
    addEventListener("pageshow", ({ persisted }) => persisted && begin(), { once: true, signal });
  }

  slot.addEventListener("slotchange", keepsOwn);
  begin();
}
