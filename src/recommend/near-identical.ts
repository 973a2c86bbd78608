/** This many words must agree before any may differ: in a short question one word makes another question. */
const WORDS_THAT_AGREE = 12;
/** Of the words beyond those, this share may stand on one side only. */
const DIFFERING_SHARE = 0.35;

/**
 * True where two threads ask the same in nearly the same words. Meaning alone does not tell: "type 1" and
 * "type 2" of a disease are nearer to each other than many a question to its own repetition.
 * @param left the different words of a thread's title and question, as digests; `right` the same of another
 */
export function areNearIdentical(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  // Pictures and signs: nothing that could agree.
  if (left.size + right.size === 0) return false;
  const mayDiffer = (all: number) => Math.max(0, all - WORDS_THAT_AGREE) * DIFFERING_SHARE;
  const [fewer, more] = left.size < right.size ? [left, right] : [right, left];
  // Most pairs are told apart by their lengths alone.
  if (more.size - fewer.size > mayDiffer(more.size)) return false;
  let shared = 0;
  for (const word of fewer) if (more.has(word)) shared += 1;
  const all = left.size + right.size - shared;
  return all - shared <= mayDiffer(all);
}
