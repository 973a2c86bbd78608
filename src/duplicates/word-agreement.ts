import { differByOneLetter } from "./spelling.ts";
import type { WordWeights } from "./word-weights.ts";

/** Beyond so many words that differ, none is looked at for a slip of spelling: two such texts are not copies. */
const MOST_SLIPS = 64;
/** Words that name one of several by a sign: "type 1", "IIb", "hepatitis C", "V617F". */
const CODE = /\p{N}|^\p{L}$|^[ivx]+$/u;

/** What two questions say alike and otherwise, in weights of words. */
export interface WordAgreement {
  readonly shared: number;
  readonly onlyLeft: number;
  readonly onlyRight: number;
  /** Digests of the words that one alone says, slips of spelling aside. */
  readonly differing: { readonly left: readonly number[]; readonly right: readonly number[] };
  /** Whether words were taken for one because a slip of spelling could part them. */
  readonly hasSlips: boolean;
  /** Whether each says a number or a letter that the other does not. */
  readonly codesDiffer: boolean;
}

/** @param left the different words of a question by digest, as they are written; `right` likewise */
export function compareWords(left: ReadonlyMap<number, string>, right: ReadonlyMap<number, string>, weights: WordWeights): WordAgreement {
  let shared = 0;
  const onlyLeft = new Map<number, string>();
  const onlyRight = new Map<number, string>();
  for (const [digest, written] of left) {
    if (right.has(digest)) shared += weights.weightOf(digest);
    else onlyLeft.set(digest, written);
  }
  for (const [digest, written] of right) if (!left.has(digest)) onlyRight.set(digest, written);
  const misspelt = takeSlips(onlyLeft, onlyRight, weights);
  const [restLeft, restRight] = [weigh(onlyLeft, weights), weigh(onlyRight, weights)];
  return {
    shared: shared + misspelt,
    onlyLeft: restLeft.sum,
    onlyRight: restRight.sum,
    differing: { left: [...onlyLeft.keys()], right: [...onlyRight.keys()] },
    // Every word weighs more than 0.
    hasSlips: misspelt > 0,
    codesDiffer: restLeft.hasCode && restRight.hasCode,
  };
}

/** Takes words out of both sides that are one word misspelt. Both being established, they are two: "ileum" and "ilium". */
function takeSlips(onlyLeft: Map<number, string>, onlyRight: Map<number, string>, weights: WordWeights): number {
  if (Math.max(onlyLeft.size, onlyRight.size) > MOST_SLIPS) return 0;
  const slips: { readonly left: number; readonly right: number }[] = [];
  for (const [left, written] of onlyLeft) {
    for (const [right, otherWritten] of onlyRight) {
      if (weights.isEstablished(left) && weights.isEstablished(right)) continue;
      if (differByOneLetter(written, otherWritten)) slips.push({ left, right });
    }
  }
  // In an order that is the same whichever question stands left: where a word could be one of two, the same is taken.
  slips.sort((one, other) => Math.min(one.left, one.right) - Math.min(other.left, other.right) || Math.max(one.left, one.right) - Math.max(other.left, other.right));
  let sum = 0;
  for (const { left, right } of slips) {
    if (!onlyLeft.has(left) || !onlyRight.has(right)) continue;
    // By the word that is meant: the other is rare because nobody writes it so.
    sum += Math.min(weights.weightOf(left), weights.weightOf(right));
    onlyLeft.delete(left);
    onlyRight.delete(right);
  }
  return sum;
}

function weigh(words: ReadonlyMap<number, string>, weights: WordWeights): { readonly sum: number; readonly hasCode: boolean } {
  let sum = 0;
  let hasCode = false;
  for (const [digest, written] of words) {
    sum += weights.weightOf(digest);
    hasCode ||= CODE.test(written);
  }
  return { sum, hasCode };
}
