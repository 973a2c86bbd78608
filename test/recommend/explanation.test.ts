import { describe, expect, test } from "vitest";
import { excerpt } from "../../src/forum/excerpt.ts";
import { questionWindows } from "../../src/forum/passage.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { questionWords } from "../../src/forum/words.ts";
import type { SimilarOptions, Subject } from "../../src/recommend/answers.ts";
import { calibrationFor } from "../../src/recommend/calibration.ts";
import { WEIGHTS } from "../../src/recommend/weights.ts";
import { cosine } from "../embedding/prepared-model.ts";
import { hashedVector } from "../fakes/hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const options: SimilarOptions = { limit: 100, minScore: 0, collapse: false, explain: true };

async function forumOf(...threads: Thread[]) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(sourceOf(...threads));
  forum.follower.catchUp();
  const explained = async (subject: Subject) =>
    new Map((await forum.recommender.similar(subject, options)).items.map(({ id, score, matched, explanation }) => [id, { score, matched, ...explanation! }]));
  return { ...forum, explained };
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** So long that it is cut into windows; each sentence has words of its own. */
const diary = (what: string) => Array.from({ length: 60 }, (_, number) => `On ${DAYS[number % 7]} of week${number} there was ${what}${number} and little else to tell.`);
const SWOLLEN = "My ankle swelled badly after running uphill on gravel.";
const longText = (what: string, place: number) => diary(what).toSpliced(place, 0, SWOLLEN).join(" ");
/** The one window that holds what was swollen: neither the first, which would be told by chance, nor one of two that overlap. */
function swollenWindow(windows: readonly string[]): string {
  const holding = windows.filter((window) => window.includes(SWOLLEN));
  expect(holding).toHaveLength(1);
  expect(windows.indexOf(holding[0]!)).toBeGreaterThan(0);
  return holding[0]!;
}

describe("an explanation names the passages that matched", () => {
  test("the window of a long question, with its title, and the short text whole", async () => {
    const long = longText("rain", 32);
    const { explained } = await forumOf(threadOf({ id: "long", title: "A diary", question: long }));
    const told = (await explained({ text: SWOLLEN })).get("long")!;
    expect(told.passage).toBe(excerpt(swollenWindow(questionWindows(long, "A diary"))));
    expect(told.asked).toBe(SWOLLEN);
    expect(told.matched).toBe("question");
  });

  test("the window of a long text that is asked", async () => {
    const long = longText("snow", 32);
    const { explained } = await forumOf(threadOf({ id: "short", question: SWOLLEN }));
    const told = (await explained({ text: long, title: "A diary" })).get("short")!;
    expect(told.asked).toBe(excerpt(swollenWindow(questionWindows(long, "A diary"))));
    expect(told.passage).toBe(SWOLLEN);
  });

  test("the windows of two long threads", async () => {
    const [left, right] = [longText("wind", 45), longText("fog", 20)];
    const { explained } = await forumOf(threadOf({ id: "left", question: left }), threadOf({ id: "right", question: right }));
    const told = (await explained({ threadId: "left" })).get("right")!;
    const nearest = questionWindows(left)
      .flatMap((asked) => questionWindows(right).map((passage) => ({ asked, passage, similarity: cosine(hashedVector(asked), hashedVector(passage)) })))
      .reduce((best, pair) => (pair.similarity > best.similarity ? pair : best));
    expect({ asked: told.asked, passage: told.passage }).toEqual({ asked: excerpt(nearest.asked), passage: excerpt(nearest.passage) });
    expect(told.similarity.question).toBeCloseTo(nearest.similarity, 3);
  });

  test("a reply of the thread that asks and a reply of the other", async () => {
    const replies = (...texts: string[]) => texts.map((text) => ({ text }));
    const { explained } = await forumOf(
      threadOf({ id: "asks", question: "what can this be", replies: replies("see somebody soon", "elevate the swollen ankle and cool it") }),
      threadOf({ id: "other", question: "is it broken then", replies: replies("yes", "no, never", "cool the swollen ankle and elevate it high") }),
    );
    expect((await explained({ threadId: "asks" })).get("other")).toMatchObject({
      matched: "reply",
      asked: "elevate the swollen ankle and cool it",
      passage: "cool the swollen ankle and elevate it high",
    });
  });

  test("the question of the thread that asks and a reply of the other, and the other way round", async () => {
    const { explained } = await forumOf(
      threadOf({ id: "asks", question: "swollen ankle after running uphill" }),
      threadOf({ id: "other", question: "what is it", replies: [{ text: "a swollen ankle after running uphill" }] }),
    );
    const [asked, passage] = ["swollen ankle after running uphill", "a swollen ankle after running uphill"];
    expect((await explained({ threadId: "asks" })).get("other")).toMatchObject({ matched: "reply", asked, passage });
    expect((await explained({ threadId: "other" })).get("asks")).toMatchObject({ matched: "question", asked: passage, passage: asked });
  });
});

