import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Background } from "../../src/duplicates/background.ts";
import { findCentre } from "../../src/duplicates/centre.ts";
import { compareQuestions } from "../../src/duplicates/comparison.ts";
import { DUPLICATE_CUTS, verdictOf } from "../../src/duplicates/cuts.ts";
import { gatherExchanges } from "../../src/duplicates/exchanges.ts";
import { normalForm } from "../../src/duplicates/normal-form.ts";
import { MEASURED_WEIGHTS } from "../../src/duplicates/pair-score.ts";
import { atOnce } from "../../src/duplicates/slices.ts";
import { differByOneLetter } from "../../src/duplicates/spelling.ts";
import { questionText } from "../../src/duplicates/word-book.ts";
import { weighWordsOf } from "../../src/duplicates/word-weights.ts";
import { wordDigests } from "../../src/forum/words.ts";

/** A forum in which the words of these texts are established. */
const FORUM = ["How is type diabetes treated", "How is type diabetes found", "Is metoprolol safe in pregnancy", "Is bisoprolol safe in asthma", "metoprolol dose", "bisoprolol dose", "ileum pain", "ilium pain", "the ileum", "the ilium"];
/** Kinds of question that it asks of every disease. */
const PATTERNS = ["gout", "asthma", "measles", "eczema", "sciatica", "tinnitus"].flatMap((disease) => [`What are the symptoms of ${disease}`, `What are the treatments of ${disease}`]);

function backgroundOf(questions: readonly string[]): Background {
  const counts = new Map<number, number>();
  for (const question of questions) for (const digest of questionText({ question }).words.keys()) counts.set(digest, (counts.get(digest) ?? 0) + 1);
  return {
    words: atOnce(weighWordsOf(counts, questions.length)),
    centre: atOnce(findCentre([])),
    exchanges: atOnce(gatherExchanges(questions.map((question) => wordDigests(question)))),
    pairs: MEASURED_WEIGHTS,
  };
}

const background = backgroundOf(FORUM);
/** Two unit vectors with this cosine. */
const vectors = (cosine: number) => [Float32Array.of(1, 0), Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2))] as const;
const compare = (left: string, right: string, similarity = 0.9, against = background) => {
  const [one, other] = vectors(similarity);
  return compareQuestions({ text: questionText({ question: left }), windows: [one] }, { text: questionText({ question: right }), windows: [other] }, against);
};

