import type { NamedGroup } from "./choose-groups.ts";
import type { FormerTopic } from "./former-topics.ts";
import { grouped } from "./grouped.ts";

/** A group is the topic that has so much of both sides' threads in common with it (Jaccard 1912). */
const LEAST_SHARED = 0.3;

/**
 * Pairs groups with the topics they were before, the most alike first, each at most once.
 * @param keysOf keys of a group's threads
 */
export function matchGroups(
  groups: readonly NamedGroup[],
  formers: readonly FormerTopic[],
  keysOf: (group: NamedGroup) => readonly number[],
): Map<NamedGroup, FormerTopic> {
  const topicsOf = grouped(formers.flatMap((former) => [...former.threadKeys].map((key) => ({ key, former }))), ({ key }) => key);
  const pairs = groups.flatMap((group) => {
    const keys = keysOf(group);
    const shared = new Map<FormerTopic, number>();
    for (const key of keys) for (const { former } of topicsOf.get(key) ?? []) shared.set(former, (shared.get(former) ?? 0) + 1);
    return [...shared].map(([former, count]) => ({ group, former, likeness: count / (keys.length + former.threadKeys.size - count) }));
  });
  const matches = new Map<NamedGroup, FormerTopic>();
  const taken = new Set<FormerTopic>();
  for (const { group, former, likeness } of pairs.sort((left, right) => right.likeness - left.likeness || (left.former.id < right.former.id ? -1 : 1))) {
    if (likeness < LEAST_SHARED || matches.has(group) || taken.has(former)) continue;
    matches.set(group, former);
    taken.add(former);
  }
  return matches;
}
