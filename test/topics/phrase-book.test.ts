import { describe, expect, test } from "vitest";
import { createPhraseBook, type PhraseBook } from "../../src/topics/phrase-book.ts";
import { stopWordsOf } from "../../src/topics/stop-words.ts";

const english = stopWordsOf([]);
const bookOf = (...texts: string[]) => createPhraseBook(texts, english);
const known = (book: PhraseBook, place: number, key: string) => book.phrasesOf(place).find((phrase) => phrase.key === key);
const keys = (book: PhraseBook, place: number) => book.phrasesOf(place).map(({ key }) => key).toSorted();

describe("the phrase book", () => {
  test("knows which phrases stand in which threads, each once, and leaves out what one thread alone says", () => {
    const book = bookOf("knee pain, knee pain and knee pain", "my knee pain", "an itch");
    expect(book.threadCount).toBe(3);
    expect(keys(book, 0)).toEqual(["knee", "knee pain", "pain"]);
    expect(keys(book, 1)).toEqual(keys(book, 0));
    expect(keys(book, 2)).toEqual([]);
    expect(known(book, 0, "knee pain")).toMatchObject({ threads: 2, words: 2 });
    expect(known(book, 0, "knee pain")).toBe(known(book, 1, "knee pain"));
  });

  test("writes a phrase as most do, the first in the alphabet of equal ones", () => {
    expect(known(bookOf("Knee Pain", "knee pains", "knee pains"), 0, "knee pain")!.written()).toBe("knee pains");
    expect(known(bookOf("knee pains", "knee pain"), 0, "knee pain")!.written()).toBe("knee pain");
  });

  test("counts a phrase with its head first for those threads, but takes no spelling from there", () => {
    const book = bookOf("lower back pain", "Lower back pain", "pain in my lower back");
    const phrase = known(book, 2, "lower back pain")!;
    expect(phrase.threads).toBe(3);
    expect(phrase.written()).toBe("Lower back pain");
    expect(phrase.whole).toBe(1);
  });

  test("does not know what nobody writes in that order", () => {
    const book = bookOf("blood in my urine", "blood in the urine", "blood in urine");
    expect(keys(book, 0)).toEqual(["blood", "urin"]);
  });

  test("does not know a phrase of several words that but one thread writes in that order", () => {
    expect(keys(bookOf("back pain", "pain in my back"), 1)).toEqual(["back", "pain"]);
    expect(keys(bookOf("back pain", "back pain", "pain in my back"), 2)).toContain("back pain");
  });

  test("says how often a phrase is whole and not a piece of something longer", () => {
    const whole = (key: string, ...texts: string[]) => known(bookOf(...texts), 0, key)!.whole;
    expect(whole("blood pressur", "blood pressure", "blood pressure")).toBe(1);
    expect(whole("blood pressur", "blood pressure", "high blood pressure")).toBe(0.5);
    expect(whole("high blood", "high blood pressure", "high blood pressure")).toBe(0);
    expect(whole("blood pressur", "blood pressure tablet", "my blood pressure", "high blood pressure", "blood pressure")).toBe(0.75);
  });
});
