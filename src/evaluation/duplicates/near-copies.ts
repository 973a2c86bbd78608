import { randomNumbers } from "../bootstrap.ts";

/** Of the words with at least so many letters, this share is misspelt. */
const MISSPELT_SHARE = 0.05;
const SHORTEST_MISSPELT = 4;
const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");

/** Writes a text as somebody else might have: the same question, never the same characters. */
export type Copier = (text: string) => string;

/**
 * Changes case, punctuation, white space, the order of sentences and, in one word of twenty, a letter. The same copies for the same seed.
 */
export function createCopier(seed: number): Copier {
  const random = randomNumbers(seed);
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

  function misspell(word: string): string {
    const at = 1 + Math.floor(random() * (word.length - 2));
    const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
    const other = oneOf(LETTERS.filter((candidate) => candidate !== letter.toLowerCase()));
    const exchanged = after === "" || after[0] === letter ? `${before}${after}` : `${before}${after[0]}${letter}${after.slice(1)}`;
    return oneOf([`${before}${after}`, `${before}${letter}${other}${after}`, `${before}${other}${after}`, exchanged]);
  }

  const misspelt = (text: string) =>
    text.replaceAll(/[\p{L}\p{N}]+/gu, (word) => (/^[a-z]+$/i.test(word) && word.length >= SHORTEST_MISSPELT && random() < MISSPELT_SHARE ? misspell(word) : word));

  const changes: readonly ((text: string) => string)[] = [
    (text) => oneOf([text.toLowerCase(), text.toUpperCase(), text.replaceAll(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1))]),
    (text) => oneOf([text.replaceAll(/\s*[.,;:!?]+(?=\s|$)/gu, ""), text.replaceAll(/\s*([?!.])(?=\s|$)/gu, "$1$1$1"), `${text.replaceAll(/\s*[.?!]+\s*$/gu, "")} ...`]),
    (text) => oneOf([text.replaceAll(" ", "  "), ` ${text}\n`, text]),
  ];

  return (text) => {
    const copy = changes.reduce((changed, change) => change(changed), misspelt(reordered(text, random)));
    return copy === text ? `${text} ...` : copy;
  };
}

/** The sentences of a text in another order (Fisher & Yates 1938). */
function reordered(text: string, random: () => number): string {
  const sentences = text.trim().split(/(?<=[.?!])\s+/u).filter((sentence) => /\p{L}/u.test(sentence));
  for (let last = sentences.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [sentences[last], sentences[other]] = [sentences[other]!, sentences[last]!];
  }
  return sentences.join(" ");
}
