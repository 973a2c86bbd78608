import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replyWords, wordDigests } from "../../src/forum/words.ts";
import { weighWords, type ThreadWords } from "../../src/recommend/shared-words.ts";
import { WEIGHTS } from "../../src/recommend/weights.ts";

/** A thread that asks, and is told, these words. */
const says = (question: string, reply = ""): ThreadWords => ({ words: wordDigests(question), replyWords: replyWords({ replies: [{ text: reply }] }) });
const weigh = (asked: string, ...neighbours: ThreadWords[]) => weighWords(wordDigests(asked), neighbours, WEIGHTS.words);
const digestOf = (word: string) => wordDigests(word)[0]!;

describe("the words of a question", () => {
  test("tell more, the fewer neighbours have them; most, where none has; nothing, where they are not asked", () => {
    const { weightOf } = weigh("a painful knee after enalapril", says("a painful knee"), says("a painful back"), says("a painful hand"));
    const weights = ["enalapril", "knee", "painful"].map((word) => weightOf(digestOf(word)));
    expect(weights).toEqual(weights.toSorted((left, right) => right - left));
    expect(new Set(weights).size).toBe(3);
    expect(weightOf(digestOf("a"))).toBe(weightOf(digestOf("painful")));
    expect(weightOf(digestOf("back"))).toBe(0);
  });

  test("a thread with a word of few neighbours fits better than one with a word of all", () => {
    const neighbours = [says("knee pain enalapril"), says("knee pain"), says("knee pain"), says("knee pain")];
    const { match } = weigh("enalapril knee", ...neighbours);
    expect(match(says("enalapril")).fit).toBeGreaterThan(match(says("knee")).fit);
  });

  test("say more side by side, in the order they are asked, than apart", () => {
    const { match } = weigh("cystic fibrosis", says("cystic fibrosis"), says("fibrosis"));
    const [phrase, apart, turned] = ["cystic fibrosis here", "cystic here fibrosis", "fibrosis cystic here"].map((words) => match(says(words)).fit);
    expect(apart).toBeLessThan(1);
    expect(phrase).toBeGreaterThan(apart!);
    expect(turned).toBe(apart);
  });

  test("fit best in the neighbour that shares most, which is 1, in part elsewhere, and not at all where none is", () => {
    const neighbours = [says("itchy rash on both hands"), says("rash on the knee"), says("something else")];
    const { match } = weigh("itchy rash on hands", ...neighbours);
    const fits = neighbours.map((neighbour) => match(neighbour).fit);
    expect(fits[0]).toBe(1);
    expect(fits[1]).toBeGreaterThan(0);
    expect(fits[1]).toBeLessThan(1);
    expect(fits[2]).toBe(0);
    expect(match(says("")).fit).toBe(0);
  });

  test("fit no better than the best neighbour where a thread has more of them", () => {
    const { match } = weigh("itchy rash on hands", says("rash"), says("hands"));
    expect(match(says("itchy rash on hands")).fit).toBe(1);
  });

  test("that the best neighbour shares hardly any of are not worth the whole of it", () => {
    const long = Array.from({ length: 60 }, (_, number) => `word${number}`).join(" ");
    const { match } = weigh(`the ${long}`, ...Array.from({ length: 5 }, () => says("the end")));
    expect(match(says("the end")).fit).toBeGreaterThan(0);
    expect(match(says("the end")).fit).toBeLessThan(0.1);
  });

  test("without neighbours, cover nothing, and a thread that has them all fits", () => {
    const { match, coverage, size } = weigh("itchy rash on hands, itchy");
    expect({ coverage, size }).toEqual({ coverage: 0, size: 4 });
    const { fit, said } = match(says("itchy rash on hands"));
    expect(fit).toBeGreaterThan(0);
    expect(fit).toBeLessThanOrEqual(1);
    expect(said).toBe(1);
  });

  test("are covered as far as the neighbour says that says most, in its replies too", () => {
    expect(weigh("itchy rash", says("a rash that is itchy"), says("rash")).coverage).toBe(1);
    expect(weigh("itchy rash", says("what is this", "an itchy rash")).coverage).toBe(1);
    expect(weigh("itchy rash", says("rash", "itchy")).coverage).toBe(1);
    expect(weigh("itchy rash", says("knee")).coverage).toBe(0);
    const { coverage } = weigh("itchy rash", says("rash"), says("rash too"));
    expect(coverage).toBeGreaterThan(0);
    // The word that none has weighs more.
    expect(coverage).toBeLessThan(0.5);
  });

  test("are said in a reply, but fit in a question only", () => {
    const { match } = weigh("itchy rash", says("itchy rash"));
    expect(match(says("what is this", "an itchy rash"))).toEqual({ fit: 0, said: 1 });
  });

  test("are none in an empty question, and that is no trouble", () => {
    for (const neighbours of [[], [says("itchy rash")], [says("")]]) {
      const { match, coverage, size, weightOf } = weigh("?!", ...neighbours);
      expect({ coverage, size, match: match(says("itchy rash", "rash")), weight: weightOf(digestOf("rash")) }).toEqual({
        coverage: 0,
        size: 0,
        match: { fit: 0, said: 0 },
        weight: 0,
      });
    }
  });

  test("always give numbers from 0 to 1, above 0 where one is shared", () => {
    const words = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 }).map((digests) => Uint32Array.from(digests));
    const thread = fc.record({ words, replyWords: words });
    fc.assert(
      fc.property(words, fc.array(thread, { maxLength: 8 }), thread, (asked, neighbours, other) => {
        const { match, coverage, weightOf } = weighWords(asked, neighbours, WEIGHTS.words);
        const matches = [...neighbours, other].map(match);
        for (const value of [coverage, ...matches.flatMap(({ fit, said }) => [fit, said])]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        for (const digest of asked) expect(weightOf(digest)).toBeGreaterThan(0);
        const asksOf = new Set(asked);
        for (const [place, { words: own }] of [...neighbours, other].entries()) {
          expect(matches[place]!.fit > 0).toBe(own.some((digest) => asksOf.has(digest)));
        }
        expect(coverage).toBe(Math.max(0, ...matches.slice(0, neighbours.length).map(({ said }) => said)));
      }),
      { numRuns: 500 },
    );
  });
});
