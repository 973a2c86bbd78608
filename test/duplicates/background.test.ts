import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createForumBackground } from "../../src/duplicates/background.ts";
import { findCentre, nearestCosine } from "../../src/duplicates/centre.ts";
import { estimateShare } from "../../src/duplicates/duplicate-share.ts";
import { gatherExchanges } from "../../src/duplicates/exchanges.ts";
import { MEASURED_WEIGHTS, pairWeightsFor } from "../../src/duplicates/pair-score.ts";
import { atOnce } from "../../src/duplicates/slices.ts";
import { randomNumbers } from "../../src/evaluation/bootstrap.ts";
import { wordDigests } from "../../src/forum/words.ts";
import { copyOf, manyQuestions, openDuplicateForum, questions } from "../fakes/duplicate-forum.ts";
import { sourceOf } from "../fakes/small-forum.ts";

describe("the differences that a forum makes", () => {
  const exchangesOf = (questions: readonly string[]) => atOnce(gatherExchanges(questions.map((question) => wordDigests(question))));

  test("are counted by the frames that stand there with the one words and with the other", () => {
    const exchanges = exchangesOf(["symptoms of gout", "treatment of gout", "symptoms of asthma", "treatment of asthma", "symptoms of measles", "treatment of eczema", "gout", "asthma", "measles"]);
    const frames = (left: string, right: string) => exchanges.frames(wordDigests(left), wordDigests(right));
    expect(frames("symptoms", "treatment")).toBe(2);
    expect(frames("treatment", "symptoms")).toBe(2);
    expect(frames("symptoms of", "")).toBe(3);
    expect(frames("gout", "asthma")).toBe(3);
    expect(frames("gout", "eczema")).toBe(1);
    expect(frames("", "")).toBe(1);
    expect(frames("nobody", "says")).toBe(1);
  });

  test("count a question that stands there twice once", () => {
    const twice = exchangesOf(["symptoms of gout", "symptoms of gout", "of gout symptoms", "treatment of gout", "treatment of gout"]);
    expect(twice.frames(wordDigests("symptoms"), wordDigests("treatment"))).toBe(1);
  });

  test("are counted as by comparing every question with every other", () => {
    const words = ["a", "b", "c", "d", "e"];
    const question = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 });
    fc.assert(fc.property(fc.array(question, { maxLength: 25 }), question, question, (asked, one, other) => {
      const [left, right] = [one.filter((word) => !other.includes(word)), other.filter((word) => !one.includes(word))];
      const sets = new Set(asked.map((said) => said.toSorted().join(" ")));
      const frames = [...sets].filter((said) => {
        const all = said.split(" ");
        const rest = all.filter((word) => !left.includes(word));
        return left.every((word) => all.includes(word)) && !rest.some((word) => right.includes(word)) && sets.has([...rest, ...right].sort().join(" "));
      });
      const counted = exchangesOf(asked.map((said) => said.join(" "))).frames(wordDigests(left.join(" ")), wordDigests(right.join(" ")));
      expect(counted).toBe(left.length + right.length === 0 ? 1 : Math.max(1, frames.length));
    }));
  });
});

describe("the centre of a forum", () => {
  const vector = (...values: number[]) => Float32Array.from(values, (value) => value / Math.hypot(...values));

  test("takes off what all have in common", () => {
    const about = Array.from({ length: 500 }, (_, place) => vector(3, Math.cos(place), Math.sin(place)));
    const [left, right] = [vector(3, 1, 0), vector(3, -1, 0)];
    const centre = atOnce(findCentre(about));
    expect(nearestCosine([left], [right])).toBeCloseTo(0.8, 5);
    expect(nearestCosine(centre.from([left]), centre.from([right]))).toBeLessThan(0);
  });

  test("moves nothing where there is no question yet, and little where there are few", () => {
    const [left, right] = [vector(1, 0), vector(3, 4)];
    expect(atOnce(findCentre([])).from([left])).toEqual([left]);
    const centre = atOnce(findCentre([left, right]));
    expect(nearestCosine(centre.from([left]), centre.from([right]))).toBeCloseTo(0.6, 1);
    expect(nearestCosine(centre.from([left]), centre.from([left]))).toBeCloseTo(1, 5);
  });

  test("says that a text which is nothing but common is like no other", () => {
    const all = Array.from({ length: 50_000 }, () => vector(1, 0));
    const centre = atOnce(findCentre(all));
    expect(Math.abs(nearestCosine(centre.from([vector(1, 0)]), centre.from([vector(0, 1)])))).toBeLessThanOrEqual(1);
  });
});

describe("the share of duplicates", () => {
  test.each([0.01, 0.1, 0.5, 0.9])("is estimated from pairs that nobody labelled: %f", (share) => {
    const random = randomNumbers(1);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    // Densities of two normal distributions, 4 apart: their log ratio is the logit.
    const logits = Array.from({ length: 20_000 }, () => (normal() + (random() < share ? 2 : -2)) * 4);
    expect(atOnce(estimateShare(logits))).toBeCloseTo(share, 1.5);
  });

  test("is what is supposed where there are no pairs", () => {
    expect(atOnce(estimateShare([]))).toBeCloseTo(0.05, 5);
  });
});

describe("the background of a forum", () => {
  test("fits the intercept to how often the same is asked there", async () => {
    const { index } = await openDuplicateForum(manyQuestions(200));
    const rare = await createForumBackground(index, "all-MiniLM-L6-v2/hashing").now();
    const often = await openDuplicateForum(questions.flatMap((question, place) => [question, ...Array.from({ length: 12 }, (_, copy) => ({ ...question, id: `${question.id} ${copy}`, question: `${question.question} ${["Please", "Thanks", "Hello", "Urgent"][(place + copy) % 4]!} ${"!".repeat(copy)} x${copy}` }))]));
    const frequent = await createForumBackground(often.index, "all-MiniLM-L6-v2/hashing").now();
    expect(frequent.pairs.intercept).toBeGreaterThan(rare.pairs.intercept);
    expect(rare.pairs).toEqual({ ...MEASURED_WEIGHTS, intercept: rare.pairs.intercept });
  });

  test("stays while a forum grows a little, and is looked at anew once it has outgrown it", async () => {
    const { index, ingest } = await openDuplicateForum(manyQuestions(70));
    const background = createForumBackground(index, "all-MiniLM-L6-v2/hashing");
    const first = await background.now();
    await ingest.put(copyOf("gout", "gout"));
    expect(await background.now()).toBe(first);
    await ingest.putAll(sourceOf(...manyQuestions(200)));
    expect(await background.now()).not.toBe(first);
  });

  test("of a model that nobody measured gives its cosines no weight", () => {
    expect(pairWeightsFor("another/model").similarity).toBe(0);
    expect(pairWeightsFor("Xenova/all-MiniLM-L6-v2/int8")).toBe(MEASURED_WEIGHTS);
  });
});
