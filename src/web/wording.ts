import { excerpt } from "../forum/excerpt.ts";
import type { Thread } from "../forum/thread.ts";

const LONGEST_HEADING = 90;

/** What a thread is called where it has no title. */
export function titleOf(thread: Pick<Thread, "title" | "question">): string {
  return thread.title ?? excerpt(thread.question, LONGEST_HEADING);
}

/** "Niming" ", 30~39 year old female." "Ask Date: 2017/04/22", of the parts that there are. */
export function askerParts({ asker, askedAt }: Pick<Thread, "asker" | "askedAt">): { name: string; person: string; date: string } {
  // A bare number is an age in years; anything else was worded by whoever wrote it.
  const age = asker?.age !== undefined && /^\d+([~–-]\d+)?$/.test(asker.age) ? `${asker.age} year old` : asker?.age;
  const name = asker?.name ?? "";
  const person = [age, asker?.sex].filter(Boolean).join(" ");
  const end = name + person === "" ? "" : ".";
  return {
    name,
    person: (name !== "" && person !== "" ? ", " : "") + person + end,
    date: askedAt === undefined ? "" : `Ask Date: ${dateOf(askedAt)}`,
  };
}

/** The day of an ISO time stamp; any other wording as it stands. */
export function dateOf(text: string): string {
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : text;
}

/** Texts are split where they leave a line blank; single line ends are kept by the stylesheet. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n[^\S\n]*\r?\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}

/** A language tag that a browser can use, or nothing. */
export function languageTag(language: string | undefined): string | undefined {
  return language !== undefined && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language) ? language : undefined;
}

export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
