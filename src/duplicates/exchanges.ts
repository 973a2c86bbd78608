/** Beyond so many frames more of them tell nothing more. */
const MOST_FRAMES = 64;
/** Two questions that differ in more words than this are put in two ways, not one with another word. */
const MOST_WORDS = 16;

/**
 * How often the forum makes a difference: "symptoms" for "treatments" in one question after the other parts what is asked
 * ("the symptoms of A", "the treatments of A"; "the symptoms of B", "the treatments of B"), where a difference that is made
 * once is mostly another way to say it.
 */
export interface Exchanges {
  /**
   * Frames that stand in the forum with the one words and with the other: sets of words that with either make up all the
   * words of a question. 1 to 64; the pair that is asked about is one.
   * @param left digests of different words that one question alone says; `right` the other
   */
  frames(left: Iterable<number>, right: Iterable<number>): number;
}

/** What one question says: its different words in ascending order, and a number that stands for all of them. */
interface Said {
  readonly words: Uint32Array;
  readonly sum: number;
}

/** @param questions digests of the words of each question */
export function* gatherExchanges(questions: Iterable<Uint32Array>): Generator<void, Exchanges> {
  const bySum = new Map<number, Said>();
  const holders = new Map<number, Said[]>();
  for (const question of questions) {
    const words = Uint32Array.from(new Set(question)).sort();
    const sum = sumOf(words);
    if (!bySum.has(sum)) {
      const said = { words, sum };
      bySum.set(sum, said);
      for (const digest of words) {
        const known = holders.get(digest);
        if (known === undefined) holders.set(digest, [said]);
        else known.push(said);
      }
    }
    yield;
  }

  /** Questions that say the rarest of these words. */
  const fewest = (words: readonly number[]) =>
    words.map((digest) => holders.get(digest) ?? []).reduce((best, next) => (next.length < best.length ? next : best));

  function frames(left: Iterable<number>, right: Iterable<number>): number {
    const sides = [[...left], [...right]].filter((words) => words.length > 0);
    const [first, second = []] = sides.map((words) => ({ words, held: fewest(words) })).sort((one, other) => one.held.length - other.held.length).map(({ words }) => words);
    if (first === undefined || first.length + second.length > MOST_WORDS) return 1;
    const exchanged = sumOf(second) - sumOf(first);
    let count = 0;
    for (const { words, sum } of fewest(first)) {
      if (!bySum.has(sum + exchanged) || !first.every((digest) => holds(words, digest))) continue;
      count += 1;
      if (count === MOST_FRAMES) break;
    }
    return Math.max(1, count);
  }

  return { frames };
}

/** Sums of fewer than 2^11 of these are exact, and two sets of words with one sum are not to be met with. */
function sumOf(words: Iterable<number>): number {
  let sum = 0;
  for (const digest of words) sum += mixed(digest, 0x85ebca6b) * 2 ** 10 + (mixed(digest, 0xc2b2ae35) >>> 22);
  return sum;
}

/** Multiplies and folds as the end of MurmurHash3 does (Appleby 2011). */
function mixed(digest: number, factor: number): number {
  const folded = Math.imul(digest ^ (digest >>> 16), factor);
  return (folded ^ (folded >>> 13)) >>> 0;
}

/** Binary search. */
function holds(words: Uint32Array, digest: number): boolean {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]! < digest) low = middle + 1;
    else high = middle;
  }
  return words[low] === digest;
}
