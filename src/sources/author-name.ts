/** What forums print where somebody's account is gone. */
const NOBODY = /^[[(<](?:deleted|removed)(?: user| account)?[\])>]$|^deleted user$/i;

/** A name as it came; null where nobody is named. */
export function authorName(name: unknown): unknown {
  return name === undefined || (typeof name === "string" && NOBODY.test(name.trim())) ? null : name;
}