describe("an explanation names the words that are shared", () => {
  /** Many threads in which the small words of a question stand. */
  const others = Array.from({ length: 30 }, (_, number) => threadOf({ id: `other${number}`, question: `What is the best for my garden and the house in week${number}?` }));

  test("as the thread writes them, the most telling first, and no small words in a forum that is large enough", async () => {
    const { explained } = await forumOf(
      threadOf({ id: "both", question: "What is the Énalapril dose for RASHES in the house?" }),
      threadOf({ id: "rash1", question: "What is the rash in the house?" }),
      threadOf({ id: "rash2", question: "Is the rash in my house?" }),
      ...others,
    );
    const told = await explained({ text: "What is the enalapril for my rash in the house?" });
    expect(told.get("both")!.sharedWords).toEqual(["Énalapril", "RASHES"]);
    expect(told.get("rash1")!.sharedWords).toEqual(["rash"]);
    expect(told.get("other0")!.sharedWords).toEqual([]);
  });

  test("at most five, each once, of its title and question, and none that only a reply says", async () => {
    const { explained } = await forumOf(
      threadOf({ id: "1", title: "Alpha Beta", question: "Gamma delta epsilon zeta eta alpha ALPHA", replies: [{ text: "theta" }] }),
      threadOf({ id: "2", title: "Iota", question: "Kappa", replies: [{ text: "theta alpha" }] }),
      // In a forum of two a word that both have is not rare.
      ...Array.from({ length: 8 }, (_, number) => threadOf({ id: `other${number}`, question: `Lambda ${number}` })),
    );
    const told = await explained({ text: "theta alpha beta gamma delta epsilon zeta eta" });
    expect(told.get("1")!.sharedWords).toEqual(["Alpha", "Beta", "Gamma", "delta", "epsilon"]);
    expect(told.get("2")!.sharedWords).toEqual([]);
  });
});

describe("an explanation tells each stage's number", () => {
  const threads = [
    threadOf({ id: "knee", title: "Knee", question: "pain in the left knee on stairs", replies: [{ text: "cool the knee" }, { text: "pain on stairs is usual" }] }),
    threadOf({ id: "hands", question: "itchy rash on both hands" }),
    threadOf({ id: "same", question: "dull pain in the left knee on stairs", replies: [{ text: "rest" }] }),
  ];

  test("the cosine of the nearest questions, and of the nearest two of which one is a reply's", async () => {
    const { explained } = await forumOf(...threads);
    const asked = hashedVector("knee pain on stairs");
    const told = await explained({ text: "knee pain on stairs" });
    expect(told.get("knee")!.similarity.question).toBeCloseTo(cosine(asked, hashedVector("Knee\npain in the left knee on stairs")), 3);
    expect(told.get("knee")!.similarity.reply).toBeCloseTo(Math.max(...["cool the knee", "pain on stairs is usual"].map((text) => cosine(asked, hashedVector(text)))), 3);
    expect(told.get("hands")!.similarity.reply).toBeNull();
  });

  test("the best words of a list are 1, and coverage is the same all through it", async () => {
    const { explained } = await forumOf(...threads);
    const told = [...(await explained({ text: "dull pain in the left knee on stairs" })).values()];
    expect(Math.max(...told.map(({ words }) => words))).toBe(1);
    expect(told.map(({ coverage }) => coverage)).toEqual([1, 1, 1]);
  });

  test.each<[string, Subject, string]>([
    ["text", { text: "knee pain on stairs, and a rash" }, "knee pain on stairs, and a rash"],
    ["text", { text: "on both hands", title: "Itchy" }, "itchy on both hands"],
    ["thread", { threadId: "knee" }, "Knee pain in the left knee on stairs"],
    ["thread", { threadId: "hands" }, "itchy rash on both hands"],
  ])("all together they are what gave the place and the score (a %s)", async (kind, subject, question) => {
    const { explained } = await forumOf(...threads);
    const weights = WEIGHTS.fields[kind as "text" | "thread"];
    const size = new Set(questionWords({ question })).size;
    const told = [...(await explained(subject)).values()];
    expect(told.length).toBeGreaterThan(1);
    for (const { similarity, words, coverage, raw, score } of told) {
      const mixed = similarity.question + weights.reply * Math.max(0, (similarity.reply ?? -1) - similarity.question);
      const together = mixed + weights.words * words + WEIGHTS.question.coverage * coverage + WEIGHTS.question.length * Math.log(size);
      expect(raw).toBeCloseTo(together, 3);
      expect(score).toBeCloseTo(calibrationFor("hashing/1").score(raw), 3);
    }
    expect(told.map(({ raw }) => raw)).toEqual(told.map(({ raw }) => raw).toSorted((left, right) => right - left));
  });
});
