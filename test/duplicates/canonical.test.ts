import { describe, expect, test } from "vitest";
import { suggestCanonical } from "../../src/duplicates/canonical.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createDuplicateThreads } from "../../src/store/duplicate-threads.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const pair = (left: number, right: number) => ({ left: { key: left, id: String(left) }, right: { key: right, id: String(right) }, score: 0.9, exact: false });
const reply = { text: "Rest." };
const asked = (id: string, replies: { text: string; accepted?: boolean }[] = [], askedAt?: string) => threadOf({ id, question: `Question ${id}`, replies, askedAt });

async function suggested(threads: readonly ReturnType<typeof asked>[], links: readonly (readonly [number, number])[] = []) {
  const folder = temporaryFolder();
  const forum = openSmallForum(folder);
  await forum.ingest.putAll(sourceOf(...threads));
  const database = openDatabase(folder);
  const bestFirst = createDuplicateThreads(database).bestFirst(threads.map((_, place) => place + 1));
  database.close();
  const { thread, reason } = suggestCanonical(bestFirst, links.map(([left, right]) => pair(left, right)));
  return { forum, suggestion: [thread.id, reason] };
}

describe("the canonical thread of a cluster", () => {
  test.each([
    ["has an accepted answer, before one with more replies", [asked("1", [reply, reply]), asked("2", [{ ...reply, accepted: true }])], [], "2", "accepted answer"],
    ["has the most replies, where none is accepted", [asked("1", [reply]), asked("2", [reply, reply])], [], "2", "most replies"],
    ["is in the most pairs, of equally answered ones", [asked("1"), asked("2"), asked("3")], [[1, 2], [2, 3]], "2", "most linked"],
    ["is the oldest, where nothing else parts them", [asked("1", [], "2024-05-01"), asked("2", [], "2023-05-01")], [[1, 2]], "2", "oldest"],
    ["was written first, where no date is known", [asked("1"), asked("2")], [[1, 2]], "1", "oldest"],
  ] as const)("%s", async (_, threads, links, id, reason) => {
    expect((await suggested(threads, links)).suggestion).toEqual([id, reason]);
  });

  test("is of two threads the one that a decision names unless it is told another", async () => {
    for (const threads of [
      [asked("1", [reply]), asked("2", [reply, reply], "2024-01-01")],
      [asked("1", [reply, reply]), asked("2", [{ ...reply, accepted: true }])],
      [asked("1", [reply], "2024-05-01"), asked("2", [reply], "2023-05-01")],
    ]) {
      const { forum, suggestion } = await suggested(threads, [[1, 2]]);
      expect(forum.decisions.decide({ left: "1", right: "2", decision: "duplicate" }, "Ada").canonical).toBe(suggestion[0]);
    }
  });
});
