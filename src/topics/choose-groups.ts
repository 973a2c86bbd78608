import type { Community } from "./communities.ts";
import type { FittingName } from "./names.ts";

/** A name must fit better than this to be shown, and each thread of a group counts by how much. */
export const LEAST_FIT = 0.45;

/** Threads that become a topic, with the names that fit them, best first; at least one does. */
export interface NamedGroup {
  readonly places: readonly number[];
  readonly names: readonly FittingName[];
}

/**
 * Divides communities exactly as far as names go: a community stays whole where its name fits its threads better than the
 * names of its parts fit theirs, threads without a fitting name counting nothing. What nothing names is left out.
 */
export function chooseGroups(communities: readonly Community[], namesOf: (community: Community) => readonly FittingName[]): NamedGroup[] {
  return communities.flatMap((community) => choose(community, namesOf).groups);
}

function choose(community: Community, namesOf: (community: Community) => readonly FittingName[]): { worth: number; groups: NamedGroup[] } {
  const names = namesOf(community).filter(({ fit }) => fit > LEAST_FIT);
  const whole = names.length === 0 ? 0 : (names[0]!.fit - LEAST_FIT) * community.places.length;
  const parts = community.parts.map((part) => choose(part, namesOf));
  const divided = parts.reduce((sum, { worth }) => sum + worth, 0);
  if (whole > 0 && whole >= divided) return { worth: whole, groups: [{ places: community.places, names }] };
  return { worth: divided, groups: parts.flatMap(({ groups }) => groups) };
}
