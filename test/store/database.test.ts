import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DATABASE_FILE, openDatabase } from "../../src/store/database.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

describe("the database", () => {
  test("is not opened where a file is no database, or a newer Kindred wrote it, and says what to do", () => {
    const junk = temporaryFolder();
    writeFileSync(join(junk, DATABASE_FILE), "this is no database, whatever its name says ".repeat(100));
    expect(() => openDatabase(junk)).toThrow(expect.objectContaining({ code: "index_unusable" }));
    const newer = temporaryFolder();
    const database = openDatabase(newer);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => openDatabase(newer)).toThrow(/newer Kindred/);
  });

  test("a folder that is a file is a clear error", () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(() => openDatabase(join(file, "index"))).toThrow(expect.objectContaining({ code: "index_unusable" }));
  });

  test("what is written where the disk is full is told as the disk's trouble, and nothing is half written", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.put(threadOf({ id: "1", question: "Is there room?" }));
    const pages = forum.database.prepare<[], number>("PRAGMA page_count").pluck().get()!;
    forum.database.exec(`PRAGMA max_page_count = ${pages}`);
    const large = threadOf({ id: "2", question: "Is there room for this? ".repeat(5000) });
    await expect(forum.ingest.put(large)).rejects.toMatchObject({ code: "index_unusable" });
    expect(forum.reader.counts().threads).toBe(1);
    forum.database.exec(`PRAGMA max_page_count = ${pages * 100}`);
    expect(await forum.ingest.put(large)).toBe("added");
  });

  test("what another process locks for long is told as overload", async () => {
    const folder = temporaryFolder();
    const forum = openSmallForum(folder);
    forum.database.exec("PRAGMA busy_timeout = 50");
    const other = openDatabase(folder);
    other.exec("BEGIN IMMEDIATE");
    await expect(forum.ingest.put(threadOf({ id: "1", question: "Is it free?" }))).rejects.toMatchObject({ code: "overloaded" });
    other.exec("ROLLBACK");
    other.close();
    expect(await forum.ingest.put(threadOf({ id: "1", question: "Is it free?" }))).toBe("added");
  });
});

describe("reading", () => {
  test("lists public threads newest first, by department, in pages that fit together", async () => {
    const forum = openSmallForum(temporaryFolder());
    const threads = Array.from({ length: 25 }, (_, number) =>
      threadOf({ id: `${number}`, question: `Question ${number}`, department: number % 5 === 0 ? "Rare" : "Common", askedAt: `2025-01-${String(number + 1).padStart(2, "0")}` }),
    );
    await forum.ingest.putAll(sourceOf(...threads, threadOf({ id: "hidden", question: "Hidden", department: "Secret", visibility: "private" })));
    const pages = [0, 10, 20].map((offset) => forum.reader.threads({ offset, limit: 10 }));
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(threads.map(({ id }) => id).toReversed());
    expect(pages.map(({ total }) => total)).toEqual([25, 25, 25]);
    expect(forum.reader.threads({ offset: 0, limit: 10, department: "Rare" })).toMatchObject({ total: 5 });
    expect(forum.reader.departments()).toEqual([{ name: "Common", threadCount: 20 }, { name: "Rare", threadCount: 5 }]);
  });

  test("a topic lists its threads, answered ones first, and counts public ones alone", async () => {
    const forum = openSmallForum(temporaryFolder());
    const named = (id: string, more: object = {}) => threadOf({ id, question: `Question ${id}`, topics: ["Back Pain"], ...more });
    await forum.ingest.putAll(sourceOf(named("1"), named("2", { replies: [{ text: "Yes." }] }), named("3", { visibility: "archived" })));
    expect(forum.reader.topic("back-pain")).toMatchObject({ name: "Back Pain", threadCount: 2, url: "/topics/back-pain" });
    expect(forum.reader.topicThreads("back-pain", { offset: 0, limit: 10 }).items.map(({ id }) => id)).toEqual(["2", "1"]);
    expect(forum.reader.topic("absent")).toBeUndefined();
  });
});
