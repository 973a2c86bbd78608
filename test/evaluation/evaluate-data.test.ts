import { describe, expect, test } from "vitest";
import { evaluateData } from "../../src/evaluation/evaluate-data.ts";
import type { Judgements } from "../../src/evaluation/judged-queries.ts";
import { calibrationFor } from "../../src/recommend/calibration.ts";
import { createRankers } from "../../src/evaluation/rankers.ts";
import { createRememberingEmbedder } from "../../src/evaluation/remembering-embedder.ts";
import { createHashingEmbedder } from "../fakes/hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const THREADS = [
  threadOf({ id: "knee", question: "My knee hurts after running, what helps?", replies: [{ text: "Rest and ice." }] }),
  threadOf({ id: "sleep", question: "I cannot sleep before exams, what helps?", replies: [{ text: "A fixed hour." }] }),
  threadOf({ id: "drug", question: "Is enalapril safe with salt?" }),
  threadOf({ id: "hidden", question: "My knee hurts after running too", visibility: "private" }),
];

/** A forum under a fingerprint that has a calibration curve, so that its cut hides something. */
async function forumOf() {
  const forum = openSmallForum(temporaryFolder(), createHashingEmbedder({ fingerprint: "all-MiniLM-L6-v2/test" }));
  await forum.ingest.putAll(sourceOf(...THREADS));
  return { ...forum, cut: calibrationFor("all-MiniLM-L6-v2/test").cuts.text };
}

const judgements = (queries: Record<string, string>, judged: readonly [query: string, thread: string, grade: number][]): Judgements => ({
  queries: Object.entries(queries).map(([id, text]) => ({ id, text })),
  judged: judged.map(([query, thread, grade]) => ({ query, thread, grade })),
});

describe("evaluating a forum on judged queries", () => {
  test("measures four rankers, says what was left out and what the cut costs", async () => {
    const forum = await forumOf();
    const report = await evaluateData(
      "small",
      judgements(
        {
          same: "My knee hurts after running, what helps?",
          far: "Zebra quasar walrus",
          nowhere: "Xylophone vortex",
          unjudged: "Is salt safe?",
        },
        [["same", "knee", 1], ["far", "drug", 1], ["nowhere", "knee", 0], ["same", "hidden", 1], ["gone", "knee", 1]],
      ),
      forum,
    );
    expect(report).toMatchObject({ name: "small", threads: 3, queries: 2, leftOut: { unjudgedQueries: 1, unknownQueries: 1, unknownThreads: 1 } });
    expect(report.rankers.lexical.recall.mean).toBe(0.5);
    expect(report.rankers.dense.recall.mean).toBe(1);
    expect(report.rankers.shipped.recall.mean).toBe(1);
    expect(report.shippedMinus.lexical.mean).toBeGreaterThan(0);
    expect(report.cut).toEqual({ relevant: 2, hiddenShare: 0.5, emptyShare: 0.5, unanswerable: 1, unanswerableEmptyShare: 1 });
    expect(report.curve[0]).toMatchObject({ score: 0, recall: 1, empty: 0, unanswerableEmpty: 0 });
    expect(report.curve.at(-1)).toMatchObject({ empty: 1, unanswerableEmpty: 1 });
  });

  test("each ranker orders by what it is named after, and hidden threads are in none", async () => {
    const { lists } = await createRankers(await forumOf()).answer({ id: "q", text: "Enalapril for the knee?" });
    expect(lists.lexical.map(({ id }) => id)).toEqual(expect.arrayContaining(["drug", "knee"]));
    expect(lists.lexical).toHaveLength(2);
    for (const list of [lists.dense, lists.rrf, lists.shipped]) expect(list.map(({ id }) => id).toSorted()).toEqual(["drug", "knee", "sleep"]);
    expect(lists.rrf[0]!.score).toBeLessThanOrEqual(2 / 61);
  });

  test("is refused where no query has a relevant thread", async () => {
    const nothing = judgements({ q: "Why?" }, [["q", "knee", 0]]);
    await expect(evaluateData("small", nothing, await forumOf())).rejects.toMatchObject({ code: "input_unreadable" });
  });
});

describe("an embedder that remembers", () => {
  test("embeds a text once, and gives every caller its vector in place", async () => {
    const inner = createHashingEmbedder();
    const embedder = createRememberingEmbedder(inner);
    const [first] = await embedder.embed(["a"]);
    const [b, again, twice] = await embedder.embed(["b", "a", "b"]);
    expect(again).toBe(first);
    expect(twice).toBe(b);
    expect(inner.texts).toEqual(["a", "b"]);
  });

  test("keeps a bounded number of texts, and answers more at once", async () => {
    const inner = createHashingEmbedder();
    const embedder = createRememberingEmbedder(inner);
    const many = Array.from({ length: 1_500 }, (_, place) => `text ${place}`);
    expect((await embedder.embed(many)).every((vector) => vector instanceof Float32Array)).toBe(true);
    await embedder.embed(["text 1499", "text 0"]);
    expect(inner.texts).toHaveLength(1_501);
  });
});
