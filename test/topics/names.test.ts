import { describe, expect, test } from "vitest";
import { createNaming, fitOf, type NameCandidate } from "../../src/topics/names.ts";
import type { IsName } from "../../src/topics/noun-phrases.ts";
import { createPhraseBook } from "../../src/topics/phrase-book.ts";
import { stopWordsOf } from "../../src/topics/stop-words.ts";
import { unit } from "./unit-vectors.ts";

const ANY_NAME: IsName = () => true;
const OTHERS = Array.from({ length: 40 }, (_, number) => `number${number} of something else, pain`);
const group = [0, 1, 2, 3, 4];

/** Naming for a department whose first five threads are a group, in a forum of forty others. */
function naming(texts: readonly [string, string, string, string, string], { isName = ANY_NAME, others = OTHERS } = {}) {
  const all = [...texts, ...others];
  return createNaming(createPhraseBook(all, stopWordsOf([])), [...all.keys()], isName);
}
const names = (given: ReturnType<typeof naming>) => given.candidates(group).map(({ name }) => name);

describe("candidates for the name of a group", () => {
  test("are what its threads say and others do not, best first, in title case", () => {
    const given = naming(["tennis elbow", "my tennis elbow", "is it tennis elbow", "tennis elbow brace", "gym"]);
    expect(given.candidates(group)[0]).toEqual({ name: "Tennis Elbow", specific: 1, telling: expect.any(Number), sayers: new Set([0, 1, 2, 3]) });
    expect(given.candidates(group)[0]!.telling).toBeGreaterThan(0.7);
  });

  test("are not what one thread alone, or too few of a large group, say", () => {
    expect(names(naming(["tennis elbow", "tennis elbow", "golf", "gym", "brace"]))).toEqual(["Tennis Elbow"]);
    const texts = Array.from({ length: 30 }, (_, place) => (place < 4 ? "tennis elbow" : `word${place}`));
    const large = createNaming(createPhraseBook([...texts, ...OTHERS], stopWordsOf([])), [...texts, ...OTHERS].map((_, place) => place), ANY_NAME);
    expect(large.candidates([...texts.keys()])).toEqual([]);
    expect(large.candidates(group).map(({ name }) => name)).toEqual(["Tennis Elbow"]);
  });

  test("are no pieces of a longer phrase that nearly all of their threads say, though others say the piece by itself", () => {
    const others = [...OTHERS, "my blood pressure", "his blood pressure", "her blood pressure"];
    expect(names(naming(["high blood pressure", "high blood pressure", "high blood pressure", "high blood pressure", "tea"], { others }))).toEqual(["High Blood Pressure"]);
    expect(names(naming(["high blood pressure", "high blood pressure", "high blood pressure", "high blood pressure", "tea"]))).toEqual(["High Blood Pressure"]);
    // Blood pressure that is not high is something of its own.
    expect(names(naming(["high blood pressure", "high blood pressure", "blood pressure", "blood pressure", "blood pressure"]))).toContain("Blood Pressure");
  });

  test("are not what mostly stands within something longer in the whole forum", () => {
    const others = Array.from({ length: 40 }, (_, number) => `severe plantar fasciitis${number}`);
    expect(names(naming(["severe plantar", "severe plantar x", "severe plantar y", "severe plantar z", "w"], { others: [...others] }))).not.toContain("Severe Plantar");
  });

  test("are only what can be a name", () => {
    const asked: string[] = [];
    const isName = (phrase: string) => (asked.push(phrase), phrase === "elbow brace");
    const texts = ["tennis hurts, elbow brace", "tennis hurts, elbow brace", "tennis hurts", "tennis hurts", "gym"] as const;
    expect(names(naming(texts, { isName }))).toEqual(["Elbow Brace"]);
    expect(asked).toContain("tennis hurts");
  });

  test("are ten at most", () => {
    const text = Array.from({ length: 30 }, (_, number) => `thing${String.fromCodePoint(97 + number % 26)}${number}`).join(", ");
    expect(names(naming([text, text, text, text, text]))).toHaveLength(10);
  });

  test("are the same when asked for again", () => {
    const given = naming(["tennis elbow, golf", "golf, tennis elbow", "golf", "tennis", "elbow"]);
    expect(given.candidates(group)).toEqual(given.candidates(group));
  });
});

describe("a name that a group might keep", () => {
  test("is judged by who says it, in whatever form", () => {
    const given = naming(["tennis elbow", "Tennis elbows", "gym", "gym", "gym"]);
    expect(given.candidate(group, "Tennis Elbow")).toMatchObject({ name: "Tennis Elbow", specific: 1, sayers: new Set([0, 1]) });
  });

  test("and by nothing where nobody says it", () => {
    expect(naming(["a1", "a2", "a3", "a4", "a5"]).candidate(group, "Tennis Elbow")).toEqual({ name: "Tennis Elbow", specific: 0, telling: 0, sayers: new Set() });
  });
});

describe("how well a name fits", () => {
  const near = unit([1, 0]);
  const away = unit([0, 1]);
  const between = unit([1, 1]);
  const named = (given: Partial<NameCandidate> = {}): NameCandidate => ({ name: "Tennis Elbow", specific: 1, telling: 1, sayers: new Set(group), ...given });
  const fit = (candidate: NameCandidate, { vectors = group.map(() => near), nameVector = near, centre = near } = {}) => fitOf(candidate, { group, vectors, centre, nameVector });

  test("is 1 for a name that all of its threads say, nobody else does, and that is at its centre", () => {
    expect(fit(named())).toBeCloseTo(1);
  });

  test("is less where fewer threads say it, where others say it too, where the forum says it as much, and away from the centre", () => {
    const best = fit(named());
    const lesser = [
      fit(named({ sayers: new Set([0, 1, 2]) })),
      fit(named({ specific: 0.5 })),
      fit(named({ telling: 0.5 })),
      fit(named(), { nameVector: between }),
    ];
    for (const value of lesser) expect(value).toBeLessThan(best);
    for (const value of lesser) expect(value).toBeGreaterThan(0);
  });

  test("is nothing for a name that few threads stand for: neither say it nor speak of it", () => {
    expect(fit(named({ sayers: new Set([0]) }), { vectors: group.map(() => away) })).toBe(0);
    expect(fit(named({ sayers: new Set([0, 1]) }), { vectors: group.map(() => away) })).toBeGreaterThan(0);
    // Threads that do not say it, but are as similar to it as "abdominal pain" is to a stomach that aches, stand for it.
    expect(fit(named({ sayers: new Set([0]) }), { vectors: [near, between, away, away, away] })).toBeGreaterThan(0);
  });

  test("is nothing for a name beside the point", () => {
    expect(fit(named(), { nameVector: away })).toBe(0);
  });

  test("is a little less for one word than for two, a hyphen between or not", () => {
    expect(fit(named({ name: "Elbow" }))).toBeLessThan(fit(named()));
    expect(fit(named({ name: "Tennis-Elbow" }))).toBe(fit(named()));
  });
});
