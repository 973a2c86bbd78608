import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backgroundOf } from "../../src/duplicates/background.ts";
import { decidedPairs, type DecidedPair } from "../../src/duplicates/decided-pairs.ts";
import { fitSharpening, sharpeningBy } from "../../src/duplicates/fit-sharpening.ts";
import { logitOf, MEASURED_WEIGHTS, pairScore } from "../../src/duplicates/pair-score.ts";
import { sharpened, sharpenedLogit, sharpeningKey } from "../../src/duplicates/sharpening.ts";
import { atOnce } from "../../src/duplicates/slices.ts";
import { randomNumbers } from "../../src/evaluation/bootstrap.ts";
import { heldOutSharpening } from "../../src/evaluation/duplicates/held-out-sharpening.ts";
import { drawnPairs, nearestLine } from "../../src/evaluation/duplicates/simulated-editor.ts";
import type { Decision } from "../../src/store/duplicate-decisions.ts";
import { copyOf, openDuplicateForum, questions } from "../fakes/duplicate-forum.ts";
import { threadOf } from "../fakes/small-forum.ts";

/** Pairs of logits from `from` to `to`, decided by chance as a slope and a shift make it probable. */
function decidedBy({ slope, shift }: { slope: number; shift: number }, count: number, [from, to] = [-4, 4], seed = 1): DecidedPair[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, (_, place) => {
    const logit = from + ((to - from) * place) / count;
    return { logit, duplicate: random() < 1 / (1 + Math.exp(-slope * logit - shift)) };
  });
}

describe("what sharpens scores", () => {
  test.each([{ slope: 1, shift: 0 }, { slope: 0.5, shift: 1.5 }, { slope: 2, shift: -1 }])("is found in decisions that follow it: $slope, $shift", (known) => {
    const { slope, shift } = fitSharpening(decidedBy(known, 20_000));
    expect(Math.abs(slope - known.slope)).toBeLessThan(0.1);
    expect(Math.abs(shift - known.shift)).toBeLessThan(0.1);
  });

  test("hardly moves by few decisions, and by none not at all", () => {
    expect(fitSharpening([])).toEqual({ slope: 1, shift: 0 });
    const { slope, shift } = fitSharpening([{ logit: 1, duplicate: false }]);
    expect(Math.abs(slope - 1)).toBeLessThan(0.1);
    expect(Math.abs(shift)).toBeLessThan(0.75);
  });

  test("has the slope that is supposed where all decisions are near one score", () => {
    const { slope, shift } = fitSharpening(decidedBy({ slope: 1, shift: 2 }, 500, [1.35, 1.45]));
    expect(slope).toBeCloseTo(1, 1);
    expect(Math.abs(shift - 2)).toBeLessThan(0.6);
  });

  test("is a number, whatever is decided", () => {
    const decision = fc.record({ logit: fc.double({ min: -30, max: 30, noNaN: true }), duplicate: fc.boolean() });
    fc.assert(fc.property(fc.array(decision, { maxLength: 60 }), (decided) => {
      const { slope, shift } = fitSharpening(decided);
      expect([Number.isFinite(slope), Number.isFinite(shift)]).toEqual([true, true]);
    }));
  });

  test.each([
    ["too few", decidedBy({ slope: 1, shift: 0 }, 19), /^Too little is decided: \d+ duplicates and \d+ others/],
    ["none", [], /0 duplicates and 0 others/],
    ["of one kind", decidedBy({ slope: 0, shift: 99 }, 40), /40 duplicates and 0 others/],
    ["against the order of scores", decidedBy({ slope: -2, shift: 0 }, 400), /lower scores/],
  ])("is refused with a remedy where decisions are %s", (_, decided, message) => {
    expect(() => sharpeningBy(decided)).toThrow(expect.objectContaining({ code: "input_unreadable", message: expect.stringMatching(message), remedy: expect.stringMatching(/decisions/) }));
  });

  test("helps with decisions that it did not see where they follow another curve, and costs little where they do not", () => {
    const other = heldOutSharpening(decidedBy({ slope: 0.5, shift: 1.5 }, 300));
    expect(other.after.logLoss).toBeLessThan(other.before.logLoss);
    expect(other.after.calibrationError).toBeLessThan(other.before.calibrationError);
    const same = heldOutSharpening(decidedBy({ slope: 1, shift: 0 }, 300));
    expect(same.after.logLoss).toBeLessThan(same.before.logLoss + 0.02);
  });

  test("gives every pair the sharpened logit and leaves the order of pairs that are no copies", () => {
    const signals = fc.record({
      similarity: fc.double({ min: -1, max: 1, noNaN: true }),
      agreement: fc.double({ min: 0, max: 1, noNaN: true }),
      copied: fc.double({ min: 0, max: 0.99, noNaN: true }),
      exchanged: fc.double({ min: 0, max: 6, noNaN: true }),
      codesDiffer: fc.boolean(),
      hasSlips: fc.constant(false),
    });
    const sharpening = fc.record({ slope: fc.double({ min: 0.1, max: 5, noNaN: true }), shift: fc.double({ min: -5, max: 5, noNaN: true }) });
    fc.assert(fc.property(signals, signals, sharpening, (one, other, given) => {
      const weights = sharpened(MEASURED_WEIGHTS, given);
      expect(logitOf(one, weights)).toBeCloseTo(sharpenedLogit(logitOf(one, MEASURED_WEIGHTS), given), 9);
      const [lower, higher] = logitOf(one, MEASURED_WEIGHTS) <= logitOf(other, MEASURED_WEIGHTS) ? [one, other] : [other, one];
      expect(pairScore(lower, false, weights)).toBeLessThanOrEqual(pairScore(higher, false, weights) + 1e-12);
    }));
  });
});

