import { setImmediate, setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { copyOf, manyQuestions, openDuplicateForum, questions } from "../fakes/duplicate-forum.ts";
import { threadOf } from "../fakes/small-forum.ts";

const exactOnes = (pairs: readonly string[]) => pairs.filter((pair) => pair.includes("exact"));

describe("the finder", () => {
  test("does nothing until somebody looks, whatever comes; from then on it follows", async () => {
    const { ingest, finder, follower, duplicateReview } = await openDuplicateForum([...questions, copyOf("gout", "gout again")]);
    await ingest.put(copyOf("asthma", "asthma again"));
    await follower.settled();
    expect(finder.progress()).toEqual({ complete: false, threads: 14, pending: 14 });
    expect(finder.pairs()).toEqual([]);
    const pairs = () => duplicateReview.pairs({ minScore: 0.9, order: "score", offset: 0, limit: 10 });
    expect(pairs()).toMatchObject({ items: [], finding: { complete: false, threads: 14, pending: 14 } });
    await follower.settled();
    expect(pairs().items.map(({ right }) => right.id)).toEqual(["gout again", "asthma again"]);
    await ingest.put(copyOf("eczema", "eczema again"));
    await follower.settled();
    expect(finder.progress()).toEqual({ complete: true, threads: 15, pending: 0 });
    expect(pairs().total).toBe(3);
  });

  test("finds what was there, what comes, and loses what changes or goes", async () => {
    const { ingest, finder, look } = await openDuplicateForum([...questions, copyOf("gout", "gout again")]);
    expect(await look()).toContain("gout gout again exact");
    await ingest.put(copyOf("asthma", "asthma again"));
    expect(await look()).toEqual(expect.arrayContaining(["gout gout again exact", "asthma asthma again exact"]));
    await ingest.put(threadOf({ id: "gout again", question: "Where do I park my car near the hospital?" }));
    ingest.remove("asthma");
    expect(exactOnes(await look())).toEqual([]);
    expect(finder.progress()).toEqual({ complete: true, threads: 13, pending: 0 });
  });

  test("forgets a hidden thread before it looks again, in pairs and in clusters, and finds it again when it comes back", async () => {
    const { ingest, finder, look, index } = await openDuplicateForum([...questions, copyOf("gout", "gout 2"), copyOf("gout", "gout 3"), copyOf("asthma", "asthma 2")]);
    await look();
    const clusters = () => finder.clusters(0.9).clusters.map(({ threads }) => threads.map(({ id }) => id).join());
    expect(clusters()).toEqual(["gout,gout 2,gout 3", "asthma,asthma 2"]);
    const { key } = index.thread("gout")!;
    await ingest.put({ ...questions[3]!, visibility: "private" });
    ingest.remove("asthma");
    expect(finder.pairsOf(key)).toEqual([]);
    expect(finder.pairs().flatMap(({ left, right }) => [left.id, right.id])).not.toContain("gout");
    expect(clusters()).toEqual(["gout 2,gout 3"]);
    expect(finder.clusters(0.9).clusters[0]!.weakest).toMatchObject({ left: { id: "gout 2" }, right: { id: "gout 3" } });
    await ingest.put(questions[3]!);
    await look();
    expect(clusters()).toEqual(["gout,gout 2,gout 3"]);
  });

  test("finds the same pairs in an index that it looks through anew; their scores may move by hundredths, as the forum's words are weighed anew", async () => {
    const forum = await openDuplicateForum(questions);
    await forum.look();
    await forum.ingest.put(copyOf("eczema", "eczema again"));
    const before = (await forum.look()).sort();
    expect(before).toContain("eczema eczema again exact");
    await forum.close();
    expect((await (await openDuplicateForum([], forum.folder)).look()).sort()).toEqual(before);
  });

  test("lets others have their turn while it looks through an index, and shows what it has found by then", async () => {
    const { finder } = await openDuplicateForum(manyQuestions(300).flatMap((thread) => [thread, { ...thread, id: `${thread.id} again`, question: thread.question.toUpperCase() }]));
    finder.begin();
    const seen = new Set<number>();
    let [turns, pending] = [0, Infinity];
    while (!finder.progress().complete) {
      turns += 1;
      const progress = finder.progress();
      expect(progress.pending).toBeLessThanOrEqual(pending);
      pending = progress.pending;
      seen.add(finder.pairs().length);
      await setImmediate();
    }
    expect(turns).toBeGreaterThan(3);
    expect(seen.size).toBeGreaterThan(2);
    expect(finder.progress()).toEqual({ complete: true, threads: 600, pending: 0 });
  });

  test("stops in the middle of its work, and begins no more", async () => {
    const { finder, follower } = await openDuplicateForum(manyQuestions(600));
    finder.begin();
    await setImmediate();
    await follower.stop();
    const { pending } = finder.progress();
    expect(pending).toBeGreaterThan(400);
    finder.begin();
    await finder.settled();
    await setTimeout(20);
    expect(finder.progress()).toEqual({ complete: false, threads: 600, pending });
  });

  test("says that it could not look, and is not complete", async () => {
    const { finder, reader, messages } = await openDuplicateForum(questions);
    const read = reader.threadsByKey;
    reader.threadsByKey = () => {
      throw new Error("The disk is gone");
    };
    finder.begin();
    await finder.settled();
    expect(messages).toEqual([expect.stringContaining("The disk is gone")]);
    expect(finder.progress()).toEqual({ complete: false, threads: 12, pending: 12 });
    reader.threadsByKey = read;
  });
});
