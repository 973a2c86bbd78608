/** Whether words stand side by side in a text, as digests of `wordDigests`. */
export function saysName(words: Uint32Array, name: Uint32Array): boolean {
  if (name.length === 0) return false;
  for (let at = words.indexOf(name[0]!); at >= 0 && at + name.length <= words.length; at = words.indexOf(name[0]!, at + 1)) {
    if (name.every((digest, place) => words[at + place] === digest)) return true;
  }
  return false;
}
