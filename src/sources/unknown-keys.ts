import { foldWhitespace } from "../forum/text.ts";
import { shorten } from "./shorten.ts";

/** Most unknown keys named in the one warning, and the longest name shown of one, in UTF-16 code units. */
const MOST_KEYS_NAMED = 10;
const LONGEST_KEY_NAMED = 60;

/** The warning that names them, or nothing where there are none. */
export function describeUnknownKeys(keys: ReadonlySet<string>): string | undefined {
  if (keys.size === 0) return undefined;
  const names = [...keys].slice(0, MOST_KEYS_NAMED).map(showKey);
  const more = keys.size - names.length;
  return `unknown keys left out: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** A key from a file, fit for a log line. */
function showKey(key: string): string {
  const folded = foldWhitespace(key).replaceAll(/\p{Surrogate}/gu, "\uFFFD");
  return folded === "" ? '""' : shorten(folded, LONGEST_KEY_NAMED, "…");
}
