import type { StoredThread } from "../store/changes.ts";
import type { Thread } from "../forum/thread.ts";
import { unitMean } from "../search/unit-mean.ts";

/** Of a question so much is read for names, in UTF-16 code units: what it is about is said early. */
const READ_CHARACTERS = 1_500;

/** A thread as mining sees it. */
export interface ForumThread {
  readonly key: number;
  readonly department: string | null;
  /** Mean of the vectors of its question's windows, of length 1. */
  readonly vector: Float32Array;
  /** `questionWords`: what it says, to find names in. */
  readonly words: Uint32Array;
  /** What names are taken from. */
  readonly text: string;
}

/** @returns undefined for a thread that cannot be placed, because it has no vector */
export function forumThread({ key, department, words, passages }: StoredThread, thread: Pick<Thread, "title" | "question" | "tags">): ForumThread | undefined {
  const vector = unitMean(passages.filter(({ field }) => field === "question").map((passage) => passage.vector));
  return vector === undefined ? undefined : { key, department, vector, words, text: textOf(thread) };
}

/** Title, question and tags; and all of it without what stands in parentheses, so that "Gum (Periodontal) Disease" names gum disease too. */
function textOf({ title = "", question, tags }: Pick<Thread, "title" | "question" | "tags">): string {
  const text = [title, question.slice(0, READ_CHARACTERS), ...tags.map(spaced)].join("\n");
  const bare = text.replaceAll(/ ?\([^()\n]{1,60}\)/g, "");
  return bare === text ? text : `${text}\n${bare}`;
}

/** A tag without spaces writes them as hyphens or underscores: "relationship-dissolution". */
const spaced = (tag: string) => (tag.includes(" ") ? tag : tag.replaceAll(/[-_]/g, " "));
