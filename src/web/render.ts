import type { JSX } from "hono/jsx/jsx-runtime";

/** A whole document as text. No component waits for anything: what a page needs is fetched before it is made. */
export function render(document: JSX.Element): string {
  if (document instanceof Promise) throw new TypeError("a component of a page is asynchronous");
  return `<!doctype html>${document.toString()}`;
}
