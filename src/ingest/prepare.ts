import { digestOf, passagesOf, PREPARATION_VERSION } from "../forum/passage.ts";
import type { Thread } from "../forum/thread.ts";
import { topicsOf } from "../forum/topic.ts";
import type { PreparedThread } from "../store/writing.ts";

/** Splits a thread into what gets vectors. Of a thread that is not public, nothing does. */
export function prepareThread(thread: Thread, isExcerpt = false): PreparedThread {
  const hidden = thread.visibility !== "public";
  return {
    thread,
    digest: digestOf(JSON.stringify([PREPARATION_VERSION, thread])),
    isExcerpt,
    passages: hidden ? [] : passagesOf(thread),
    topics: hidden ? [] : topicsOf(thread).map((topic) => ({ ...topic, digest: digestOf(topic.name) })),
  };
}

/** The texts of `prepared` by their digests: what an embedder is given. */
export function textsByDigest(prepared: readonly PreparedThread[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { passages, topics } of prepared) {
    for (const { digest, text } of passages) texts.set(digest, text);
    for (const { digest, name } of topics) texts.set(digest, name);
  }
  return texts;
}
