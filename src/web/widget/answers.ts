import type { Addressed } from "./links.ts";

/** What the widget shows of the service's answers. */
export interface Thread extends Addressed {
  readonly title: string;
  readonly department: string | null;
  readonly question: { readonly excerpt: string };
  readonly reply: { readonly author: string | null; readonly department: string | null; readonly excerpt: string } | null;
}

export interface Topic extends Addressed {
  readonly name: string;
  readonly department: string | null;
}

/**
 * The items of one list of an answer.
 * @param name the field that each is called by
 * @throws TypeError for what is no such list: what answers at an address need not be Kindred
 */
export function itemsOf<Item extends Addressed>(list: unknown, name: string, limit: number): readonly Item[] {
  const { items } = list as { readonly items: readonly Record<string, unknown>[] };
  if (items.some((item) => [item["id"], item["url"], item[name]].some((value) => typeof value !== "string"))) throw new TypeError("no list");
  return items.slice(0, limit) as unknown as readonly Item[];
}
