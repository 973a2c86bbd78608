import { describe, expect, test } from "vitest";
import { questionText } from "../../src/duplicates/word-book.ts";
import { copyOf, manyQuestions, openDuplicateForum, questions } from "../fakes/duplicate-forum.ts";
import { sourceOf } from "../fakes/small-forum.ts";

const asked = { question: copyOf("measles", "x").question };

describe("a new question", () => {
  test("is a duplicate where a copy is there, and none where nothing is like it", async () => {
    const { duplicateReview } = await openDuplicateForum(questions);
    const copy = await duplicateReview.check(asked);
    expect(copy.verdict).toBe("yes");
    expect(copy.matches[0]).toMatchObject({ thread: { id: "measles" }, exact: true });
    expect(await duplicateReview.check({ question: "Bus timetable, please" })).toEqual({ verdict: "no", matches: [] });
  });

  test("gets the same answer whether or not pairs were ever looked for, and begins no looking", async () => {
    const { duplicateReview, finder, look } = await openDuplicateForum([...questions, ...manyQuestions(300)]);
    const before = await duplicateReview.check(asked);
    expect(finder.progress().pending).toBe(312);
    await look();
    expect(await duplicateReview.check(asked)).toEqual(before);
  });

  test("is found where its copy came this moment, and no more where that was hidden, by whatever process", async () => {
    const { duplicateReview, folder, ingest } = await openDuplicateForum(questions);
    expect((await duplicateReview.check({ question: copyOf("gout", "x").question })).matches.map(({ thread }) => thread.id)).toContain("gout");
    await ingest.put(copyOf("measles", "measles again"));
    const ids = async () => (await duplicateReview.check(asked)).matches.filter(({ exact }) => exact).map(({ thread }) => thread.id);
    expect(await ids()).toEqual(["measles", "measles again"]);
    const other = await openDuplicateForum([], folder);
    await other.ingest.putAll(sourceOf({ ...questions[4]!, visibility: "private" }));
    expect(await ids()).toEqual(["measles again"]);
  });

  test("that somebody leaves is looked for no more", async () => {
    const { duplicateReview } = await openDuplicateForum([...questions, ...manyQuestions(300)]);
    const leaving = new AbortController();
    const answer = duplicateReview.check(asked, { signal: leaving.signal });
    leaving.abort();
    await expect(answer).rejects.toThrow(/abort/i);
  });
});

test("the words that the index holds are those that questions are compared by", async () => {
  const { index } = await openDuplicateForum([...questions, copyOf("gout", "ünïcode", { title: "Ｗｉｄｅ Titles, naïvely 日本語の質問" })]);
  for (const { id, words } of index.threads()) {
    const thread = [...questions, copyOf("gout", "ünïcode", { title: "Ｗｉｄｅ Titles, naïvely 日本語の質問" })].find((one) => one.id === id)!;
    expect(new Set(words)).toEqual(new Set(questionText(thread).words.keys()));
  }
});
