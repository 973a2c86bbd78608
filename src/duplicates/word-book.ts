import { MOST_COMPARED_WORDS, wordsOf } from "../forum/words.ts";
import type { NewQuestion } from "./answers.ts";
import { normalForm } from "./normal-form.ts";

/** What a question says, ready to be compared. */
export interface QuestionText {
  /** Its different words, by digest, as they are written first, in small letters. */
  readonly words: ReadonlyMap<number, string>;
  /** Equal for exact copies; null where there is nothing to compare. */
  readonly normalForm: string | null;
}

/** Questions by their words: what two of them share, and who else has a word. */
export interface WordBook {
  readonly size: number;
  has(threadKey: number): boolean;
  /** Takes in a question as it stands now. */
  put(threadKey: number, text: QuestionText): void;
  remove(threadKey: number): void;
  text(threadKey: number): QuestionText | undefined;
  /** In how many questions a word stands. */
  count(digest: number): number;
  /** Keys of the questions in which a word stands. */
  holders(digest: number): Iterable<number>;
  /** Keys of the questions with this normal form, in the order they came. */
  copies(normalForm: string): ReadonlySet<number>;
}

export function questionText(asked: NewQuestion): QuestionText {
  const words = new Map<number, string>();
  for (const { written, digest } of wordsOf(`${asked.title ?? ""}\n${asked.question}`)) {
    if (words.size === MOST_COMPARED_WORDS) break;
    if (!words.has(digest)) words.set(digest, written.toLowerCase());
  }
  return { words, normalForm: normalForm(asked) };
}

const NONE: ReadonlySet<number> = new Set();

export function createWordBook(): WordBook {
  const texts = new Map<number, QuestionText>();
  const holders = new Map<number, Set<number>>();
  const copies = new Map<string, Set<number>>();

  function remove(threadKey: number): void {
    const known = texts.get(threadKey);
    if (known === undefined) return;
    texts.delete(threadKey);
    for (const digest of known.words.keys()) leave(holders, digest, threadKey);
    if (known.normalForm !== null) leave(copies, known.normalForm, threadKey);
  }

  return {
    get size() {
      return texts.size;
    },
    has: (threadKey) => texts.has(threadKey),
    put: (threadKey, text) => {
      remove(threadKey);
      texts.set(threadKey, text);
      for (const digest of text.words.keys()) join(holders, digest, threadKey);
      if (text.normalForm !== null) join(copies, text.normalForm, threadKey);
    },
    remove,
    text: (threadKey) => texts.get(threadKey),
    count: (digest) => holders.get(digest)?.size ?? 0,
    holders: (digest) => holders.get(digest) ?? [],
    copies: (form) => copies.get(form) ?? NONE,
  };
}

function join<Name>(groups: Map<Name, Set<number>>, name: Name, threadKey: number): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, new Set([threadKey]));
  else group.add(threadKey);
}

function leave<Name>(groups: Map<Name, Set<number>>, name: Name, threadKey: number): void {
  const group = groups.get(name)!;
  group.delete(threadKey);
  if (group.size === 0) groups.delete(name);
}
