import { UndirectedGraph } from "graphology";
import { describe, expect, test } from "vitest";
import { createNameFitting, findNamedGroups, type NameFitting } from "../../src/topics/named-groups.ts";
import type { NameCandidate, Naming } from "../../src/topics/names.ts";
import type { NeighbourGraph } from "../../src/topics/neighbour-graph.ts";
import { range } from "./identified.ts";
import { unit } from "./unit-vectors.ts";

/** Cliques of these sizes, one after the other. */
function cliques(...sizes: number[]): NeighbourGraph {
  const graph: NeighbourGraph = new UndirectedGraph();
  let first = 0;
  for (const size of sizes) {
    for (const place of range(first, size)) graph.addNode(place);
    for (const left of range(first, size)) for (const right of range(first, size)) if (left < right) graph.addEdge(left, right, { weight: 1 });
    first += size;
  }
  return graph;
}

const candidateOf = (name: string): NameCandidate => ({ name, specific: 1, telling: 1, sayers: new Set() });

/** A group is named after its first place, as well as `fits` says; every name must be prepared before it is asked for. */
function namingBy(fits: (name: string, places: readonly number[]) => number): { naming: Naming; fitting: NameFitting } {
  const prepared = new Set<string>();
  return {
    naming: { candidates: (places) => [candidateOf(`From ${places[0]}`), candidateOf("Any")], candidate: (_, name) => candidateOf(name) },
    fitting: {
      prepare: async (names) => names.forEach((name) => prepared.add(name)),
      fit: (places, { name }) => {
        expect(prepared).toContain(name);
        return fits(name, places);
      },
    },
  };
}
const find = async (graph: NeighbourGraph, fits: (name: string, places: readonly number[]) => number) => {
  const { naming, fitting } = namingBy(fits);
  const groups = await findNamedGroups(graph, naming, fitting);
  return groups.map(({ places, names }) => ({ places, names: names.map(({ name, fit }) => `${name} ${fit}`) }));
};

describe("named groups", () => {
  test("are communities with the names that fit them, best first, of equal ones the first in the alphabet", async () => {
    expect(await find(cliques(6, 6), () => 0.7)).toEqual([
      { places: range(0, 6), names: ["Any 0.7", "From 0 0.7"] },
      { places: range(6, 6), names: ["Any 0.7", "From 6 0.7"] },
    ]);
    const [first] = await find(cliques(6), (name) => (name === "Any" ? 0.6 : 0.8));
    expect(first!.names).toEqual(["From 0 0.8", "Any 0.6"]);
  });

  test("leave out what nothing names", async () => {
    expect(await find(cliques(6, 6), (name) => (name === "From 6" ? 0.8 : 0))).toEqual([{ places: range(6, 6), names: ["From 6 0.8"] }]);
    expect(await find(cliques(6, 6), () => 0)).toEqual([]);
  });

  test("are parts of a community where their names fit better than its own", async () => {
    const graph = cliques(6, 6, 20);
    for (const place of range(0, 6)) graph.addEdge(place, place + 6, { weight: 0.6 });
    const places = async (fitOfWhole: number) =>
      (await find(graph, (name, { length }) => (name === "Any" ? 0 : length === 12 ? fitOfWhole : 0.8))).map((group) => group.places);
    expect(await places(0.5)).toEqual([range(0, 6), range(6, 6), range(12, 20)]);
    expect(await places(0.9)).toEqual([range(0, 12), range(12, 20)]);
  });
});

describe("how well names fit", () => {
  test("is asked with each name embedded once", async () => {
    const embedded: string[] = [];
    const fitting = createNameFitting([unit([1, 0]), unit([1, 0.1])], async (names) => (embedded.push(...names), names.map(() => unit([1, 0]))));
    await fitting.prepare(["Knee", "Hip", "Knee"]);
    await fitting.prepare(["Hip", "Toe"]);
    await fitting.prepare([]);
    expect(embedded).toEqual(["Knee", "Hip", "Toe"]);
    expect(fitting.fit([0, 1], { ...candidateOf("Knee"), sayers: new Set([0, 1]) })).toBeGreaterThan(0.9);
  });

  test("is nothing for threads that have no middle", async () => {
    const fitting = createNameFitting([unit([1, 0]), unit([-1, 0])], async (names) => names.map(() => unit([1, 0])));
    await fitting.prepare(["Knee"]);
    expect(fitting.fit([0, 1], { ...candidateOf("Knee"), sayers: new Set([0, 1]) })).toBe(0);
    expect(fitting.fit([], candidateOf("Knee"))).toBe(0);
  });
});
