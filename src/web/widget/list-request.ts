import { LIST_KINDS, type ListKind } from "./list-kinds.ts";
import { ask, serviceOf } from "./service.ts";

/** As many items as the service gives at most of either list. */
const MOST = 50;

const SUBJECT = ["thread", "text", "service"];

export function limitOf(element: Element, kind: { readonly limit: number }): number {
  const said = Number.parseInt(element.getAttribute("limit") ?? "");
  return said >= 1 ? Math.min(said, MOST) : kind.limit;
}

/** Whether the element says for what, and of whom, a list is to be asked. */
export function canAsk(element: Element): boolean {
  return Boolean(element.getAttribute("thread") || element.getAttribute("text")) && serviceOf(element) !== "";
}

/** One list. Where the other one for the same thread or text stands on the page as well, both come with one request. */
export async function askForList(element: Element, kind: ListKind, signal: AbortSignal): Promise<unknown> {
  const limits = LIST_KINDS.flatMap((each) => {
    const one = [...document.querySelectorAll(each.element)].find((other) => SUBJECT.every((name) => other.getAttribute(name) === element.getAttribute(name)));
    return one === undefined ? [] : [[each.limitField, limitOf(one, each)] as const];
  });
  const both = limits.length > 1;
  const asked = both ? limits : [["limit", limitOf(element, kind)] as const];
  const route = both ? "recommendations" : kind.list;
  const thread = element.getAttribute("thread");
  const address = `${serviceOf(element)}v1/`;
  const answer = await (thread
    ? ask(`${address}threads/${encodeURIComponent(thread)}/${route}?${asked.map((pair) => pair.join("=")).join("&")}`, undefined, signal, "low")
    : ask(address + route, { text: element.getAttribute("text"), ...Object.fromEntries(asked) }, signal, "low"));
  return both ? (answer as Record<string, unknown>)[kind.field] : answer;
}
