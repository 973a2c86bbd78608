import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evaluateTopicLists } from "../../src/evaluation/evaluate-topic-lists.ts";
import { evaluateTopics } from "../../src/evaluation/evaluate-topics.ts";
import { readLabelledTexts, threadsOfLabelled, type LabelledText } from "../../src/evaluation/labelled-texts.ts";
import { topicPairs } from "../../src/evaluation/topic-pairs.ts";
import type { Source } from "../../src/sources/source.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function forumOf(source: Source) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(source);
  forum.follower.catchUp();
  return forum;
}

const labelled: readonly LabelledText[] = ["knee pain", "back pain", "sleep"].flatMap((topic) =>
  ["since monday", "since friday", "at night"].map((when) => ({ text: `my ${topic} trouble ${when}`, topic })),
);

describe("labelled texts", () => {
  const fileOf = (content: string) => {
    const file = join(temporaryFolder(), "labelled.tsv");
    writeFileSync(file, content);
    return file;
  };

  test("are the last two columns below a header, and a topic's _ are spaces", async () => {
    const file = fileOf("id\ttext\tcategory\n1\tWhere is my card?\tcard_arrival\n\n2\tIt was declined.\tcard_declined\n");
    expect(await readLabelledTexts(file)).toEqual([{ text: "Where is my card?", topic: "card arrival" }, { text: "It was declined.", topic: "card declined" }]);
  });

  test.each([["one column", "text\tcategory\nalone\n", "has 1 of 2 columns"], ["no topic", "text\tcategory\nWhere?\t_\n", "has an empty text or topic"]])(
    "of a line with %s are refused with its number",
    async (_what, content, problem) => {
      await expect(readLabelledTexts(fileOf(content))).rejects.toMatchObject({ code: "input_unreadable", message: expect.stringContaining(`line 2 ${problem}`) });
    },
  );
});

describe("the evaluation of topics", () => {
  test("counts for each ranker how often the topic comes first and among three, and what is shown to strangers", async () => {
    const forum = await forumOf(threadsOfLabelled(labelled));
    const asked = [{ text: "my sleep trouble since monday", topic: "sleep" }, { text: "sleep trouble, since my back pain", topic: "sleep" }];
    const report = await evaluateTopics("ours", asked, forum, [{ id: "q", text: "zyx" }]);
    expect(report).toMatchObject({ name: "ours", threads: 9, topics: 3, texts: 2, unanswerable: 1 });
    expect(report.rankers.Kindred.top3.mean).toBe(1);
    const first = await Promise.all(asked.map(async ({ text, topic }) => ((await forum.recommender.relatedTopics({ text }, { limit: 3 })).items[0]!.name === topic ? 1 : 0)));
    expect(report.rankers.Kindred.top1.mean).toBe((first[0]! + first[1]!) / 2);
    expect(report.rankers.name.top1.mean).toBe(0.5);
    // A model without a curve hides nothing.
    expect(report.unanswerableEmptyShare).toBe(0);
  });

  test("refuses a topic that the forum lacks", async () => {
    const forum = await forumOf(threadsOfLabelled(labelled));
    await expect(evaluateTopics("ours", [{ text: "a", topic: "teeth" }], forum)).rejects.toMatchObject({ code: "input_unreadable", message: expect.stringContaining("teeth") });
  });
});

describe("pairs of threads and topics", () => {
  test("are what a thread names and as many others, and the thread itself has no say", async () => {
    const { index } = await forumOf(threadsOfLabelled(labelled));
    const pairs = topicPairs("ours", index);
    expect(pairs.filter(({ related }) => related)).toHaveLength(9);
    expect(pairs).toHaveLength(18);
    // Would it vouch for itself, a similarity of 1 would lift each.
    expect(Math.max(...pairs.map(({ raw }) => raw))).toBeLessThan(0.9);
    expect(Math.min(...pairs.filter(({ related }) => related).map(({ raw }) => raw))).toBeGreaterThan(Math.min(...pairs.map(({ raw }) => raw)));
    expect(topicPairs("ours", index)).toEqual(pairs);
  });

  test("cannot be had where all threads name the same, or none", async () => {
    for (const topics of [[], ["One"]]) {
      const { index } = await forumOf(sourceOf(threadOf({ id: "1", question: "a", topics }), threadOf({ id: "2", question: "b", topics })));
      expect(() => topicPairs("ours", index)).toThrow(expect.objectContaining({ code: "input_unreadable" }));
    }
  });
});

describe("the evaluation of topic lists", () => {
  test("says how full they are, whose topics they begin with, and how they are spread", async () => {
    const threads = Array.from({ length: 18 }, (_, place) =>
      threadOf({ id: `${place}`, question: `subject${place % 6} complaint${place % 6}`, department: place % 2 === 0 ? "Orthopedics" : "Neurology", topics: [`Topic ${place % 6}`] }),
    );
    const forum = await forumOf(sourceOf(...threads, threadOf({ id: "none", question: "knee pain" })));
    const report = await evaluateTopicLists("ours", forum);
    expect(report).toMatchObject({ threads: 18, fullShare: 0, ownFirstShare: 1, departments: 2, mostOfOne: 3 });
    // Its topic's other threads ask the same.
    expect(report.leftOut.mean).toBe(1);
    expect(report.spreadMinus.mean).toBe(0);
    await expect(evaluateTopicLists("empty", await forumOf(sourceOf(threadOf({ id: "1", question: "a" }))))).rejects.toMatchObject({ code: "input_unreadable" });
  });
});
