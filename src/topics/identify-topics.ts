import { topicId } from "../forum/topic.ts";
import { LEAST_FIT, type NamedGroup } from "./choose-groups.ts";
import { FEWEST_THREADS } from "./communities.ts";
import type { FormerTopic } from "./former-topics.ts";
import { matchGroups } from "./match-groups.ts";
import { nameKey, topicsByName, uniteByName } from "./topic-names.ts";

/** A name stays unless another one fits so much better: people have learned it. */
const CHANGING_GAIN = 0.2;

/** A group with the topic it is. */
export interface IdentifiedTopic {
  readonly id: string;
  readonly name: string;
  /** What it was before, where it is not new. */
  readonly former: FormerTopic | undefined;
  /** Places of its threads in the department, ascending. */
  readonly places: readonly number[];
  /** No group of this run, but a topic of before that stays one: its threads stay as they are. */
  readonly asBefore: boolean;
}

export interface KnownDepartment {
  readonly department: string | null;
  /** Topics that are there, of this department. */
  readonly formers: readonly FormerTopic[];
  /** Ids that topics of any department have; those that are given here come to them. */
  readonly takenIds: Set<string>;
  readonly keyOf: (place: number) => number;
  /** Places of those of these threads that are still in the department. */
  readonly placesOf: (threadKeys: Iterable<number>) => number[];
  /** How well a name fits some threads. */
  readonly fitOf: (places: readonly number[], name: string) => number;
}

/**
 * Says which group is which topic: the former one it shares most threads with, else a curated one that bears one of its
 * names, else a new one. Groups of one name are one topic, so a name stands once in a department. A former topic whose
 * threads fell elsewhere stays beside the new ones: a curated one in any case, a mined one while its name still fits.
 */
export function identifyTopics(groups: readonly NamedGroup[], { department, formers, takenIds, keyOf, placesOf, fitOf }: KnownDepartment): IdentifiedTopic[] {
  const united = uniteByName(groups);
  const matches = matchGroups(united, formers, ({ places }) => places.map(keyOf));
  const curatedByName = topicsByName(formers.filter(({ curated }) => curated));
  const minedByName = topicsByName(formers.filter(({ curated }) => !curated));
  const topics = new Map<string, { readonly name: string; readonly former: FormerTopic | undefined; readonly places: Set<number>; readonly asBefore: boolean }>();
  const idsByName = new Map<string, string>();

  /** What a topic that was there before has as its id, or had, stays its own. */
  function newId(name: string): string {
    const id = topicId(name, department);
    let free = id;
    for (let number = 2; takenIds.has(free); number += 1) free = `${id}-${number}`;
    takenIds.add(free);
    return free;
  }

  function nameFor({ places, names }: NamedGroup, former: FormerTopic): string {
    const best = names[0]!;
    return former.curated || fitOf(places, former.name) >= best.fit - CHANGING_GAIN ? former.name : best.name;
  }

  /** The topic that a group is: a curated one that is called as it would be, the one it was, one of its name that lost its threads. */
  function formerFor(group: NamedGroup): FormerTopic | undefined {
    const match = matches.get(group);
    if (match?.curated === true) return match;
    const best = group.names[0]!;
    const names = match === undefined ? group.names.filter(({ fit }) => fit >= best.fit - CHANGING_GAIN).map(({ name }) => name) : [nameFor(group, match)];
    const former = names.map((name) => curatedByName.get(nameKey(name))).find((curated) => curated !== undefined) ?? match;
    if (former !== undefined) return former;
    const lost = minedByName.get(nameKey(best.name));
    return lost === undefined || topics.has(lost.id) ? undefined : lost;
  }

  // Curated topics take their names first, then those that had one, then the largest.
  const rank = (group: NamedGroup) => (matches.get(group)?.curated === true ? 0 : matches.has(group) ? 1 : 2);
  for (const group of united.toSorted((left, right) => rank(left) - rank(right) || right.places.length - left.places.length)) {
    const former = formerFor(group);
    const name = former === undefined ? group.names[0]!.name : nameFor(group, former);
    const known = idsByName.get(nameKey(name));
    if (known !== undefined) {
      for (const place of group.places) topics.get(known)!.places.add(place);
      continue;
    }
    const id = former?.id ?? newId(name);
    idsByName.set(nameKey(name), id);
    topics.set(id, { name, former, places: new Set([...group.places, ...placesOf(former?.namedBy ?? [])]), asBefore: false });
  }

  const fits = createStillFits(united, fitOf);
  for (const former of formers) {
    if (topics.has(former.id)) continue;
    const asBefore = former.namedBy.size === 0;
    const places = placesOf(asBefore ? former.threadKeys : former.namedBy);
    const isFree = !idsByName.has(nameKey(former.name)) && !curatedByName.has(nameKey(former.name));
    if (!former.curated && !(isFree && fits(former, places))) continue;
    if (!former.curated) idsByName.set(nameKey(former.name), former.id);
    topics.set(former.id, { name: former.name, former, places: new Set(places), asBefore });
  }
  return [...topics].map(([id, { places, ...topic }]) => ({ id, ...topic, places: [...places].sort((left, right) => left - right) }));
}

/** Whether a topic's name still fits its threads as well as the names of the groups that these are in now. */
function createStillFits(groups: readonly NamedGroup[], fitOf: KnownDepartment["fitOf"]) {
  const worth = new Map(groups.flatMap(({ places, names }) => places.map((place) => [place, names[0]!.fit - LEAST_FIT] as const)));
  return ({ name }: FormerTopic, places: readonly number[]): boolean => {
    const now = places.reduce((sum, place) => sum + (worth.get(place) ?? 0), 0) / places.length;
    return places.length >= FEWEST_THREADS && fitOf(places, name) - LEAST_FIT >= now;
  };
}
