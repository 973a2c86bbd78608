/** What forums print where somebody's account is gone. */
const NOBODY = /^[[(<]?(?:deleted|removed|anonymous|deleted user|account deleted)[\])>]?$/i;

/** A name as it came; null where nobody is named. */
export function authorName(name: unknown): unknown {
  return name === undefined || (typeof name === "string" && NOBODY.test(name.trim())) ? null : name;
}
