/** The first `longest` UTF-16 code units of `text` and then `mark`, never half a surrogate pair; short texts as they are. */
export function shorten(text: string, longest: number, mark: string): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "") + mark;
}
