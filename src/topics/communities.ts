import louvainModule from "graphology-communities-louvain";
import { UndirectedGraph } from "graphology";
import { grouped } from "./grouped.ts";
import type { NeighbourGraph } from "./neighbour-graph.ts";

// Its types are written for a bundler: Node hands out the function itself.
const louvain = louvainModule as unknown as typeof louvainModule.default;

/** Fewest threads of a topic. */
export const FEWEST_THREADS = 5;
/** Threads to a step of resolution at the first division, so that a forum of twice the size has twice the groups, not larger ones. */
const THREADS_PER_RESOLUTION = 300;
/** A group that does not fall apart at one resolution is tried at twice that, up to this one. */
const MOST_RESOLUTION = 8;
const DEEPEST = 7;

/** Threads that belong together, and how they fall into smaller groups. */
export interface Community {
  /** Places of threads, ascending. */
  readonly places: readonly number[];
  readonly parts: readonly Community[];
}

/**
 * Groups of at least `FEWEST_THREADS` neighbours, each divided on and on: communities of the modularity that Blondel et al.
 * (2008) find, at a resolution (Reichardt & Bornholdt 2006) that grows with the department. The same graph gives the same groups.
 */
export function communitiesOf(graph: NeighbourGraph): Community[] {
  const resolution = Math.max(1, graph.order / THREADS_PER_RESOLUTION);
  return divided(graph, resolution).map((places) => grown(graph, places, 1));
}

function grown(graph: NeighbourGraph, places: readonly number[], depth: number): Community {
  if (places.length < 2 * FEWEST_THREADS || depth === DEEPEST) return { places, parts: [] };
  const own = within(graph, places);
  for (let resolution = 1; resolution <= MOST_RESOLUTION; resolution *= 2) {
    const parts = divided(own, resolution);
    if (parts.some((part) => part.length < places.length)) return { places, parts: parts.map((part) => grown(own, part, depth + 1)) };
  }
  return { places, parts: [] };
}

/** A part of a graph. (graphology's own way looks at every edge of the whole for each part.) */
function within(graph: NeighbourGraph, places: readonly number[]): NeighbourGraph {
  const part: NeighbourGraph = new UndirectedGraph();
  for (const place of places) part.addNode(place);
  for (const place of places) {
    graph.forEachEdge(place, (_edge, attributes, source, target) => {
      if (part.hasNode(source) && part.hasNode(target) && !part.hasEdge(source, target)) part.addEdge(source, target, attributes);
    });
  }
  return part;
}

function divided(graph: NeighbourGraph, resolution: number): number[][] {
  const communities = louvain(graph, { getEdgeWeight: "weight", resolution, randomWalk: false });
  const groups = grouped(Object.entries(communities), ([, community]) => community);
  return [...groups.values()]
    .map((group) => group.map(([place]) => Number(place)).sort((left, right) => left - right))
    .filter(({ length }) => length >= FEWEST_THREADS);
}
