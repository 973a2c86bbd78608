import { describe, expect, test } from "vitest";
import { wordDigests } from "../../src/forum/words.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function forumOf(...threads: ReturnType<typeof threadOf>[]) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(sourceOf(...threads));
  const ids = new Map([...forum.feed.threads()].map(({ key, id }) => [key, id]));
  const search = (text: string, limit = 10) => forum.words.search(wordDigests(text), limit).map(({ key, score }) => ({ id: ids.get(key), score }));
  return { forum, search, ids: (text: string, limit?: number) => search(text, limit).map(({ id }) => id) };
}

describe("searching by words", () => {
  test("puts what shares more and rarer words first, a higher score being better", async () => {
    const { search } = await forumOf(
      threadOf({ id: "both", question: "Enalapril and headache" }),
      threadOf({ id: "one", question: "Headache and fever" }),
      threadOf({ id: "none", question: "Broken toe" }),
      threadOf({ id: "other", question: "Fever in the night" }),
      threadOf({ id: "another", question: "What to eat" }),
    );
    const found = search("enalapril headache");
    expect(found.map(({ id }) => id)).toEqual(["both", "one"]);
    expect(found[0]!.score).toBeGreaterThan(found[1]!.score);
    expect(found[1]!.score).toBeGreaterThan(0);
  });

  test("a word in a question weighs more than in a reply, and both are found", async () => {
    const { ids } = await forumOf(
      threadOf({ id: "reply", question: "What helps then?", replies: [{ text: "Take ibuprofen" }] }),
      threadOf({ id: "question", question: "Take ibuprofen", replies: [{ text: "What helps then?" }] }),
      ...["x", "y", "z"].map((id) => threadOf({ id, question: "Broken toe" })),
    );
    expect(ids("ibuprofen")).toEqual(["question", "reply"]);
  });

  test("equal scores come by id, whatever order they came in, also where the limit cuts", async () => {
    const threads = ["c", "a", "d", "b"].map((id) => threadOf({ id, question: "Why does my knee hurt?" }));
    const rest = Array.from({ length: 6 }, (_, number) => threadOf({ id: `rest${number}`, question: "Something else" }));
    expect((await forumOf(...threads, ...rest)).ids("knee", 3)).toEqual(["a", "b", "c"]);
    expect((await forumOf(...threads.toReversed(), ...rest)).ids("knee", 3)).toEqual(["a", "b", "c"]);
  });

  test("a large forum's common words count only where there are no others", async () => {
    const threads = Array.from({ length: 1_200 }, (_, number) => threadOf({ id: `${number}`, question: number === 7 ? "What is glaucoma" : "What is it" }));
    const { ids } = await forumOf(...threads);
    expect(ids("What is glaucoma?")).toEqual(["7"]);
    expect(ids("What is what?")).toHaveLength(10);
  });

  test("nothing in a text is taken for syntax, and hidden threads are not found", async () => {
    const { forum, ids } = await forumOf(threadOf({ id: "1", question: "Énalapril?" }), threadOf({ id: "2", question: "Enalapril", visibility: "private" }));
    expect(ids('" OR question: NEAR( * - enalapril')).toEqual(["1"]);
    expect(ids("")).toEqual([]);
    expect(ids("?!")).toEqual([]);
    expect(ids(`${Array.from({ length: 5_000 }, (_, number) => `word${number}`).join(" ")}`)).toEqual([]);
    forum.ingest.remove("1");
    expect(ids("enalapril")).toEqual([]);
  });
});
