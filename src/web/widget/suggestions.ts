import { itemsOf, type Thread, type Topic } from "./answers.ts";
import { draftOf, fieldsOf } from "./draft.ts";
import { feedbackOf, followClicks } from "./feedback.ts";
import { ghostsOf } from "./ghosts.ts";
import { limitOf } from "./list-request.ts";
import { make } from "./make.ts";
import { ask, serviceOf } from "./service.ts";
import { shadowOf } from "./shadow.ts";
import { newTabLink, suggestionOf } from "./suggestion.ts";
import { onceHalfSeen } from "./viewport.ts";
import { wordOf } from "./words.ts";

/** So long after the last key is asked, in milliseconds. */
const PAUSE = 120;
/** A list that has stood so long is counted as shown; those that only passed while somebody typed are not. */
const SETTLED = 1_000;

const LIMIT = 4;
const MOST = 20;
const TOPIC_LIMIT = 3;

interface Suggestions {
  readonly similar: unknown;
  readonly relatedFaq: unknown;
  readonly department: { readonly name: string } | null;
}

/**
 * Shows answered threads like what is being written, in a list whose room is kept free from the beginning. The draft is read,
 * never changed and never kept.
 */
export function drawSuggestions(element: HTMLElement, stopped: AbortSignal): void {
  const limit = Math.min(limitOf(element, { limit: LIMIT }), MOST);
  const root = shadowOf(element);
  const section = make("section", "frame");
  const status = make("p", "status", wordOf(element, "hint"), { role: "status" });
  const list = make("ul", "list", "", { role: "list" });
  const about = make("p", "about");
  const ghosts = ghostsOf("card suggestion", limit);
  list.append(...ghosts);
  section.append(status, list, about);
  root.replaceChildren(section);

  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();
  let asked: string | undefined = "";
  let told = "";
  let cards = new Map<string, HTMLElement>();
  let feedback = feedbackOf(element, "ask", []);
  const placeOf = (card: Element) => [...list.children].indexOf(card);

  async function update(): Promise<void> {
    const draft = draftOf(element);
    const wanted = JSON.stringify(draft) ?? "";
    // Nothing changes under the hands of somebody who is in the list.
    if (wanted === asked || root.activeElement !== null || serviceOf(element) === "") return;
    asked = wanted;
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    if (draft === undefined) {
      show([], wordOf(element, "hint"));
      return tell(null, []);
    }
    try {
      const answer = (await ask(`${serviceOf(element)}v1/suggestions`, { ...draft, limit, topicLimit: TOPIC_LIMIT }, signal, "high")) as Suggestions;
      if (signal.aborted) return;
      const threads = itemsOf<Thread>(answer.similar, "title", limit);
      show(threads, wordOf(element, "count").replace("{count}", String(threads.length)));
      tell(answer.department?.name ?? null, itemsOf<Topic>(answer.relatedFaq, "name", TOPIC_LIMIT));
      setTimeout(() => {
        if (!signal.aborted && feedback !== undefined) onceHalfSeen([...cards.values(), ...(cards.size === 0 ? [status] : [])], signal, feedback.shown);
      }, SETTLED);
    } catch {
      // What stands there still may help; the next key asks again.
      if (!signal.aborted) asked = undefined;
    }
  }

  /** Touches only what became another. */
  function show(threads: readonly Thread[], said: string): void {
    const before = cards;
    const keyOf = ({ id, title, reply }: Thread) => JSON.stringify([id, title, reply?.excerpt]);
    cards = new Map(threads.map((thread) => [keyOf(thread), before.get(keyOf(thread)) ?? suggestionOf(element, thread, feedback && answer)]));
    const children = [...cards.values(), ...ghosts.slice(threads.length)];
    children.forEach((child, place) => {
      if (list.children[place] !== child) list.insertBefore(child, list.children[place] ?? null);
    });
    for (const gone of [...list.children].slice(limit)) gone.remove();
    if ([...before.keys()].join() !== [...cards.keys()].join()) feedback = feedbackOf(element, "ask", threads.map(({ id }) => id));
    if (status.textContent !== said) status.textContent = said;
  }

  /** Under the list, and to the page, which may fill its own form with it. */
  function tell(department: string | null, topics: readonly Topic[]): void {
    const detail = { department, topics };
    if (JSON.stringify(detail) === told) return;
    told = JSON.stringify(detail);
    about.replaceChildren();
    if (department !== null) about.append(wordOf(element, "department"), ": ", make("bdi", "", department), " · ");
    topics.forEach((topic, place) => about.append(place === 0 ? `${wordOf(element, "topics")}: ` : ", ", newTabLink(element, topic, "topics", topic.department ? `${topic.name} (${topic.department})` : topic.name, "topic-link")));
    element.dispatchEvent(new CustomEvent("kindred-suggestion", { bubbles: true, composed: true, detail }));
  }

  function answer(card: Element): void {
    feedback?.shown();
    feedback?.item("answered", placeOf(card));
  }

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), PAUSE);
  }

  followClicks(list, (card) => {
    feedback?.shown();
    feedback?.item("clicked", placeOf(card));
  });
  element.getRootNode().addEventListener(
    "input",
    (event) => {
      const [target] = event.composedPath();
      if (Object.values(fieldsOf(element)).some((field) => field?.contains(target as Node))) wait();
    },
    { signal: stopped },
  );
  // A draft may be there already: sent back with a complaint, or given back after Back.
  addEventListener("pageshow", wait, { signal: stopped });
  stopped.addEventListener("abort", () => {
    asking.abort();
    clearTimeout(timer);
  });
  wait();
}
