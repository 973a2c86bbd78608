import type { Topic } from "./answers.ts";
import { linkTo } from "./links.ts";
import { AUTO, make } from "./make.ts";

/** A topic: its name, and more quietly its department. */
export function topicOf(element: Element, topic: Topic): HTMLElement {
  const row = make("li", "topic");
  const link = linkTo(element, topic, "topics", "");
  link.append(make("span", "name", topic.name, AUTO), make("span", "department", topic.department, AUTO));
  row.append(link);
  return row;
}
