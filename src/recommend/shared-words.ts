import type { WordWeights } from "./weights.ts";

/** What a thread says, as digests. */
export interface ThreadWords {
  /** Of its title and question, in order. */
  readonly words: Uint32Array;
  /** The different ones of its replies. */
  readonly replyWords: Uint32Array;
}

/** What the words of a question say of a thread. */
export interface WordFit {
  /** 0 to 1: how much of what the best neighbour's question shares with the question asked this one's shares. */
  readonly fit: number;
  /** 0 to 1: the share of the question asked, by the weight of its words, that the thread says, replies included. */
  readonly said: number;
}

/** What the words of a question say of threads. */
export interface WordEvidence {
  match(thread: ThreadWords): WordFit;
  /** The most that a neighbour says of the question, 0 to 1. */
  readonly coverage: number;
  /** Different words of the question. */
  readonly size: number;
  /** How much a word of the question tells, above 0; 0 for other words. */
  weightOf(digest: number): number;
}

/** Which words and phrases of a question stand in a thread. */
interface Tally {
  /** How often in its question, by the place of the word in `places`. */
  readonly counts: Uint16Array;
  /** 1 where a word is in its question or its replies. */
  readonly said: Uint8Array;
  /** Places in `phrasePlaces`. */
  readonly phrases: ReadonlySet<number>;
  readonly length: number;
}

/**
 * Weighs the words of a question by the threads that could answer it. A word in few of them tells them apart; what the
 * rest of the forum says has no part in it, so that unrelated threads change nothing. A sum as in BM25 (Robertson &
 * Zaragoza 2009), with phrases, divided by the best neighbour's, which makes it comparable from question to question.
 * @param asked digests of the question's words, in order
 * @param neighbours threads that are somewhat similar
 */
export function weighWords(
  asked: Uint32Array,
  neighbours: readonly ThreadWords[],
  { rarity, phrase, saturation, usualLength, leastFit }: Omit<WordWeights, "leastSimilarity">,
): WordEvidence {
  const places = placesOf(asked);
  const phrasePlaces = placesOf(phrasesOf(asked));
  const tally = tallier(places, phrasePlaces);
  // Most threads that are matched are neighbours.
  const known = new Map(neighbours.map((thread) => [thread, tally(thread)]));
  const tallies = [...known.values()];

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

  const shareSaid = ({ said }: Tally) => (total === 0 ? 0 : weights.reduce((sum, weight, place) => sum + weight * said[place]!, 0) / total);

  const most = Math.max(leastFit * total, ...tallies.map(sumOf));
  return {
    match: (thread) => {
      const found = known.get(thread) ?? tally(thread);
      return { fit: total === 0 ? 0 : Math.min(1, sumOf(found) / most), said: shareSaid(found) };
    },
    coverage: Math.max(0, ...tallies.map(shareSaid)),
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

function tallier(places: ReadonlyMap<number, number>, phrasePlaces: ReadonlyMap<number, number>): (thread: ThreadWords) => Tally {
  return ({ words, replyWords }) => {
    const counts = new Uint16Array(places.size);
    const said = new Uint8Array(places.size);
    const phrases = new Set<number>();
    let beforeIsAsked = false;
    for (let at = 0; at < words.length; at += 1) {
      const place = places.get(words[at]!);
      if (place !== undefined) {
        counts[place]! += 1;
        said[place] = 1;
        if (beforeIsAsked) {
          const phrase = phrasePlaces.get(phraseDigest(words[at - 1]!, words[at]!));
          if (phrase !== undefined) phrases.add(phrase);
        }
      }
      beforeIsAsked = place !== undefined;
    }
    for (const digest of replyWords) {
      const place = places.get(digest);
      if (place !== undefined) said[place] = 1;
    }
    return { counts, said, phrases, length: words.length };
  };
}
