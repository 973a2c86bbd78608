import { describe, expect, test } from "vitest";
import { createNeighbourGraph } from "../../src/topics/neighbour-graph.ts";
import { createPhraseBook } from "../../src/topics/phrase-book.ts";
import { stopWordsOf } from "../../src/topics/stop-words.ts";

/** A graph of as many threads as there are lists of [place, similarity], with what they say. */
function graphOf(nearest: [place: number, similarity: number][][], texts = nearest.map(() => "")) {
  const book = createPhraseBook(texts, stopWordsOf([]));
  return createNeighbourGraph({
    nearest: nearest.map((list) => list.map(([place, similarity]) => ({ place, similarity }))),
    phrases: texts.map((_, place) => book.phrasesOf(place)),
  });
}
const weight = (graph: ReturnType<typeof graphOf>, left: number, right: number) => graph.getEdgeAttribute(left, right, "weight");

describe("the neighbour graph", () => {
  test("has a node for each thread, also for one that nothing is like", () => {
    const graph = graphOf([[[1, 0.8]], [[0, 0.8]], [[0, 0.1], [1, 0.1]]]);
    expect(graph.order).toBe(3);
    expect(graph.edges().map((edge) => graph.extremities(edge))).toEqual([["0", "1"]]);
  });

  test("has heavier edges between threads that are more similar, and none between those that hardly are", () => {
    const graph = graphOf([[[1, 0.9], [2, 0.5], [3, 0.3]], [], [], []]);
    expect(weight(graph, 0, 1)).toBeGreaterThan(weight(graph, 0, 2));
    expect(graph.hasEdge(0, 3)).toBe(false);
    // At the very least, too: an edge that weighs nothing would be none.
    expect(weight(graphOf([[[1, 0.4]], []]), 0, 1)).toBeGreaterThan(0);
  });

  test("keeps an edge that one side alone chose, and one edge where both did", () => {
    const graph = graphOf([[[1, 0.8]], [[0, 0.8]], [[0, 0.7]]]);
    expect(graph.size).toBe(2);
    expect(graph.hasEdge(0, 2)).toBe(true);
  });

  test("joins a thread to the eight it is most similar to", () => {
    const others = Array.from({ length: 12 }, (_, place): [number, number] => [place + 1, 0.9 - place * 0.01]);
    const graph = graphOf([others, ...others.map(() => [])]);
    expect(graph.neighbors(0).map(Number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("prefers of equally near threads the one that shares rare words", () => {
    const texts = ["is rosacea inherited", "is gout inherited", "is rosacea treatable", "is asthma inherited", "is eczema inherited"];
    const graph = graphOf([[[1, 0.7], [2, 0.7]], [], [], [], []], texts);
    expect(weight(graph, 0, 2)).toBeGreaterThan(weight(graph, 0, 1));
    // A word of all but one thread says something, though little.
    expect(weight(graph, 0, 1)).toBeGreaterThan(weight(graphOf([[[1, 0.7]], [], [], [], []]), 0, 1));
  });
});