describe("two questions", () => {
  test.each([
    ["case, punctuation and white space", "Is metoprolol safe?", " is  METOPROLOL safe ..."],
    ["the order of sentences", "I am pregnant. Is metoprolol safe?", "Is metoprolol safe? I am pregnant."],
    ["width", "Is metoprolol safe?", "Ｉｓ metoprolol safe?"],
    ["punctuation that no digit follows", "Well-known, and/or e.g: 5, 6.", "Well known and or e g 5 6"],
    ["the kind of dash before a digit", "Below -5 degrees, 2-3 hours", "Below −5 degrees, 2–3 hours"],
  ])("that differ in %s only are exact copies", (_, left, right) => {
    expect(compare(left, right, 0)).toMatchObject({ exact: true });
    expect(compare(left, right, 0).score).toBeGreaterThanOrEqual(0.99);
  });

  test.each([
    ["a sign", "Is HbA1c < 7 good?", "Is HbA1c > 7 good?"],
    ["a point in a number", "Take 2.5 mg", "Take 25 mg"],
    ["a point for a dash between numbers", "Take 2.5 mg", "Take 2-5 mg"],
    ["a slash for a dash between numbers", "Take 2/5 mg", "Take 2-5 mg"],
    ["a point for a space between numbers", "Take 2.5 mg", "Take 2 5 mg"],
    ["a comma in a number", "Take 1,000 mg", "Take 1.000 mg"],
    ["a colon between numbers", "Diluted 1:10", "Diluted 1 10"],
    ["a sign before a number", "It was -5 degrees", "It was 5 degrees"],
    ["a character of one's own font", "Is \uE000 safe", "Is \uE001 safe"],
    ["an ending", "Is the rash bad?", "Is the rashes bad?"],
    ["the order of words", "Is A worse than B", "Is B worse than A"],
  ])("that differ in %s are no exact copies", (_, left, right) => {
    expect(compare(left, right).exact).toBe(false);
  });

  test("without a letter or a sign are no copies of each other", () => {
    expect(normalForm({ question: "?!" })).toBeNull();
    expect(compare("?!", "…").exact).toBe(false);
  });

  test.each([["points", "."], ["ellipses", "…"], ["question marks", "?"]])("are read however many %s stand before a letter", (_, mark) => {
    expect(normalForm({ question: `${mark.repeat(200_000)}a` })).toBe(normalForm({ question: "a" }));
  });

  test("that differ in a number or a letter score lower than a copy with a slip, and in a drug's name lower than the same words, however near", () => {
    const slip = compare("Is metoprolol safe in pregnancy?", "Is metoprollol safe in pregnancy?").score;
    expect(slip).toBeGreaterThanOrEqual(0.9);
    for (const [left, right] of [["How is type 1 diabetes treated?", "How is type 2 diabetes treated?"], ["Is vitamin C safe?", "Is vitamin D safe?"]]) {
      expect(compare(left!, right!, 0.999).score).toBeLessThan(slip);
    }
    const [metoprolol, reordered] = ["Is metoprolol safe in pregnancy?", "In pregnancy is metoprolol safe?"];
    expect(compare(metoprolol, "Is bisoprolol safe in pregnancy?", 0.999).score).toBeLessThan(compare(metoprolol, reordered).score);
  });

  test.each([
    ["in the same words", "What helps against dysphagia", "What helps against dysphasia", 0.9],
    ["in the same order of other words", "Against dysphagia what helps", "What helps against dysphasia", 0.9],
    ["beside words that differ", "What helps against dysphagia in the elderly who eat soft food at home with care", "What helps against dysphasia in the elderly who eat soft food at home with great care", 0],
  ])("that may be one word misspelt or two are told to whoever asks as maybe one, never surely: %s", (_, left, right, floor) => {
    const of = backgroundOf([...FORUM, "dysphagia", "dysphagia again"]);
    for (const similarity of [-1, 0, 0.9, 1]) {
      expect(compare(left, right, similarity, of).score).toBeLessThan(DUPLICATE_CUTS.yes);
      expect(compare(left, right, similarity, of).score).toBeGreaterThanOrEqual(floor);
    }
    expect(verdictOf(compare(left, right, 1, of).score)).toBe("maybe");
  });

  test("in the same words in another order are sure, however unlike", () => {
    expect(compare("Is metoprolol safe in pregnancy", "In pregnancy is metoprolol safe", -1).score).toBe(0.98);
  });

  test("score the less the more often the forum makes their difference", () => {
    const [left, right] = ["What are the symptoms of lupus", "What are the treatments of lupus"];
    const once = compare(left, right, 0.9, backgroundOf([...FORUM, left, right]));
    const often = compare(left, right, 0.9, backgroundOf([...FORUM, ...PATTERNS, left, right]));
    expect(once.signals.exchanged).toBe(0);
    expect(often.signals.exchanged).toBeCloseTo(Math.log2(7), 9);
    const unlike = backgroundOf([...FORUM, ...PATTERNS, left, right]);
    expect(often.score).toBeLessThan(compare(left, right, 0.9, { ...unlike, exchanges: backgroundOf([]).exchanges }).score);
  });

  test("with words one letter apart that others write too are two questions", () => {
    expect(compare("pain in the ileum", "pain in the ilium").signals.agreement).toBeLessThan(1);
    expect(compare("pain in the ileum", "pain in the ilieum").signals.agreement).toBe(1);
  });

  test("have one score, whichever stands first", () => {
    const text = fc.array(fc.constantFrom(...FORUM.join(" ").split(" "), "1", "2", "B", "ileun", "ileumx", "ilum", "dosis", "dosex"), { minLength: 1, maxLength: 12 }).map((drawn) => drawn.join(" "));
    fc.assert(fc.property(text, text, fc.double({ min: -1, max: 1, noNaN: true }), (left, right, similarity) => {
      expect(compare(left, right, similarity).score).toBe(compare(right, left, similarity).score);
    }), { numRuns: 1_000 });
  });
});

describe("a slip of spelling", () => {
  test.each([["metoprolol", "metoprollol"], ["metoprolol", "metoprolo"], ["metoprolol", "metoprxlol"], ["metoprolol", "metporolol"]])("is one letter: %s, %s", (left, right) => {
    expect(differByOneLetter(left, right)).toBe(true);
    expect(differByOneLetter(right, left)).toBe(true);
  });

  test.each([["hypotension", "hypertension"], ["type1", "type2"], ["hot", "hit"], ["same", "same"], ["abcdef", "abfdec"]])("is not what parts %s from %s", (left, right) => {
    expect(differByOneLetter(left, right)).toBe(false);
  });
});
