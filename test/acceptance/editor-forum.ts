import { createCopier } from "../../src/evaluation/duplicates/near-copies.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { inventedForum } from "../fakes/invented-forum.ts";

/** So many questions were asked a second time, the first two of them a third time. */
const COPIED = 30;
const COPIED_TWICE = 2;

/** Invented threads, and copies of some of them as others might have written them: a cluster each. */
export function forumWithCopies(): readonly Thread[] {
  const copyOf = createCopier(5);
  const copy = (thread: Thread, number: number): Thread => ({
    ...thread,
    id: `${thread.id}-again-${number}`,
    question: copyOf(thread.question),
    askedAt: `2024-0${1 + number}-15`,
    replies: [{ text: "It was answered before; see the other thread.", author: "Dr. Fenn" }],
  });
  const copies = inventedForum.slice(0, COPIED).flatMap((thread, place) => (place < COPIED_TWICE ? [1, 2] : [1]).map((number) => copy(thread, number)));
  return [...inventedForum, ...copies];
}
