import { wordDigests } from "../../src/forum/words.ts";
import type { NamedGroup } from "../../src/topics/choose-groups.ts";
import type { FormerTopic } from "../../src/topics/former-topics.ts";
import { topicId } from "../../src/forum/topic.ts";

export const range = (first: number, count: number) => Array.from({ length: count }, (_, place) => first + place);

/** A group of threads with the names that fit it, given best first. */
export const groupOf = (places: readonly number[], fits: Readonly<Record<string, number>>): NamedGroup => ({
  places,
  names: Object.entries(fits).map(([name, fit]) => ({ name, fit })),
});

/** A topic that is there, with defaults for what a test does not care about. */
export function formerOf(name: string, threadKeys: readonly number[], given: Partial<Omit<FormerTopic, "names" | "namedBy">> & { readonly aliases?: readonly string[]; readonly namedBy?: readonly number[] } = {}): FormerTopic {
  const { department = null, id = topicId(name, department), curated = false, aliases = [], namedBy = [] } = given;
  const names = [name, ...aliases].map((text) => wordDigests(text));
  return { id, name, department, curated, names, namedBy: new Set(namedBy), threadKeys: new Set([...namedBy, ...threadKeys]) };
}
