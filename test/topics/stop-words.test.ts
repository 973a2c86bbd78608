import { describe, expect, test } from "vitest";
import { stopWordsOf } from "../../src/topics/stop-words.ts";

const ENGLISH = ["My back has hurt for three days and I do not know what to do.", "Is it safe to go to work with a cough if there is no fever?"];
const GERMAN = ["Ich habe seit drei Tagen Schmerzen im Rücken und weiß nicht, was ich tun soll.", "Kann man mit Husten zur Arbeit gehen, wenn es kein Fieber ist?"];
const CHINESE = ["我的背很痛，应该怎么办？", "孩子发烧了，可以去上学吗？"];
const SPANISH = ["Tengo dolor de espalda desde hace tres días y no sé qué hacer con esto.", "¿Puedo ir al trabajo con tos si no tengo fiebre y me siento bien?"];

describe("the stop words of a forum", () => {
  test("are those of the language it is written in", () => {
    expect(stopWordsOf(ENGLISH).languages).toEqual(["eng"]);
    expect(stopWordsOf(GERMAN).languages).toEqual(["deu"]);
    expect(stopWordsOf(SPANISH).languages[0]).toBe("spa");
    expect(stopWordsOf(CHINESE).languages[0]).toBe("zho");
  });

  test("name nothing: articles, pronouns and prepositions are among them in any case, nouns are not", () => {
    for (const [texts, few, nouns] of [
      [ENGLISH, ["the", "The", "AND", "with"], ["pain", "Rücken", "espalda"]],
      [GERMAN, ["und", "Ich", "mit", "nicht"], ["Rücken", "schmerzen", "husten"]],
      [CHINESE, ["的", "我", "了"], ["孩子", "发烧", "背"]],
      [SPANISH, ["con", "desde", "Y", "que"], ["espalda", "dolor", "fiebre"]],
    ] as const) {
      const stopWords = stopWordsOf(texts);
      expect(few.filter((word) => !stopWords.has(word))).toEqual([]);
      expect(nouns.filter((word) => stopWords.has(word))).toEqual([]);
    }
  });

  test("of one language are not those of another", () => {
    expect(stopWordsOf(ENGLISH).has("und")).toBe(false);
    expect(stopWordsOf(GERMAN).has("the")).toBe(false);
  });

  test("of a forum in two languages are both's", () => {
    const stopWords = stopWordsOf([...ENGLISH, ...GERMAN]);
    expect(stopWords.languages.toSorted()).toEqual(["deu", "eng"]);
    expect(["the", "und"].filter((word) => !stopWords.has(word))).toEqual([]);
  });

  test("of a forum in one language with few texts in another are the first's", () => {
    expect(stopWordsOf([...ENGLISH, ...ENGLISH, ...ENGLISH, ...ENGLISH, GERMAN[0]!]).languages).toEqual(["eng"]);
  });

  test("are English where nothing tells the language", () => {
    for (const texts of [[], ["", "1 2 3"], ["xyzzy plugh"]]) expect(stopWordsOf(texts).languages).toEqual(["eng"]);
  });

  test("are told from the first texts, without reading a whole forum", () => {
    let read = 0;
    const texts = (function* endless() {
      for (;;) {
        read += 1;
        yield GERMAN[read % 2]!;
      }
    })();
    expect(stopWordsOf(texts).languages).toEqual(["deu"]);
    expect(read).toBeLessThan(10_000);
  });
});
