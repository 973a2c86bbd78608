import { KindredRequestError } from "./request-error.ts";

/** No address can hold such an id: it is shortened away, or cannot be encoded. */
const UNADDRESSABLE = /^\.{0,2}$|\p{Surrogate}/u;

/** An id for a path, where any character may stand in it. */
export function inPath(id: string): { readonly id: string } {
  if (UNADDRESSABLE.test(id)) {
    throw new KindredRequestError("invalid_request", "This is not the id of anything.", { remedy: "Take ids as the service gives them." });
  }
  return { id: encodeURIComponent(id) };
}

/** What an address takes in place of these values. */
export type InQuery<Values> = { [Name in keyof Values]: Spelled<Values[Name]> };

type Spelled<Value> = Value extends number ? string : Value extends boolean ? "true" | "false" : Value;

/** Values as an address spells them. */
export function inQuery<Values extends object>(values: Values): InQuery<Values> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, spell(value)])) as InQuery<Values>;
}

/** Numbers without an exponent, which the service takes for no number in an address. */
function spell(value: unknown): string {
  return typeof value === "number" && !Number.isInteger(value) ? value.toFixed(12).replace(/\.?0+$/, "") : String(value);
}
