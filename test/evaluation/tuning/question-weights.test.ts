import { describe, expect, test } from "vitest";
import { questionSettings, rawAt, takeSetting, type Corners, type QuestionSetting } from "../../../src/evaluation/tuning/question-weights.ts";
import { TEXT_WEIGHTS, THREAD_WEIGHTS } from "../../../src/evaluation/tuning/tuned-weights.ts";
import { WEIGHTS } from "../../../src/recommend/weights.ts";

/** Of a question with this coverage and this logarithm of its words. */
const corners = (base: number, coverage: number, words: number): Corners => [base, base + coverage, base + words];

describe("the weights of the question", () => {
  test("come back into a raw score as they left it", () => {
    expect(rawAt(corners(0.5, 0.8, 2), { coverage: 0.2, length: 0.04 })).toBeCloseTo(0.5 + 0.2 * 0.8 + 0.04 * 2, 12);
  });

  test("are measured by what they hide when four of five unanswerable questions get nothing", () => {
    // Unanswerable ones are as similar and say nothing: only coverage tells them from the answerable.
    const unanswerable = Array.from({ length: 10 }, (_, at) => ({ best: corners(0.5 + at / 1000, 0, 1), relevant: 0 }));
    const answerable = Array.from({ length: 4 }, (_, at) => ({ best: corners(0.45, at < 3 ? 1 : 0, 1), relevant: 1 }));
    const pairs = [[...Array(20).keys()].map((at) => ({ raw: corners(at / 20 + (at % 2) * 0.1, 0.5, 1), related: at % 3 > 0 }))];
    const settings = questionSettings({ unanswerable, answerable, pairs });
    const at = (coverage: number) => settings.find(({ weights }) => weights.coverage === coverage && weights.length === 0)!;
    expect(at(0).hiddenShare).toBe(1);
    expect(at(0).leastBest).toBeCloseTo(0.508, 12);
    expect(at(0.2).hiddenShare).toBe(0.25);
    expect(settings.map(({ weights }) => weights)).toContainEqual(WEIGHTS.question);
  });

  test("are taken by the calibration first, then by what they hide, and of those that hide about the same by the calibration again", () => {
    const setting = (heldOutError: number, hiddenShare: number): QuestionSetting => ({
      weights: { coverage: 0, length: 0 },
      leastBest: 0,
      hiddenShare,
      relevant: 400,
      pairs: { averagePrecision: 1, areaUnderRoc: 1 },
      heldOutError,
    });
    const settings = [setting(0.06, 0.1), setting(0.05, 0.3), setting(0.01, 0.4)];
    expect(takeSetting(settings)).toBe(settings[1]);
    // One standard error of .3 of 400 is .023.
    const close = [...settings, setting(0.04, 0.32), setting(0.02, 0.33)];
    expect(takeSetting(close)).toBe(close[3]);
    expect(takeSetting(settings.slice(0, 1))).toBeUndefined();
  });
});

describe("the weights that are tried", () => {
  test("change one number each, and the shipped ones are among them", () => {
    const numbers = (value: object): number[] => Object.values(value).flatMap((part: number | object) => (typeof part === "number" ? [part] : numbers(part)));
    const shipped = numbers(WEIGHTS);
    for (const { name, settings } of [...TEXT_WEIGHTS, ...THREAD_WEIGHTS]) {
      expect(settings.filter(({ weights }) => weights === WEIGHTS), name).toHaveLength(1);
      for (const { value, weights } of settings) {
        const changed = numbers(weights).filter((number, place) => number !== shipped[place]);
        expect(changed, `${name} ${value}`).toEqual(weights === WEIGHTS ? [] : [value]);
      }
    }
  });
});
