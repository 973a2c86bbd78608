import type { WordWeights } from "./weights.ts";

/** What the words of a question say of threads. */
export interface WordEvidence {
  /** 0 to 1: how much of what the best neighbour shares with the question a thread with these words shares. */
  fit(words: Uint32Array): number;
  /** 0 to 1: the share of the question, by the weight of its words, that the best neighbour says. */
  readonly coverage: number;
  /** Different words of the question. */
  readonly size: number;
  /** How much a word of the question tells, above 0; 0 for other words. */
  weightOf(digest: number): number;
}

/** Which words and phrases of a question stand in a thread. */
interface Tally {
  /** How often, by the place of the word in `distinct`. */
  readonly counts: Uint16Array;
  /** Places in `phrases`. */
  readonly phrases: ReadonlySet<number>;
  readonly length: number;
}

/**
 * Weighs the words of a question by the threads that could answer it. A word in few of them tells them apart; what the
 * rest of the forum says has no part in it, so that unrelated threads change nothing. A sum as in BM25 (Robertson &
 * Zaragoza 2009), with phrases, divided by the best neighbour's, which makes it comparable from question to question.
 * @param asked digests of the question's words, in order
 * @param neighbours the same of threads that are somewhat similar
 */
export function weighWords(
  asked: Uint32Array,
  neighbours: readonly Uint32Array[],
  { rarity, phrase, saturation, usualLength, leastFit }: Omit<WordWeights, "leastSimilarity">,
): WordEvidence {
  const places = placesOf(asked);
  const phrasePlaces = placesOf(phrasesOf(asked));
  const tally = tallier(places, phrasePlaces);
  const tallies = neighbours.map(tally);

  const holders = new Uint32Array(places.size);
  const phraseHolders = new Uint32Array(phrasePlaces.size);
  for (const { counts, phrases } of tallies) {
    for (let place = 0; place < counts.length; place += 1) if (counts[place]! > 0) holders[place]! += 1;
    for (const place of phrases) phraseHolders[place]! += 1;
  }
  // A word that no neighbour has is the rarest of all.
  const weigh = (count: number) => Math.max(count, 0.5) ** rarity;
  const weights = Array.from(holders, weigh);
  const phraseWeights = Array.from(phraseHolders, (count) => phrase * weigh(count));
  const total = weights.reduce((sum, weight) => sum + weight, 0);

  function sumOf({ counts, phrases, length }: Tally): number {
    const slowness = saturation * (0.5 + (0.5 * length) / usualLength);
    let sum = 0;
    for (let place = 0; place < counts.length; place += 1) {
      const count = counts[place]!;
      if (count > 0) sum += (weights[place]! * count * (1 + saturation)) / (count + slowness);
    }
    for (const place of phrases) sum += phraseWeights[place]!;
    return sum;
  }

  const coverageOf = ({ counts }: Tally) => weights.reduce((sum, weight, place) => (counts[place]! > 0 ? sum + weight : sum), 0) / total;

  const most = Math.max(leastFit * total, ...tallies.map(sumOf));
  return {
    fit: (words) => (total === 0 ? 0 : Math.min(1, sumOf(tally(words)) / most)),
    coverage: tallies.length === 0 || total === 0 ? 0 : Math.max(...tallies.map(coverageOf)),
    size: places.size,
    weightOf: (digest) => weights[places.get(digest) ?? -1] ?? 0,
  };
}

function placesOf(digests: Iterable<number>): Map<number, number> {
  const places = new Map<number, number>();
  for (const digest of digests) if (!places.has(digest)) places.set(digest, places.size);
  return places;
}

function* phrasesOf(words: Uint32Array): Generator<number> {
  for (let place = 1; place < words.length; place += 1) yield phraseDigest(words[place - 1]!, words[place]!);
}

const phraseDigest = (first: number, second: number) => (Math.imul(first, 31) + second) >>> 0;

function tallier(places: ReadonlyMap<number, number>, phrasePlaces: ReadonlyMap<number, number>): (words: Uint32Array) => Tally {
  return (words) => {
    const counts = new Uint16Array(places.size);
    const phrases = new Set<number>();
    let beforeIsAsked = false;
    for (let at = 0; at < words.length; at += 1) {
      const place = places.get(words[at]!);
      if (place !== undefined) {
        counts[place]! += 1;
        if (beforeIsAsked) {
          const phrase = phrasePlaces.get(phraseDigest(words[at - 1]!, words[at]!));
          if (phrase !== undefined) phrases.add(phrase);
        }
      }
      beforeIsAsked = place !== undefined;
    }
    return { counts, phrases, length: words.length };
  };
}
