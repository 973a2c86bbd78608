import fc from "fast-check";
import { UndirectedGraph } from "graphology";
import { describe, expect, test } from "vitest";
import { communitiesOf, FEWEST_THREADS, type Community } from "../../src/topics/communities.ts";
import type { NeighbourGraph } from "../../src/topics/neighbour-graph.ts";

type Edge = readonly [left: number, right: number, weight: number];

function graphOf(count: number, edges: Iterable<Edge>): NeighbourGraph {
  const graph: NeighbourGraph = new UndirectedGraph();
  for (let place = 0; place < count; place += 1) graph.addNode(place);
  for (const [left, right, weight] of edges) if (!graph.hasEdge(left, right)) graph.addEdge(left, right, { weight });
  return graph;
}

const range = (first: number, count: number) => Array.from({ length: count }, (_, place) => first + place);
const clique = (places: readonly number[], weight = 1): Edge[] => places.flatMap((left, at) => places.slice(at + 1).map((right): Edge => [left, right, weight]));
const placesOf = (communities: readonly Community[]) => communities.map(({ places }) => [...places]).toSorted((left, right) => left[0]! - right[0]!);
const all = (communities: readonly Community[]): Community[] => communities.flatMap((community) => [community, ...all(community.parts)]);

describe("communities", () => {
  test("of two cliques with a thread of edges between are the two cliques", () => {
    const graph = graphOf(14, [...clique(range(0, 7)), ...clique(range(7, 7)), [6, 7, 0.1]]);
    expect(placesOf(communitiesOf(graph))).toEqual([range(0, 7), range(7, 7)]);
  });

  test(`have at least ${FEWEST_THREADS} threads; what is smaller, or alone, is in none`, () => {
    const graph = graphOf(12, [...clique(range(0, 5)), ...clique(range(5, 4)), ...clique(range(9, 2))]);
    expect(placesOf(communitiesOf(graph))).toEqual([range(0, 5)]);
    expect(communitiesOf(graphOf(3, []))).toEqual([]);
    expect(communitiesOf(graphOf(0, []))).toEqual([]);
  });

  test("that fall apart when they are looked at by themselves have parts, and a clique has none", () => {
    const pair = [...clique(range(0, 6)), ...clique(range(6, 6)), ...range(0, 6).map((place): Edge => [place, place + 6, 0.6])];
    const communities = communitiesOf(graphOf(32, [...pair, ...clique(range(12, 20))])).toSorted((left, right) => left.places[0]! - right.places[0]!);
    expect(communities).toEqual([
      { places: range(0, 12), parts: [{ places: range(0, 6), parts: [] }, { places: range(6, 6), parts: [] }] },
      { places: range(12, 20), parts: [] },
    ]);
  });

  test("too small to have two parts are not divided", () => {
    const [community] = communitiesOf(graphOf(9, [...clique(range(0, 5)), ...clique(range(4, 5))]));
    for (const { places, parts } of all([community!])) if (places.length < 2 * FEWEST_THREADS) expect(parts).toEqual([]);
  });

  test("of the same graph are the same, whichever way it is, and each part lies in its whole, apart from its siblings", () => {
    const edges = fc.array(fc.tuple(fc.nat(39), fc.nat(39), fc.integer({ min: 1, max: 10 })), { minLength: 40, maxLength: 160 });
    fc.assert(
      fc.property(edges, (drawn) => {
        const graph = () => graphOf(40, drawn.filter(([left, right]) => left !== right).map(([left, right, weight]): Edge => [left, right, weight / 10]));
        const communities = communitiesOf(graph());
        expect(communitiesOf(graph())).toEqual(communities);
        const checkApart = (siblings: readonly Community[]) => {
          const places = siblings.flatMap((community) => community.places);
          expect(new Set(places).size).toBe(places.length);
        };
        checkApart(communities);
        for (const { places, parts } of all(communities)) {
          expect(places.length).toBeGreaterThanOrEqual(FEWEST_THREADS);
          expect(places).toEqual(places.toSorted((left, right) => left - right));
          checkApart(parts);
          for (const part of parts) expect(part.places.filter((place) => !places.includes(place))).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("do not grow with the forum: of twice as many like groups there are twice as many", () => {
    const cliques = (count: number) => communitiesOf(graphOf(count * 10, [
      ...range(0, count).flatMap((group) => clique(range(group * 10, 10))),
      ...range(0, count).map((group): Edge => [group * 10, ((group + 1) % count) * 10, 0.3]),
    ]));
    expect(cliques(60)).toHaveLength(60);
    expect(cliques(120)).toHaveLength(120);
  });
});
