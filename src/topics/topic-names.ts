import { wordDigests } from "../forum/words.ts";
import type { NamedGroup } from "./choose-groups.ts";
import type { FormerTopic } from "./former-topics.ts";
import { grouped } from "./grouped.ts";

/** Equal for names that nobody tells apart: "Headache" and "headaches". */
export const nameKey = (name: Uint32Array | string): string => (typeof name === "string" ? wordDigests(name) : name).join(" ");

/** Groups whose best name is the same become one; it goes by the names of the first. */
export function uniteByName(groups: readonly NamedGroup[]): NamedGroup[] {
  const byName = grouped(groups, ({ names }) => nameKey(names[0]!.name));
  return [...byName.values()].map((same) => ({ names: same[0]!.names, places: same.flatMap(({ places }) => places) }));
}

/** Topics by the keys of what they are called: their names come before others' aliases. */
export function topicsByName(formers: readonly FormerTopic[]): Map<string, FormerTopic> {
  const found = new Map<string, FormerTopic>();
  for (const former of formers) found.set(nameKey(former.names[0]!), found.get(nameKey(former.names[0]!)) ?? former);
  for (const former of formers) for (const alias of former.names.slice(1)) found.set(nameKey(alias), found.get(nameKey(alias)) ?? former);
  return found;
}
