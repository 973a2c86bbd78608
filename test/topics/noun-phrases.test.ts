import { describe, expect, test } from "vitest";
import { createNameJudge } from "../../src/topics/noun-phrases.ts";

const isEnglishName = createNameJudge(["eng"]);

describe("an English phrase", () => {
  test.each([
    "back pain", "lower back pain", "high blood pressure", "blood pressure", "sore throat", "painful knee", "panic attacks", "sleep apnea",
    "treatment options", "knee replacement", "Back-Pain", "bleeding", "epilepsy", "allergy", "migraine", "running", "Diabetes",
    "Down syndrome", "myoclonic epilepsy", "blurred vision", "nail fungus",
  ])("%s can be a name", (phrase) => expect(isEnglishName(phrase)).toBe(true));

  test.each(["type 2", "hepatitis b", "Factor VIII", "diabetes type 2"])("%s can be a name, because what ends it tells a kind", (phrase) => expect(isEnglishName(phrase)).toBe(true));

  test.each(["knee hurts", "take ibuprofen", "prevent falls", "prevent", "feel", "dizzy", "swollen", "Prevent stroke", "Eyes healthy"])("%s is no name: it does or describes something", (phrase) =>
    expect(isEnglishName(phrase)).toBe(false));

  test.each(["daughter", "doctor", "she", "yesterday", "week", "weeks"])("%s is no name: it says who or when", (phrase) => expect(isEnglishName(phrase)).toBe(false));

  test.each(["type", "blood type", "kinds", "different cases"])("%s is no name without what it is of", (phrase) => expect(isEnglishName(phrase)).toBe(false));

  test("is judged the same however often, and in whatever case, it is asked for", () => {
    for (const phrase of ["Knee Hurts", "Back Pain"]) expect([isEnglishName(phrase), isEnglishName(phrase.toLowerCase()), isEnglishName(phrase)]).toEqual(Array(3).fill(phrase === "Back Pain"));
  });

  test("that is no word at all, or one that every object has, is judged without an error", () => {
    for (const phrase of ["", "…", "constructor", "toString", "__proto__"]) expect(typeof isEnglishName(phrase)).toBe("boolean");
  });
});

test("a phrase of another language is let through, because nothing is known of its parts of speech", () => {
  const isGermanName = createNameJudge(["deu", "eng"]);
  for (const phrase of ["Schmerzen im Rücken", "weh tun", "feel", "daughter"]) expect(isGermanName(phrase)).toBe(true);
});
