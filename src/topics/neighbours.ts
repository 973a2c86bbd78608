import { createHnswGraph } from "../search/hnsw-graph.ts";
import { dot } from "../search/vector-table.ts";

/** Up to so many vectors each pair is compared, which takes 8 s for 10,000; beyond, a graph proposes. */
const COMPARE_ALL = 10_000;
const EFFORT = 200;

export interface Neighbour {
  readonly place: number;
  /** Cosine. */
  readonly similarity: number;
}

/**
 * The `count` nearest of each vector among the others, nearest first, equal ones by their place.
 * @param vectors of length 1
 */
export function nearestOfEach(vectors: readonly Float32Array[], count: number, compareAll = COMPARE_ALL): Neighbour[][] {
  return vectors.length <= compareAll ? compared(vectors, count) : proposed(vectors, count);
}

function compared(vectors: readonly Float32Array[], count: number): Neighbour[][] {
  const nearest = vectors.map((): Neighbour[] => []);
  for (let left = 0; left < vectors.length; left += 1) {
    for (let right = left + 1; right < vectors.length; right += 1) {
      const similarity = dot(vectors[left]!, vectors[right]!);
      keep(nearest[left]!, { place: right, similarity }, count);
      keep(nearest[right]!, { place: left, similarity }, count);
    }
  }
  return nearest;
}

/** Keeps a short list in order; places come ascending, so of equal ones the first stays before. */
function keep(list: Neighbour[], neighbour: Neighbour, count: number): void {
  if (list.length === count && neighbour.similarity <= list[count - 1]!.similarity) return;
  let place = list.length;
  while (place > 0 && list[place - 1]!.similarity < neighbour.similarity) place -= 1;
  list.splice(place, 0, neighbour);
  if (list.length > count) list.pop();
}

function proposed(vectors: readonly Float32Array[], count: number): Neighbour[][] {
  const graph = createHnswGraph({ dimensions: vectors[0]!.length });
  for (const [place, vector] of vectors.entries()) graph.add(place, vector);
  return vectors.map((vector, own) =>
    graph
      .nearest(vector, count + 1, EFFORT)
      .filter((place) => place !== own)
      .map((place) => ({ place, similarity: dot(vector, vectors[place]!) }))
      .sort((left, right) => right.similarity - left.similarity || left.place - right.place)
      .slice(0, count),
  );
}
