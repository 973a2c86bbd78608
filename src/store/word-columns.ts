import type { Thread } from "../forum/thread.ts";
import { wordDigests } from "../forum/words.ts";

/** A word as FTS5 holds it: what was asked does not stand in clear in its segments, and no tokenizer changes it. */
export const wordAsText = (digest: number): string => digest.toString(36);

/** The columns of `thread_text`: the words of a thread's question with its title, and of its replies. */
export function wordsAsText({ title = "", question, replies }: Pick<Thread, "title" | "question" | "replies">): [question: string, replies: string] {
  const column = (text: string) => Array.from(wordDigests(text), wordAsText).join(" ");
  return [column(`${title}\n${question}`), column(replies.map(({ text }) => text).join("\n"))];
}

export function wordsAsBlob(words: Uint32Array): Buffer {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
}

export function wordsFromBlob(blob: Buffer): Uint32Array {
  // A copy: a Buffer may begin anywhere, 32-bit numbers may not.
  return new Uint32Array(Uint8Array.from(blob).buffer);
}