describe("decided pairs", () => {
  test("are duplicates against what is related or unrelated; what was skipped, copies and what is hidden are left out", async () => {
    const slip = threadOf({ id: "slip", question: questions[0]!.question.replace("asthma", "asthmma") });
    const forum = await openDuplicateForum([...questions, copyOf("gout", "gout again"), slip]);
    const decide = (left: string, right: string, decision: Decision) => forum.decisions.decide({ left, right, decision }, "Ada");
    decide("asthma", "migraine", "duplicate");
    decide("asthma", "eczema", "related");
    decide("eczema", "migraine", "unrelated");
    decide("gout", "measles", "skipped");
    decide("gout", "gout again", "duplicate");
    decide("asthma", "slip", "duplicate");
    decide("measles", "asthma", "duplicate");
    forum.ingest.remove("measles");
    forum.follower.catchUp();
    const background = atOnce(backgroundOf(forum.index.threads(), forum.index, forum.embedder.fingerprint));
    const decided = decidedPairs(forum.decisions.decisions({ current: true, offset: 0, limit: 100 }).items, { ...forum, background });
    expect(decided.map(({ duplicate }) => duplicate)).toEqual([false, false, true]);
    for (const { logit } of decided) expect(Number.isFinite(logit)).toBe(true);
  });
});

describe("what is kept in an index", () => {
  const kept = async (folder: string) => {
    const forum = await openDuplicateForum([], folder);
    await forum.look();
    return { forum, key: sharpeningKey(forum.embedder.fingerprint), scores: forum.finder.pairs().map(({ left, right, score, exact }) => ({ pair: `${left.id} ${right.id}`, score, exact })) };
  };

  test("sharpens pairs from the next opening on, in their old order and copies as sure as they were, until it is forgotten", async () => {
    const first = await openDuplicateForum([...questions, copyOf("gout", "gout again")]);
    await first.close();
    const before = await kept(first.folder);
    before.forum.settings.keepCalibration(before.key, JSON.stringify({ slope: 1.5, shift: 1 }));
    await before.forum.close();
    const after = await kept(first.folder);
    expect(before.scores.length).toBeGreaterThan(3);
    const shared = after.scores.filter(({ pair }) => before.scores.some((other) => other.pair === pair));
    expect(shared.map(({ pair }) => pair)).toEqual(before.scores.filter(({ pair }) => shared.some((other) => other.pair === pair)).map(({ pair }) => pair));
    const logit = (score: number) => Math.log(score / (1 - score));
    for (const { pair, score, exact } of before.scores.filter((one) => one.exact || one.score < 0.9)) {
      const now = after.scores.find((other) => other.pair === pair)?.score ?? 0;
      if (exact) expect(now).toBeGreaterThanOrEqual(0.99);
      else if (now >= 0.1 && now < 0.97) expect(logit(now)).toBeCloseTo(1.5 * logit(score) + 1, 6);
    }
    expect(after.scores).not.toEqual(before.scores);
    expect(after.forum.settings.forgetCalibration(after.key)).toBe(true);
    expect(after.forum.settings.forgetCalibration(after.key)).toBe(false);
    await after.forum.close();
    expect((await kept(first.folder)).scores).toEqual(before.scores);
  });

  test.each(["{", "null", '{"slope":-1,"shift":0}', '{"slope":1}'])("and cannot be read is said and ignored: %s", async (nonsense) => {
    const first = await openDuplicateForum([...questions, copyOf("gout", "gout again")]);
    await first.close();
    const before = await kept(first.folder);
    before.forum.settings.keepCalibration(before.key, nonsense);
    await before.forum.close();
    const after = await kept(first.folder);
    expect(after.forum.messages).toEqual([expect.stringMatching(/scores of duplicates.*cannot be used.*--decisions/)]);
    expect(after.scores).toEqual(before.scores);
  });
});

describe("an editor who is simulated", () => {
  const pairs = decidedBy({ slope: 1, shift: 0 }, 200);

  test("begins with the pairs nearest the line", () => {
    expect(nearestLine(pairs, 0.5, 3).map(({ logit }) => Math.abs(logit))).toEqual([0, expect.closeTo(0.04), expect.closeTo(0.04)]);
  });

  test("draws different pairs, the same for the same seed", () => {
    const drawn = drawnPairs(pairs, 50, 7);
    expect(new Set(drawn).size).toBe(50);
    expect(drawnPairs(pairs, 50, 7)).toEqual(drawn);
    expect(drawnPairs(pairs, 50, 8)).not.toEqual(drawn);
    expect(drawnPairs(pairs, 999, 7)).toHaveLength(200);
  });
});
