import { chooseGroups, type NamedGroup } from "./choose-groups.ts";
import { communitiesOf, type Community } from "./communities.ts";
import { unitMean } from "../search/unit-mean.ts";
import { fitOf, type NameCandidate, type Naming } from "./names.ts";
import type { NeighbourGraph } from "./neighbour-graph.ts";

/** How well names fit groups, given as places in the department. */
export interface NameFitting {
  /** Embeds names that have no vector yet. */
  prepare(names: readonly string[]): Promise<void>;
  /** @param candidate one whose name was prepared */
  fit(group: readonly number[], candidate: NameCandidate): number;
}

/**
 * @param vectors of the department's threads, of length 1
 * @param embed unit vectors of names, in their order
 */
export function createNameFitting(vectors: readonly Float32Array[], embed: (names: readonly string[]) => Promise<readonly Float32Array[]>): NameFitting {
  const nameVectors = new Map<string, Float32Array>();
  return {
    prepare: async (names) => {
      const unknown = [...new Set(names)].filter((name) => !nameVectors.has(name));
      const embedded = await embed(unknown);
      for (const [place, name] of unknown.entries()) nameVectors.set(name, embedded[place]!);
    },
    fit: (group, candidate) => {
      const centre = unitMean(group.map((place) => vectors[place]!));
      return centre === undefined ? 0 : fitOf(candidate, { group, vectors, centre, nameVector: nameVectors.get(candidate.name)! });
    },
  };
}

/** Groups of neighbours that have a name. */
export async function findNamedGroups(graph: NeighbourGraph, naming: Naming, fitting: NameFitting): Promise<NamedGroup[]> {
  const communities = communitiesOf(graph);
  const candidates = new Map(communities.flatMap(withParts).map((community) => [community, naming.candidates(community.places)]));
  await fitting.prepare([...candidates.values()].flat().map(({ name }) => name));
  return chooseGroups(communities, (community) =>
    candidates
      .get(community)!
      .map((candidate) => ({ name: candidate.name, fit: fitting.fit(community.places, candidate) }))
      .sort((one, other) => other.fit - one.fit || (one.name < other.name ? -1 : 1)),
  );
}

const withParts = (community: Community): Community[] => [community, ...community.parts.flatMap(withParts)];
