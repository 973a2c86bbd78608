import { describe, expect, test } from "vitest";
import { evaluateDepartments, filedThreads } from "../../src/evaluation/evaluate-departments.ts";
import { threadsOfLabelled } from "../../src/evaluation/labelled-texts.ts";
import { DEPARTMENT_VOTE } from "../../src/recommend/weights.ts";
import type { Source } from "../../src/sources/source.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function forumOf(source: Source) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(source);
  forum.follower.catchUp();
  return forum;
}

const labelled = ["knee pain", "eye strain"].flatMap((topic) =>
  ["since monday", "at night", "while reading", "after running"].map((when) => ({ text: `my ${topic} comes ${when}`, topic })),
);

describe("the evaluation of departments", () => {
  test("asks each thread of the others, and counts what is right for every vote", async () => {
    const forum = await forumOf(threadsOfLabelled(labelled, { as: "department" }));
    const questions = filedThreads(forum);
    expect(questions.map(({ text, department }) => ({ text, topic: department }))).toEqual(labelled);
    const report = await evaluateDepartments("ours", questions, forum, [{ id: "s", text: "zyx" }]);
    expect(report).toMatchObject({ name: "ours", questions: 8, departments: 2, strangers: 1 });
    // Three of its own are left beside four others: heads are wrong where all vote, and right where the nearest do.
    const right = (nearest: number, sharpness: number) => report.votes.find((vote) => vote.nearest === nearest && vote.sharpness === sharpness)!.right.mean;
    expect(right(8, 0)).toBe(0);
    expect(right(4, 1)).toBeGreaterThan(0.5);
  });

  test("says how often something is suggested as shipped, and of that how much is right", async () => {
    const forum = await forumOf(threadsOfLabelled(labelled, { as: "department" }));
    const questions = [{ text: labelled[0]!.text, department: "knee pain" }, { text: labelled[1]!.text, department: "somewhere else" }];
    const { suggestions } = await evaluateDepartments("ours", questions, forum);
    const told = await Promise.all(questions.map(async ({ text }) => (await forum.recommender.suggest({ text }, { limit: 1, topicLimit: 1 })).department));
    const suggested = told.filter((one) => one !== null);
    expect(suggestions[0]).toMatchObject({ leastShare: DEPARTMENT_VOTE.leastShare, suggestedShare: suggested.length / 2, strangersShare: null });
    const all = suggestions.find(({ leastShare }) => leastShare === 0)!;
    expect(all).toMatchObject({ suggestedShare: 1, rightShare: 0.5 });
  });

  test("lets no repetition of a thread vote for it", async () => {
    const question = "what are the symptoms of measles";
    const forum = await forumOf(
      sourceOf(
        threadOf({ id: "1", question, department: "Skin" }),
        threadOf({ id: "2", question, department: "Skin" }),
        threadOf({ id: "3", question: "measles in a small child", department: "Children" }),
      ),
    );
    const { votes } = await evaluateDepartments("ours", filedThreads(forum).slice(0, 1), forum);
    expect(votes[0]!.right.mean).toBe(0);
  });

  test("refuses a forum without departments", async () => {
    const forum = await forumOf(sourceOf(threadOf({ id: "1", question: "q" })));
    await expect(evaluateDepartments("ours", filedThreads(forum), forum)).rejects.toMatchObject({ code: "input_unreadable" });
  });
});
