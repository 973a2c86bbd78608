import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createHashingEmbedder } from "../fakes/hashing-embedder.ts";
import { copyOf, manyQuestions, openDuplicateForum, questions } from "../fakes/duplicate-forum.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** One text in so many spellings, each with a question of its own to hold on to. */
const spellings = (count: number) => Array.from({ length: count }, (_, place) => threadOf({ id: `s${String(place).padStart(3, "0")}`, question: `What helps against gout${"?".repeat(1 + place)}` }));

describe("while a forum changes", () => {
  test("threads that go while it is looked at for the first time keep no question from being checked", async () => {
    const { duplicateReview, ingest, index } = await openDuplicateForum([...questions, ...manyQuestions(1_000)]);
    const asked = duplicateReview.check({ question: copyOf("gout", "x").question });
    for (const { id } of index.threads().slice(-200)) {
      ingest.remove(id);
      await setImmediate();
    }
    expect((await asked).verdict).toBe("yes");
  });

  test("edits keep nothing from being found", async () => {
    const { finder, ingest, look, messages } = await openDuplicateForum([...questions, copyOf("gout", "gout again"), ...manyQuestions(500)]);
    finder.begin();
    for (let edit = 0; edit < 60; edit += 1) await ingest.put(threadOf({ id: `t${edit}`, question: `Edited ${edit}, about something else` }));
    expect(await look()).toContain("gout gout again exact");
    expect(messages).toEqual([]);
  });

  test("a copy that another model's process wrote is found once it is embedded here", async () => {
    const folder = temporaryFolder();
    const { finder, follower, index, look } = await openDuplicateForum(questions, folder);
    await look();
    const other = openSmallForum(folder, createHashingEmbedder({ fingerprint: "another/1" }));
    await other.ingest.putAll(sourceOf(copyOf("gout", "gout again")));
    await expect.poll(() => (follower.catchUp(), index.thread("gout again"))).toBeDefined();
    expect(await look()).toContain("gout gout again exact");
    expect(finder.progress()).toEqual({ complete: true, threads: 13, pending: 0 });
  });

  test("pairs of equal threads do not grow with the square of them, and all of them are one cluster, also when those that held it go", async () => {
    const { finder, ingest, look } = await openDuplicateForum(spellings(300));
    await look();
    expect(finder.pairs().length).toBeLessThan(300 * 64);
    expect(finder.clusters().clusters.map(({ threads }) => threads.length)).toEqual([300]);
    for (const { id } of spellings(130)) ingest.remove(id);
    await look();
    expect(finder.clusters().clusters.map(({ threads }) => threads.length)).toEqual([170]);
  });

  test("a damaged thread is said and left out; the others are found", async () => {
    const { database, look, messages } = await openDuplicateForum([...questions, copyOf("gout", "gout again")]);
    database.prepare("UPDATE threads SET document = '{\"id\":\"asthma\",\"secret words' WHERE id = 'asthma'").run();
    expect(await look()).toContain("gout gout again exact");
    expect(messages.join()).toMatch(/is damaged/);
    expect(messages.join()).not.toContain("secret");
  });

  test("a score does not depend on how small the forum was when somebody first asked", async () => {
    const about = (word: string) => Array.from({ length: 20 }, (_, place) => threadOf({ id: `${word} ${place}`, question: `A question on the ${word}` }));
    const early = await openDuplicateForum(about("ileum").slice(0, 1));
    await early.look();
    await early.ingest.putAll(sourceOf(...about("ileum"), ...about("ilium")));
    const late = await openDuplicateForum([...about("ileum"), ...about("ilium")]);
    expect((await early.look()).filter((pair) => pair.includes("ilium") && pair.includes("ileum"))).toEqual((await late.look()).filter((pair) => pair.includes("ilium") && pair.includes("ileum")));
  });
});
