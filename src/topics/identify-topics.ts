import { topicId } from "../forum/topic.ts";
import { wordDigests } from "../forum/words.ts";
import { LEAST_FIT, type NamedGroup } from "./choose-groups.ts";
import type { FormerTopic } from "./former-topics.ts";
import { grouped } from "./grouped.ts";
import { matchGroups } from "./match-groups.ts";

/** A name stays, and a topic stays, unless another one fits so much better: people have learned it. */
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

export interface DepartmentTopics {
  readonly department: string | null;
  /** Topics that are there, of this department. */
  readonly formers: readonly FormerTopic[];
  readonly keyOf: (place: number) => number;
  /** Places of those of these threads that are still in the department. */
  readonly placesOf: (threadKeys: Iterable<number>) => number[];
  /** How well a name fits some threads. */
  readonly fitOf: (places: readonly number[], name: string) => number;
}

/** Equal for names that nobody tells apart: "Headache" and "headaches". */
const nameKey = (name: Uint32Array | string) => (typeof name === "string" ? wordDigests(name) : name).join(" ");

/**
 * Says which group is which topic: the former one it shares most threads with, else a curated one that bears one of its
 * names, else a new one. Groups of one name are one topic, so a name stands once in a department. A former topic whose
 * threads fell elsewhere stays beside the new ones: a curated one in any case, a mined one while its name still fits.
 */
export function identifyTopics(groups: readonly NamedGroup[], { department, formers, keyOf, placesOf, fitOf }: DepartmentTopics): IdentifiedTopic[] {
  const united = uniteByName(groups);
  const matches = matchGroups(united, formers, ({ places }) => places.map(keyOf));
  const curatedByName = new Map(formers.filter(({ curated }) => curated).flatMap((former) => former.names.map((name) => [nameKey(name), former] as const)));
  const formersById = new Map(formers.map((former) => [former.id, former]));
  const topics = new Map<string, { readonly name: string; readonly former: FormerTopic | undefined; readonly places: Set<number>; readonly asBefore: boolean }>();
  const idsByName = new Map<string, string>();

  function newTopic(name: string): { id: string; former: FormerTopic | undefined } {
    const id = topicId(name, department);
    // A topic of this very name that lost its threads comes back; one that was renamed keeps its id for itself.
    const former = formersById.get(id);
    if (!topics.has(id) && (former === undefined || nameKey(former.name) === nameKey(name))) return { id, former };
    let number = 2;
    while (topics.has(`${id}-${number}`) || formersById.has(`${id}-${number}`)) number += 1;
    return { id: `${id}-${number}`, former: undefined };
  }

  function nameFor({ places, names }: NamedGroup, former: FormerTopic): string {
    const best = names[0]!;
    return former.curated || fitOf(places, former.name) >= best.fit - CHANGING_GAIN ? former.name : best.name;
  }

  /** A curated topic whose name fits nearly as well as the best. */
  const curatedFor = ({ names }: NamedGroup) =>
    names.filter(({ fit }) => fit >= names[0]!.fit - CHANGING_GAIN).map(({ name }) => curatedByName.get(nameKey(name))).find((former) => former !== undefined);

  // Curated topics take their names first, then those that had one, then the largest.
  const rank = (group: NamedGroup) => (matches.get(group)?.curated === true ? 0 : matches.has(group) ? 1 : 2);
  for (const group of united.toSorted((left, right) => rank(left) - rank(right) || right.places.length - left.places.length)) {
    const former = matches.get(group) ?? curatedFor(group);
    const name = former === undefined ? group.names[0]!.name : nameFor(group, former);
    const known = idsByName.get(nameKey(name));
    if (known !== undefined) {
      for (const place of group.places) topics.get(known)!.places.add(place);
      continue;
    }
    const topic = former === undefined ? newTopic(name) : { id: former.id, former };
    idsByName.set(nameKey(name), topic.id);
    topics.set(topic.id, { name, former: topic.former, places: new Set([...group.places, ...placesOf(topic.former?.namedBy ?? [])]), asBefore: false });
  }

  const worth = new Map(united.flatMap(({ places, names }) => places.map((place) => [place, names[0]!.fit - LEAST_FIT] as const)));
  /** Whether the topic's name still fits its threads nearly as well as the new names theirs. */
  function stillFits({ name }: FormerTopic, places: readonly number[]): boolean {
    const now = places.reduce((sum, place) => sum + (worth.get(place) ?? 0), 0) / places.length;
    return places.length > 1 && fitOf(places, name) - LEAST_FIT >= Math.max(0, now - CHANGING_GAIN);
  }
  for (const former of formers) {
    if (topics.has(former.id)) continue;
    const asBefore = former.namedBy.size === 0;
    const places = placesOf(asBefore ? former.threadKeys : former.namedBy);
    if (!former.curated && (idsByName.has(nameKey(former.name)) || !stillFits(former, places))) continue;
    if (!former.curated) idsByName.set(nameKey(former.name), former.id);
    topics.set(former.id, { name: former.name, former, places: new Set(places), asBefore });
  }
  return [...topics].map(([id, { places, ...topic }]) => ({ id, ...topic, places: [...places].sort((left, right) => left - right) }));
}

/** Groups whose best name is the same become one; it goes by the names of the first. */
function uniteByName(groups: readonly NamedGroup[]): NamedGroup[] {
  const byName = grouped(groups, ({ names }) => nameKey(names[0]!.name));
  return [...byName.values()].map((same) => ({ names: same[0]!.names, places: same.flatMap(({ places }) => places) }));
}
