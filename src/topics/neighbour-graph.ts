import { UndirectedGraph } from "graphology";
import type { Neighbour } from "./neighbours.ts";
import type { KnownPhrase } from "./phrase-book.ts";

/** Edges of a thread, to its nearest ones; an edge that either side chose stands. */
const EDGES = 8;
/** What shared words add to a cosine: "Is … inherited?" makes many questions alike that ask of different things. */
const WORDS_GAIN = 0.3;
/** Similarity, words included, from which on two threads are neighbours at all. */
const LEAST_SIMILARITY = 0.4;
/** What the weakest edge weighs, in cosines above the least. */
const WEAKEST = 0.02;

/** An edge is as heavy as two threads are similar beyond the least. */
export type NeighbourGraph = UndirectedGraph<Record<string, never>, { readonly weight: number }>;

/** Threads of one department, by their place in it. */
export interface DepartmentThreads {
  readonly nearest: readonly (readonly Neighbour[])[];
  readonly phrases: readonly (readonly KnownPhrase[])[];
}

/** Joins each thread to its nearest ones by vectors and rare words together. */
export function createNeighbourGraph({ nearest, phrases }: DepartmentThreads): NeighbourGraph {
  const graph: NeighbourGraph = new UndirectedGraph();
  const words = wordLikeness(phrases);
  for (const place of nearest.keys()) graph.addNode(place);
  for (const [place, neighbours] of nearest.entries()) {
    const chosen = neighbours
      .map((neighbour) => ({ place: neighbour.place, weight: neighbour.similarity + WORDS_GAIN * words(place, neighbour.place) - LEAST_SIMILARITY }))
      .filter(({ weight }) => weight >= 0)
      .sort((left, right) => right.weight - left.weight || left.place - right.place)
      .slice(0, EDGES);
    for (const { place: other, weight } of chosen) {
      if (!graph.hasEdge(place, other)) graph.addEdge(place, other, { weight: weight + WEAKEST });
    }
  }
  return graph;
}

/** Cosine of two threads' single words, each weighed by its rarity in the department (Salton & Buckley 1988). */
function wordLikeness(phrases: DepartmentThreads["phrases"]): (left: number, right: number) => number {
  const holders = new Map<KnownPhrase, number>();
  const words = phrases.map((all) => all.filter((phrase) => phrase.words === 1));
  for (const phrase of words.flat()) holders.set(phrase, (holders.get(phrase) ?? 0) + 1);
  const weights = new Map([...holders].map(([phrase, count]) => [phrase, Math.log(phrases.length / count) ** 2]));
  const sets = words.map((all) => new Set(all.filter((phrase) => holders.get(phrase)! > 1)));
  const sum = (all: Iterable<KnownPhrase>) => {
    let total = 0;
    for (const phrase of all) total += weights.get(phrase)!;
    return total;
  };
  const lengths = sets.map((set) => Math.sqrt(sum(set)));
  return (left, right) => {
    const length = lengths[left]! * lengths[right]!;
    return length === 0 ? 0 : sum([...sets[left]!].filter((phrase) => sets[right]!.has(phrase))) / length;
  };
}
