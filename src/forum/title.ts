import { excerpt } from "./excerpt.ts";
import { foldWhitespace } from "./text.ts";
import type { Thread } from "./thread.ts";

const LONGEST_TITLE = 100;

/** What a thread is called in lists: its title, or the beginning of its question where it has none. */
export function titleOf(thread: Pick<Thread, "title" | "question">): string {
  if (thread.title !== undefined) return foldWhitespace(thread.title);
  const question = foldWhitespace(thread.question);
  const sentence = /^.{12,100}?[.?!](?=\s|$)|^.{6,100}?[。？！]/u.exec(question)?.[0];
  return sentence ?? excerpt(question, LONGEST_TITLE);
}

/** The reply that speaks for a thread: the accepted one, else the first. */
export function leadingReply(thread: Pick<Thread, "replies">): Thread["replies"][number] | undefined {
  return thread.replies.find(({ accepted }) => accepted === true) ?? thread.replies[0];
}
