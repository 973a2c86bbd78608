import type { DecidedPair } from "../../duplicates/decided-pairs.ts";
import { scoreOf } from "../../duplicates/pair-score.ts";
import { randomNumbers } from "../bootstrap.ts";

/** Those that an editor who begins at the line sees first: by the distance of their scores, the higher one first. */
export function nearestLine<Pair extends DecidedPair>(pairs: readonly Pair[], line: number, count: number): Pair[] {
  const distance = ({ logit }: Pair) => Math.abs(scoreOf(logit) - line);
  return pairs.toSorted((left, right) => distance(left) - distance(right) || right.logit - left.logit).slice(0, count);
}

/** Different ones, the same for the same seed. */
export function drawnPairs<Pair extends DecidedPair>(pairs: readonly Pair[], count: number, seed: number): Pair[] {
  const random = randomNumbers(seed);
  const left = [...pairs];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const place = Math.floor(random() * left.length);
    const drawn = left[place]!;
    left[place] = left.at(-1)!;
    left.pop();
    return drawn;
  });
}
