import { dot } from "../search/vector-table.ts";
import type { IsName } from "./noun-phrases.ts";
import type { KnownPhrase, PhraseBook } from "./phrase-book.ts";
import { phraseKey } from "./phrases.ts";
import { titleCase } from "./title-case.ts";

/** A name of a group must be said by this share of its threads, and by two. */
const LEAST_SHARE = 0.15;
/** Of the places where a phrase stands, so many must not be a piece of something longer. */
const LEAST_WHOLE = 0.15;
/** A phrase that mostly stands within a longer one is a piece of it. */
const PIECE_SHARE = 0.85;
/** What is so many times as frequent in the group as in the forum is told by it alone. */
const TELLING_LIFT = 20;
/** Phrases whose parts of speech are looked at, for each group. */
const MOST_JUDGED = 40;
/** Phrases that get a vector, for each group: the best by the threads that say them. */
const MOST_EMBEDDED = 10;
/** A thread stands for a name that it says, or that is so similar to it: "abdominal pain" to a stomach that aches. */
const SIMILAR_TO_NAME = 0.55;
/** A name that fewer of a group's threads stand for would be wrong for the others. */
const LEAST_SUPPORT = 0.4;
/** A name that is less similar to the group's centre says something beside the point. */
const LEAST_TO_CENTRE = 0.4;
/** Share of the name's likeness to the group's centre in its fit; the rest is how well it says which threads are in it. */
const CENTRE_WEIGHT = 0.5;
/** What a name of one word has less. */
const SINGLE_WORD_LOSS = 0.05;

/** A phrase that could name a group. */
export interface NameCandidate {
  /** In title case. */
  readonly name: string;
  /** Of the department's threads that say it, the share in the group. */
  readonly specific: number;
  /** How much more the group says it than the forum does, 0 to 1. */
  readonly telling: number;
  /** Places of the group's threads that say it. */
  readonly sayers: ReadonlySet<number>;
}

export interface FittingName {
  readonly name: string;
  /** How well it names the group, up to 1. */
  readonly fit: number;
}

/** What names of groups are chosen by; groups are given as places in the department. */
export interface Naming {
  /** Best first by what threads say, at most ten. */
  candidates(group: readonly number[]): NameCandidate[];
  /** What a group's threads say of a name it might keep. */
  candidate(group: readonly number[], name: string): NameCandidate;
}

/** @param places of the department's threads in `book` */
export function createNaming(book: PhraseBook, places: readonly number[], isName: IsName): Naming {
  const saidBy = (group: Iterable<number>) => {
    const sayers = new Map<KnownPhrase, number[]>();
    for (const place of group) {
      for (const phrase of book.phrasesOf(places[place]!)) {
        const known = sayers.get(phrase);
        if (known === undefined) sayers.set(phrase, [place]);
        else known.push(place);
      }
    }
    return sayers;
  };
  const inDepartment = new Map([...saidBy(places.keys())].map(([phrase, sayers]) => [phrase, sayers.length]));

  function candidateOf(phrase: KnownPhrase, sayers: readonly number[], size: number, name: string): NameCandidate {
    const lift = sayers.length / size / (phrase.threads / book.threadCount);
    return {
      name,
      specific: sayers.length / inDepartment.get(phrase)!,
      telling: Math.min(1, Math.log(Math.max(1, lift)) / Math.log(TELLING_LIFT)),
      sayers: new Set(sayers),
    };
  }

  return {
    candidates: (group) => {
      const said = [...saidBy(group)].filter(([phrase, { length }]) => length >= Math.max(2, LEAST_SHARE * group.length) && phrase.whole >= LEAST_WHOLE);
      const isPiece = (phrase: KnownPhrase, count: number) =>
        said.some(([other, { length }]) => other.words > phrase.words && length >= PIECE_SHARE * count && ` ${other.key} `.includes(` ${phrase.key} `));
      const told = said
        .filter(([phrase, { length }]) => !isPiece(phrase, length))
        .map(([phrase, sayers]) => {
          const candidate = candidateOf(phrase, sayers, group.length, "");
          return { phrase, sayers, told: (sayers.length / group.length) * candidate.specific * candidate.telling ** 2 };
        })
        .sort((left, right) => right.told - left.told || (left.phrase.key < right.phrase.key ? -1 : 1));
      const candidates: NameCandidate[] = [];
      for (const { phrase, sayers } of told.slice(0, MOST_JUDGED)) {
        if (candidates.length === MOST_EMBEDDED) break;
        const written = phrase.written();
        if (isName(written)) candidates.push(candidateOf(phrase, sayers, group.length, titleCase(written)));
      }
      return candidates;
    },
    candidate: (group, name) => {
      const key = phraseKey(name);
      const found = [...saidBy(group)].find(([phrase]) => phrase.key === key);
      return found === undefined ? { name, specific: 0, telling: 0, sayers: new Set() } : candidateOf(...found, group.length, name);
    },
  };
}

/**
 * How well a name fits a group.
 * @param group places of its threads, with their vectors in `vectors`
 * @param centre of these vectors; all vectors are of length 1
 */
export function fitOf(
  { name, specific, telling, sayers }: NameCandidate,
  { group, vectors, centre, nameVector }: { group: readonly number[]; vectors: readonly Float32Array[]; centre: Float32Array; nameVector: Float32Array },
): number {
  const toCentre = dot(centre, nameVector);
  const support = group.filter((place) => sayers.has(place) || dot(vectors[place]!, nameVector) >= SIMILAR_TO_NAME).length;
  if (toCentre < LEAST_TO_CENTRE || support < LEAST_SUPPORT * group.length) return 0;
  const told = Math.sqrt((sayers.size / group.length) * specific) * telling;
  return (1 - CENTRE_WEIGHT) * told + CENTRE_WEIGHT * toCentre - (/[\s-]/.test(name) ? 0 : SINGLE_WORD_LOSS);
}
