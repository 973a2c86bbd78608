import type { ClusterOrder, PairOrder, ReviewFilter } from "../../duplicates/answers.ts";

export type View = "clusters" | "pairs";

/** The orders of each view, the usual one first. */
export const ORDERS = {
  clusters: ["size", "certainty", "line"],
  pairs: ["line", "score"],
} as const satisfies { readonly clusters: readonly ClusterOrder[]; readonly pairs: readonly PairOrder[] };

export const STATES = ["open", "judged", "all"] as const satisfies readonly ReviewFilter["state"][];

/** What is looked through. Empty texts ask for nothing. */
export interface Filters {
  readonly view: View;
  readonly minScore: number;
  readonly order: ClusterOrder | PairOrder;
  readonly state: (typeof STATES)[number];
  readonly department: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** What the service says of the scores. */
export interface Cuts {
  /** Below it no pair is kept. */
  readonly floor: number;
  /** Where the slider stands until somebody moves it. */
  readonly threshold: number;
}

export function usualFilters(threshold: number): Filters {
  return { view: "clusters", minScore: threshold, order: ORDERS.clusters[0], state: "open", department: "", from: "", to: "", text: "" };
}

/** Each view has orders of its own: one that the other view lacks becomes its usual one. */
export function changedFilters(filters: Filters, change: Partial<Filters>): Filters {
  const changed = { ...filters, ...change };
  const orders: readonly string[] = ORDERS[changed.view];
  return orders.includes(changed.order) ? changed : { ...changed, order: ORDERS[changed.view][0] };
}

const one = <Value extends string>(known: readonly Value[], value: string | null): Value | undefined => known.find((each) => each === value);
const day = (value: string | null) => (value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : "");

/** What an address asks for, and the cluster that was open, by one of its threads. What cannot be meant is passed over. */
export function readAddress(hash: string, { floor, threshold }: Cuts): { readonly filters: Filters; readonly opened: string | undefined } {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const usual = usualFilters(threshold);
  const view = one(["clusters", "pairs"], given.get("view")) ?? usual.view;
  const score = given.get("minScore") ?? "";
  const minScore = /^[01]?(\.\d{1,4})?$/.test(score) && score !== "" ? Number(score) : threshold;
  const filters = {
    view,
    minScore: Math.min(1, Math.max(floor, minScore)),
    order: one<Filters["order"]>(ORDERS[view], given.get("order")) ?? ORDERS[view][0],
    state: one(STATES, given.get("state")) ?? usual.state,
    department: given.get("department") ?? "",
    from: day(given.get("from")),
    to: day(given.get("to")),
    text: given.get("text") ?? "",
  };
  return { filters, opened: given.get("thread") ?? undefined };
}

/**
 * What is unusual, for the part of an address behind the #: browsers keep that to themselves, so words that somebody looks for
 * stand in no server's log of addresses.
 */
export function addressOf(filters: Filters, threshold: number, opened?: string): string {
  const usual = changedFilters(usualFilters(threshold), { view: filters.view });
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (name === "view" ? value !== "clusters" : value !== usual[name as keyof Filters]) given.set(name, String(value));
  }
  if (opened !== undefined) given.set("thread", opened);
  const text = given.toString();
  return text === "" ? "" : `#${text}`;
}

/** What the API is asked. */
export function queryOf(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, text: filters.text.trim() })) if (value !== "" && name !== "view") query.set(name, String(value));
  return query;
}
