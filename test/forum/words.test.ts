import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { questionWords, wordDigests, wordsOf, wordsOfRun } from "../../src/forum/words.ts";

const written = (text: string) => Array.from(wordsOf(text), (word) => word.written);
const digests = (text: string) => [...wordDigests(text)];

describe("two words are the same", () => {
  test.each([
    ["case", "RASHES Rashes", "rashes rashes"],
    ["width", "ｗｉｄｅ Ｗｉｄｅ １２３", "wide wide 123"],
    ["diacritics, composed or not", `Énalapril ${"énalapril".normalize("NFD")} naïve`, "enalapril enalapril naive"],
    ["English endings", "Rashes swollen knees aching", "rash swollen knee ach"],
    ["halfwidth katakana", "ﾊﾞﾅﾅ", "バナナ"],
  ])("whatever their %s", (_, left, right) => {
    expect(digests(left)).toEqual(digests(right));
  });

  test("only where they say the same: marks of Thai and Japanese, numbers and stems tell words apart", () => {
    for (const [left, right] of [["か", "が"], ["กิน", "กน"], ["หมา", "หม้า"], ["12", "13"], ["B12", "B6"], ["rash", "cash"]] as const) {
      expect(digests(left), `${left} ${right}`).toHaveLength(1);
      expect(digests(right), `${left} ${right}`).toHaveLength(1);
      expect(digests(left), `${left} ${right}`).not.toEqual(digests(right));
    }
  });
});

describe("the words of a text", () => {
  test("come in their order, as they are written, each as often as it stands there", () => {
    expect(written("Knee pain, then: KNEE-pain (again)!")).toEqual(["Knee", "pain", "then", "KNEE", "pain", "again"]);
  });

  test("hold numbers and codes", () => {
    expect(written("HbA1c 6.1 at 39 °C, ICD-10 M54.5")).toEqual(["HbA1c", "6", "1", "at", "39", "C", "ICD", "10", "M54", "5"]);
  });

  test.each([
    ["Chinese", "我最近经常头痛，应该吃药吗？", ["我", "最近", "经常", "头痛", "应该"]],
    ["Japanese", "昨日から頭痛が続きます。", ["昨日", "から", "頭痛", "が"]],
    ["kana alone", "ひざがいたいです、アレルギーテスト", ["ひざ", "が", "いたい", "です", "アレルギー", "テスト"]],
    ["Thai", "ฉันมีอาการไข้ตั้งแต่เมื่อวาน", ["ฉัน", "มี", "อาการ", "ไข้"]],
  ])("are found where no spaces are, in %s", (_, text, words) => {
    expect(written(text).slice(0, words.length)).toEqual(words);
  });

  test("are told apart where scripts meet without a space", () => {
    expect(written("COVID疫苗")).toEqual(["COVID", "疫苗"]);
    expect(digests("COVID疫苗")).toEqual(digests("covid 疫苗"));
    expect(written("維生素B12")).toEqual(["維生素", "B12"]);
  });

  test("are neither emoji nor punctuation nor spaces", () => {
    expect(written("😀 👍🏽 👨‍👩‍👧 🇩🇪 …!?—·«»、。「」 \u200B\u00A0\n")).toEqual([]);
    expect(written("")).toEqual([]);
  });

  test("are at most as many as wanted, the first ones", () => {
    expect(digests("one two three")).toHaveLength(3);
    expect([...wordDigests("one two three", 2)]).toEqual(digests("one two"));
    expect([...wordDigests("one two three", 0)]).toEqual([]);
    expect([...wordDigests("我最近经常头痛", 2)]).toEqual(digests("我最近经常头痛").slice(0, 2));
  });

  test.each([
    ["头痛怎么办", 40_000, 80_000],
    ["ปวดหัว", 33_333, 33_333],
    ["a头", 100_000, 200_000],
    ["ｗｉｄｅ", 50_000, 1],
    ["y", 200_000, 1],
    [`e${"\u0301"}`, 100_000, 1],
  ])("of 200,000 characters without a space are cut as well (%s)", (part, times, least) => {
    expect(wordDigests(part.repeat(times)).length).toBeGreaterThanOrEqual(least);
  });

  test("joined by spaces, are the same words again", () => {
    const letters = fc.stringMatching(/^[a-zA-ZéÜñç0-9 ,.'-]{0,120}$/);
    fc.assert(
      fc.property(letters, (text) => {
        expect(digests(written(text).join(" "))).toEqual(digests(text));
      }),
    );
  });

  test("of a question begin with its title's, and end where two questions are told apart", () => {
    expect(questionWords({ title: "Knee pain", question: "What helps?" })).toEqual(wordDigests("knee pain what helps"));
    expect(questionWords({ question: "What helps?" })).toEqual(wordDigests("what helps"));
    expect(questionWords({ question: "word ".repeat(5_000) }).length).toBeLessThan(5_000);
  });
});

describe("the words of a run of letters", () => {
  const cut = (run: string) => [...wordsOfRun(run)];

  test("are cut where a script puts no spaces between them, each with its place", () => {
    expect(cut("高血压的药物")).toEqual([{ written: "高血压", at: 0 }, { written: "的", at: 3 }, { written: "药物", at: 4 }]);
    expect(cut("ปวดหลัง").map(({ written }) => written)).toEqual(["ปวด", "หลัง"]);
    for (const run of ["高血压的药物治疗", "ปวดหลัง", "頭が痛い", "維生素B12和鐵"]) {
      for (const { written, at } of cut(run)) expect(run.slice(at, at + written.length)).toBe(written);
      expect(cut(run).map(({ written }) => written).join("")).toBe(run);
    }
  });

  test("are the run itself where it puts spaces", () => {
    for (const run of ["knee", "Crohn's", "B12", "élan", "рука", ""]) expect(cut(run)).toEqual([{ written: run, at: 0 }]);
  });
});

test("an emoji that is shown in colour is no word either, and a number in a box is the number", () => {
  expect(written("❤️ ☀️ 1️⃣")).toEqual(["1"]);
});
