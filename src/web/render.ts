import type { JSX } from "hono/jsx/jsx-runtime";

/** A whole document as text. */
export const render = (document: JSX.Element): string => `<!doctype html>${renderFragment(document)}`;

/** A piece of a document as text. No component waits for anything: what a page needs is fetched before it is made. */
export function renderFragment(element: JSX.Element): string {
  if (element instanceof Promise) throw new TypeError("a component of a page is asynchronous");
  return element.toString();
}
