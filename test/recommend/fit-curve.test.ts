import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrationFor, calibrationKey } from "../../src/recommend/calibration.ts";
import { fitCurve } from "../../src/recommend/fit-curve.ts";
import { createSettingsStore } from "../../src/store/settings.ts";
import { openSmallForum, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

describe("calibration", () => {
  test("finds the curve that the labels were drawn from", () => {
    const pairs = Array.from({ length: 20_000 }, (_, place) => {
      const raw = (place % 100) / 100;
      const probability = 1 / (1 + Math.exp(-10 * (raw - 0.4)));
      // Labels in exact proportion instead of by chance: every 200 pairs of one similarity.
      return { raw, related: Math.floor(place / 100) < Math.round(200 * probability) };
    });
    // Balanced by label, as the fit does, the curve moves by the logarithm of the odds of both.
    const related = pairs.filter((pair) => pair.related).length;
    const shift = Math.log((pairs.length - related) / related) / 10;
    const curve = fitCurve([pairs]);
    expect(curve.steepness).toBeCloseTo(10, 0);
    expect(curve.midpoint).toBeCloseTo(0.4 - shift, 1);
  });

  test("what was fitted on a forum goes before what Kindred brings along, and nonsense is refused", () => {
    const cut = { best: 0.8, others: 0.4 };
    const own = { raw: { midpoint: 0.2, steepness: 10 }, topics: { midpoint: 0.3, steepness: 10 }, cuts: { thread: cut, text: cut, topics: cut } };
    const calibration = calibrationFor("all-MiniLM-L6-v2/int8-fused/p1-0", JSON.stringify(own));
    expect(calibration.score(0.2)).toBe(0.5);
    expect(calibration.topicScore(0.3)).toBe(0.5);
    expect(calibration.cuts.text).toEqual(cut);
    for (const nonsense of ["{", '{"raw":1}', "null"]) {
      expect(() => calibrationFor("someone/else", nonsense)).toThrow(expect.objectContaining({ code: "configuration_invalid" }));
    }
  });

  test("a set without both labels cannot be fitted, nor one that values part without a fault or the wrong way round", () => {
    expect(() => fitCurve([[{ raw: 1, related: true }]])).toThrow(RangeError);
    const parted = (related: boolean) => Array.from({ length: 20 }, (_, place) => ({ raw: place / 20, related: place < 10 === related }));
    expect(() => fitCurve([parted(false)])).toThrow(RangeError);
    expect(() => fitCurve([[...parted(true), { raw: 0.9, related: true }, { raw: 0.1, related: false }]])).toThrow(RangeError);
  });

  test("a kept calibration that cannot be read is said, and answers go on with the one that Kindred brings", async () => {
    const folder = temporaryFolder();
    const before = openSmallForum(folder);
    createSettingsStore(before.database).keepCalibration(calibrationKey("hashing/1"), "{");
    await before.close();
    const after = openSmallForum(folder);
    expect(after.messages).toEqual([expect.stringMatching(/calibration .* cannot be used.*calibrate/)]);
    await after.ingest.put(threadOf({ id: "1", question: "does it hurt" }));
    expect((await after.recommender.similar({ text: "hurt" }, { limit: 1, minScore: 0, collapse: false, explain: false })).items).toHaveLength(1);
  });

  test("is monotonic and between 0 and 1, for models that were measured and for others", () => {
    for (const fingerprint of ["all-MiniLM-L6-v2/int8-fused/p1-0", "someone/else"]) {
      const { score } = calibrationFor(fingerprint);
      fc.assert(
        fc.property(fc.double({ min: -1, max: 1.95, noNaN: true }), fc.double({ min: -1, max: 1.95, noNaN: true }), (left, right) => {
          const [low, high] = [score(Math.min(left, right)), score(Math.max(left, right))];
          return low >= 0 && high <= 1 && low <= high;
        }),
      );
    }
  });
});
