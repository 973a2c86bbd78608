import { make } from "./make.ts";

/** Places without an item, which keep its room. */
export function ghostsOf(parts: string, count: number): HTMLElement[] {
  return Array.from({ length: count }, () => make("li", `${parts} ghost`, "", { "aria-hidden": "true" }));
}
