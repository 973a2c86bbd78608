import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { phraseKey, phrasesIn } from "../../src/topics/phrases.ts";

const STOP = new Set(["a", "and", "the", "my", "i", "in", "of", "with", "is", "it", "to", "at", "on", "for"]);
const stopWords = { has: (word: string) => STOP.has(word.toLowerCase()), languages: ["eng"] };
const phrases = (text: string) => [...phrasesIn(text, stopWords)];
const keys = (text: string) => phrases(text).map(({ key }) => key);
const straight = (text: string) => phrases(text).filter(({ turned }) => !turned).map(({ written }) => written);
const turned = (text: string) => phrases(text).filter((phrase) => phrase.turned).map(({ written }) => written);

describe("the phrases of a text", () => {
  test("are all its runs of up to four words, as they are written", () => {
    expect(straight("Chronic lower back muscle pain")).toEqual([
      "Chronic", "Chronic lower", "Chronic lower back", "Chronic lower back muscle",
      "lower", "lower back", "lower back muscle", "lower back muscle pain",
      "back", "back muscle", "back muscle pain",
      "muscle", "muscle pain",
      "pain",
    ]);
  });

  test("have no stop word in them, neither at an end nor in the middle", () => {
    expect(straight("the fear of my exams")).toEqual(["fear", "exams"]);
    expect(straight("My THE of")).toEqual([]);
  });

  test("hold a stop word that a hyphen makes part of another word", () => {
    expect(straight("a well-to-do area")).toContain("well-to-do area");
    expect(straight("x-in for it - the area")).toEqual(["x", "x-in", "in", "area"]);
  });

  test("end where anything but spaces or a hyphen stands between two words", () => {
    for (const between of [", ", ". ", " (", ") ", "\n", " – ", "/", "; "]) expect(straight(`knee${between}pain`)).toEqual(["knee", "pain"]);
    for (const between of [" ", "   ", "-", "‑"]) expect(keys(`knee${between}pain`)).toEqual(["knee", "knee pain", "pain"]);
  });

  test("keep a number beside a word, and are never numbers alone", () => {
    expect(straight("24 48 hours")).toEqual(["24 48 hours", "48 hours", "hours"]);
    expect(straight("living with Type 2 diabetes")).toContain("Type 2");
    expect(straight("living with Type 2 diabetes")).toContain("Type 2 diabetes");
    expect(straight("Type 2 diabetes, since 2019")).not.toContain("2");
    expect(straight("since 2019")).toEqual(["since", "since 2019"]);
    expect(straight("COVID-19")).toEqual(["COVID", "COVID-19"]);
    expect(straight("vitamin B12")).toContain("B12");
  });

  test("of what is written in parentheses do not mix with those around it", () => {
    expect(keys("gum (periodontal) disease")).toEqual(["gum", "periodont", "diseas"]);
  });

  test("are cut into words where a script puts no spaces between these", () => {
    expect(straight("高血压的药物治疗")).toContain("药物治疗");
    expect(straight("高血压，药物")).toEqual(["高血压", "药物"]);
    expect(keys("孩子发烧")).toEqual(["孩子", "孩子 发烧", "发烧"]);
  });

  test("say the owner and not the apostrophe", () => {
    expect(keys("Crohn's disease")).toEqual(keys("crohn’s diseases"));
    expect(straight("Crohn's disease")).toContain("Crohn's disease");
  });

  test("are the same for another case, ending and joint, and only for those", () => {
    expect(phraseKey("Back Pains")).toBe("back pain");
    expect(phraseKey("back-pain")).toBe("back pain");
    expect(phraseKey("pain back")).not.toBe("back pain");
    expect(phraseKey("the pain")).toBe("the pain");
  });

  test("tell whether something longer goes on around them", () => {
    const ends = (text: string, key: string) => phrases(text).filter((phrase) => phrase.key === key).map(({ opens, closes }) => [opens, closes]);
    expect(ends("severe back pain", "back")).toEqual([[false, false]]);
    expect(ends("severe back pain", "back pain")).toEqual([[false, true]]);
    expect(ends("severe back pain", "sever back")).toEqual([[true, false]]);
    expect(ends("my back pain is", "back pain")).toEqual([[true, true]]);
    expect(ends("knee, back pain: knee", "back pain")).toEqual([[true, true]]);
    expect(ends("back pain", "back pain")).toEqual([[true, true]]);
  });
});

describe("a phrase with its head first", () => {
  test("says what the usual order says: pain in my lower back is lower back pain", () => {
    expect(turned("I have pain in my lower back")).toEqual(["lower pain", "lower back pain"]);
    expect(keys("pain in my lower back")).toContain(phraseKey("lower back pain"));
    expect(turned("cancer of the skin")).toEqual(["skin cancer"]);
    expect(turned("Ringing in the ears")).toEqual(["ears Ringing"]);
  });

  test("takes two words at most, and up to three stop words between", () => {
    expect(turned("pain in the upper left shoulder")).toEqual(["upper pain", "upper left pain"]);
    expect(turned("pain in it with my back")).toEqual(["back pain"]);
    expect(turned("pain in it with my the back")).toEqual([]);
  });

  test("is none over a comma, over a number, from a stop word, or with another preposition", () => {
    for (const text of ["pain, in the back", "pain in, the back", "pain in the 2 knees", "it in the back", "pain with the back", "pain in"]) expect(turned(text)).toEqual([]);
    expect(turned("pain in the knees, left")).toEqual(["knees pain"]);
  });
});

test("whatever the text, phrases are one to four words without a stop word, never bare numbers, and stand in it", () => {
  const words = fc.constantFrom("pain", "Back", "the", "of", "in", "my", "2", "48", "B12", "Crohn's", "x-ray", "3.5", "élan", "рука", "(knee)", "hip,", "\n", "…");
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (chosen) => {
      const text = chosen.join(" ");
      for (const { key, written, turned: isTurned } of phrases(text)) {
        const parts = key.split(" ");
        expect(parts.length).toBeLessThanOrEqual(4);
        expect(parts.filter((part) => part === "" || STOP.has(part))).toEqual([]);
        expect(written).not.toMatch(/^[\d ]+$/);
        expect(key).toBe(phraseKey(written));
        if (!isTurned) expect(text.replaceAll(/\s+/g, " ")).toContain(written);
      }
    }),
  );
});
