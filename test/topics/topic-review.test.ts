import { describe, expect, test } from "vitest";
import { reviewText } from "../../src/topics/summary-text.ts";
import { reviewTopics } from "../../src/topics/topic-review.ts";
import { openTopicForum, question, vectorsOf } from "../fakes/topic-forum.ts";

/** Topics "T1" to "T9" with so many threads each, and "Empty" with none. */
async function openReviewed() {
  const threads = Array.from({ length: 9 }, (_, place) => place + 1).flatMap((size) =>
    Array.from({ length: size }, (_, number) => question(`${size}-${number}`, [`T${size}`], { title: `Title ${size}-${number}`, department: "Surgery" })),
  );
  const forum = await openTopicForum(threads);
  forum.topics.putCurated([{ name: "Empty", aliases: [], hidden: false }], vectorsOf("Empty"));
  forum.follower.catchUp();
  return forum;
}

describe("topics for people to review", () => {
  test("are the largest, and as many of the others, each once, the same at every look", async () => {
    const forum = await openReviewed();
    const { largest, drawn } = reviewTopics(3, forum);
    expect(largest.map(({ name, threadCount }) => [name, threadCount])).toEqual([["T9", 9], ["T8", 8], ["T7", 7]]);
    expect(drawn).toHaveLength(3);
    expect(new Set([...largest, ...drawn].map(({ id }) => id)).size).toBe(6);
    expect(reviewTopics(3, forum)).toEqual({ largest, drawn });
    expect(reviewTopics(4, await openReviewed()).drawn.map(({ id }) => id)).toEqual(reviewTopics(4, forum).drawn.map(({ id }) => id));
  });

  test("are drawn by their ids and not by what is in them", async () => {
    const forum = await openReviewed();
    const drawn = reviewTopics(2, forum).drawn.map(({ id }) => id);
    forum.ingest.remove("6-0");
    forum.ingest.remove("2-0");
    expect(reviewTopics(2, forum).drawn.map(({ id }) => id)).toEqual(drawn);
  });

  test("are all there are where there are fewer, and none of none", async () => {
    const { largest, drawn } = reviewTopics(9, await openReviewed());
    expect([largest.length, drawn.map(({ name }) => name)]).toEqual([9, ["Empty"]]);
    expect(drawn[0]).toEqual({ id: "empty", name: "Empty", department: null, threadCount: 0, threads: [] });
    expect(reviewTopics(9, await openTopicForum([]))).toEqual({ largest: [], drawn: [] });
  });

  test("come with the five threads in the middle of them, nearest first", async () => {
    const knees = ["a", "b", "c", "d", "e"].map((id) => question(id, ["Knees"], { title: `Knee ${id}`, question: `knee pain on stairs ${id}` }));
    const apart = question("0", ["Knees"], { title: "Apart", question: "which form does the insurance want" });
    const { largest } = reviewTopics(1, await openTopicForum([apart, ...knees]));
    expect(largest[0]).toMatchObject({ id: "knees", department: null, threadCount: 6 });
    expect(largest[0]!.threads.toSorted()).toEqual(knees.map(({ title }) => title));
    const two = reviewTopics(1, await openTopicForum([apart, ...knees.slice(0, 3)])).largest[0]!.threads;
    expect(two).toHaveLength(4);
    expect(two.at(-1)).toBe("Apart");
  });

  test("are neither hidden nor merged ones, and a thread that is no longer public is in none", async () => {
    const forum = await openReviewed();
    forum.edit("t9.surgery", { hidden: true });
    forum.edit("t8.surgery", { mergedInto: "t1.surgery" });
    // The index is told of it a moment later.
    const key = forum.index.thread("3-0")!.key;
    forum.follower.catchUp();
    forum.database.prepare("UPDATE threads SET visibility = 'private' WHERE key = ?").run(key);
    const { largest } = reviewTopics(9, forum);
    expect(largest.map(({ name }) => name)).toEqual(["T1", "T7", "T6", "T5", "T4", "T3", "T2", "Empty"]);
    expect(largest.find(({ name }) => name === "T3")!.threads.toSorted()).toEqual(["Title 3-1", "Title 3-2"]);
  });
});

test("a review reads as a heading before each kind, and each topic with its department, its size and its threads", () => {
  const topic = (name: string, department: string | null, threads: readonly string[]) => ({ id: name, name, department, threadCount: threads.length, threads });
  expect(reviewText({ largest: [topic("Knees", "Surgery", ["One", "Two"])], drawn: [topic("Backs", null, ["Three"]), topic("Empty", null, [])] })).toBe(
    ["The 1 largest topics", "Knees (Surgery), 2 threads", "    One", "    Two", "", "2 others", "Backs, 1 thread", "    Three", "Empty, 0 threads", "", ""].join("\n"),
  );
});
