import { digestOf } from "./passage.ts";
import { foldWhitespace } from "./text.ts";
import type { Thread } from "./thread.ts";

/** A Related FAQ entry. The same name may stand under several departments: each is a topic of its own. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
}

const LONGEST_SLUG = 60;
/** Names of these characters alone keep all that tells them apart in their slug. */
const PLAIN = /^[A-Za-z0-9 ,&'()/-]+$/;

/**
 * A topic's id, "back-pain.family-medicine": readable, and the same wherever the same name and department
 * are met; letter case and punctuation make no new topic. What a slug cannot hold is told apart by a digest.
 */
export function topicId(name: string, department: string | null): string {
  const parts = department === null ? [name] : [name, department];
  const slug = parts.map(slugOf).join(".");
  if (parts.every((part) => PLAIN.test(part) && slugOf(part) !== "") && slug.length <= LONGEST_SLUG) return slug;
  return `${slug.slice(0, LONGEST_SLUG)}~${digestOf(JSON.stringify(parts)).slice(0, 10)}`;
}

/** Equal for departments whose topics have the same ids: letter case and punctuation make no new one. */
export const departmentKey = (department: string | null): string | null => (department === null ? null : topicId(department, null));

function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** The topics a thread names, each with the department it belongs to; of two spellings of one topic, the first. */
export function topicsOf(thread: Pick<Thread, "topics" | "department">): Topic[] {
  const topics = new Map<string, Topic>();
  for (const topic of thread.topics) {
    const given = typeof topic === "string" ? { name: topic } : topic;
    const name = foldWhitespace(given.name);
    const department = ("department" in given ? given.department : undefined) ?? thread.department ?? null;
    const id = topicId(name, department);
    if (!topics.has(id)) topics.set(id, { id, name, department });
  }
  return [...topics.values()];
}
