import fc from "fast-check";
import { expect, test } from "vitest";
import { titleCase } from "../../src/topics/title-case.ts";

test.each([
  ["lower back pain", "Lower Back Pain"],
  ["follow-up visit", "Follow-Up Visit"],
  ["crohn's disease", "Crohn's Disease"],
  ["crohn’s disease", "Crohn’s Disease"],
  ["schmerzen im rücken", "Schmerzen Im Rücken"],
  ["élan vital", "Élan Vital"],
  ["боль в спине", "Боль В Спине"],
  ["背痛", "背痛"],
])("%s becomes %s", (phrase, expected) => expect(titleCase(phrase)).toBe(expected));

test.each([
  ["MRI scan", "MRI Scan"],
  ["mtDNA mutations", "mtDNA Mutations"],
  ["22q11 deletion", "22q11 Deletion"],
  ["type 2", "Type 2"],
  ["vitamin B12", "Vitamin B12"],
])("a word with capitals or digits of its own stays: %s becomes %s", (phrase, expected) => expect(titleCase(phrase)).toBe(expected));

test("what is in title case already stays as it is, and only the case of letters changes", () => {
  const letters = fc.constantFrom("a", "z", "ä", "é", "ñ", "ж", "я", "背", "A", "Z", "Ä", "Ж", "0", "9", " ", "-", "‐", "/", "'", "’", ".", "(", ")", "&");
  fc.assert(
    fc.property(fc.string({ unit: letters }), (phrase) => {
      const once = titleCase(phrase);
      expect(titleCase(once)).toBe(once);
      expect(once.toLowerCase()).toBe(phrase.toLowerCase());
      for (const word of once.split(/[ \-‐/]/)) expect(word).not.toMatch(/^\p{Ll}[\p{Ll}'’]*$/u);
    }),
  );
});
