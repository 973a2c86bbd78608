import type { Thread } from "./answers.ts";
import { bylineOf } from "./byline.ts";
import type { Feedback } from "./feedback.ts";
import { linkTo } from "./links.ts";
import { AUTO, make } from "./make.ts";
import { pressOnce } from "./press-once.ts";
import { wordOf } from "./words.ts";

/** A thread: its title, how it begins, and how the first reply does. */
export function cardOf(element: Element, thread: Thread, place: number, feedback: Feedback | undefined): HTMLElement {
  const { title, department, question, reply } = thread;
  const card = make("li", "card");
  const heading = make("p", "title", "", AUTO);
  heading.append(linkTo(element, thread, "threads", title));
  card.append(heading, make("p", "excerpt", question.excerpt, AUTO));
  if (reply === null) card.append(bylineOf(wordOf(element, "no-reply"), department));
  else {
    const answer = make("div", "answer");
    answer.append(bylineOf(reply.author, reply.department), make("p", "reply", reply.excerpt, AUTO));
    card.append(answer);
  }
  const foot = make("div", "foot");
  const more = linkTo(element, thread, "threads", wordOf(element, "more"), "more");
  more.ariaLabel = `${more.textContent}: ${title}`;
  foot.append(more);
  if (feedback !== undefined) foot.append(judgementOf(element, title, (event) => feedback.item(event, place)));
  card.append(foot);
  return card;
}

function judgementOf(element: Element, title: string, judge: (event: "helpful" | "unhelpful") => void): HTMLElement {
  const question = make("span", "", wordOf(element, "helpful"), { role: "status" });
  const group = make("div", "feedback", "", { role: "group", "aria-label": `${question.textContent} ${title}` });
  const buttons = pressOnce(element, ["yes", "no"], (pressed) => {
    question.textContent = wordOf(element, "thanks");
    judge(pressed === "yes" ? "helpful" : "unhelpful");
  });
  group.append(question, ...buttons);
  return group;
}
