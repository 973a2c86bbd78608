import { describe, expect, test } from "vitest";
import { MIGRATIONS } from "../../src/store/schema.ts";
import { openSmallForum, threadOf } from "../fakes/small-forum.ts";
import { asItIs, opened, secondVersion } from "./older-index.ts";
import { FIRST_PAGE, vectorsOf } from "../fakes/topic-forum.ts";

type Row = Record<string, unknown>;
const columns = (rows: unknown[] | undefined, ...names: string[]) => (rows as Row[]).map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));

describe("an index of the second version", () => {
  test("keeps every row of every table it had, with its numbers and keys", () => {
    const folder = secondVersion();
    const before = asItIs(folder);
    const { version, rows: after } = opened(folder);
    expect(version).toBe(MIGRATIONS.length);
    for (const [table, rows] of Object.entries(before)) {
      const names = Object.keys((rows[0] ?? {}) as Row).filter((name) => !(table === "topics" && name === "digest"));
      expect([table, columns(after[table], ...names)]).toEqual([table, columns(rows, ...names)]);
    }
    expect(before["changes"]).toHaveLength(5);
    expect(before["topics"]).toHaveLength(1);
  });

  test("gives each topic its name, its digest and its threads as before", () => {
    const folder = secondVersion();
    const [topic] = asItIs(folder)["topics"] as Row[];
    const { rows } = opened(folder);
    expect(rows["topic_names"]).toEqual([{ topic_key: topic!["key"], place: 0, name: "Rash", digest: topic!["digest"], known_as: "rash.dermatology" }]);
    expect(rows["topics"]).toEqual([{ key: topic!["key"], id: "rash.dermatology", name: "Rash", department: "Dermatology", origin: "thread", url: null, pinned: 0, hidden: 0, merged_into: null }]);
    expect(rows["thread_topics"]).toEqual([{ thread_key: 1, topic_key: topic!["key"], joined: 0 }]);
    expect(rows["topic_edits"]).toEqual([]);
  });

  test("goes on with the number after the last one that was ever given", async () => {
    const forum = openSmallForum(secondVersion());
    await forum.follower.start();
    expect(forum.follower.sequence()).toBe(5);
    await forum.ingest.put(threadOf({ id: "new", question: "What is new?", topics: ["News"] }));
    expect(forum.database.prepare("SELECT sequence, thread_key IS NULL AS ofTopic FROM changes WHERE sequence > 5").all()).toEqual([
      { sequence: 42, ofTopic: 1 },
      { sequence: 43, ofTopic: 0 },
    ]);
    expect(forum.follower.sequence()).toBe(43);
    expect(forum.index.topics().map(({ id }) => id)).toEqual(["rash.dermatology", "news"]);
  });

  test("knows which threads have an accepted answer", () => {
    const folder = secondVersion();
    const forum = openSmallForum(folder);
    const accepted = () => forum.database.prepare("SELECT id FROM threads WHERE accepted").pluck().all();
    expect(accepted()).toEqual(["chinese"]);
  });

  test("takes edits of its topics, and of its threads", async () => {
    const forum = openSmallForum(secondVersion());
    expect(forum.topics.edit("rash.dermatology", { aliases: ["Hives"] }, null, vectorsOf("Hives"))).toMatchObject({ name: "Rash", aliases: ["Hives"], threadCount: 1 });
    await forum.ingest.put(threadOf({ id: "hives", question: "Hives?", department: "Dermatology", topics: ["hives"] }));
    expect(forum.reader.topics(FIRST_PAGE).items).toMatchObject([{ id: "rash.dermatology", threadCount: 2 }]);
    expect(forum.ingest.remove("rash")).toBe(true);
    expect(forum.reader.topic("rash.dermatology")).toMatchObject({ threadCount: 1 });
  });
});
