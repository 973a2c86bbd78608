import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFeedbackBook } from "../../src/feedback/book.ts";
import type { Feedback } from "../../src/feedback/feedback.ts";
import { KindredError } from "../../src/forum/errors.ts";
import { DATABASE_FILE } from "../../src/store/database.ts";
import type { FeedbackStore } from "../../src/store/feedback.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const TODAY = "2026-11-24";
const now = () => new Date(`${TODAY}T23:59:59.999Z`);

const shown = (...items: string[]): Feedback => ({ event: "shown", list: "similar", thread: "knee", items });
const clicked: Feedback = { event: "clicked", list: "similar", thread: "knee", item: "elbow", position: 1 };

/** A forum with a book over its store, and what was written of it; `written` resolves with the next write that succeeds. */
async function openBook(folder = temporaryFolder(), options: { writeAfterMs?: number; mostWaiting?: number } = { writeAfterMs: 5 }) {
  const forum = openSmallForum(folder);
  const threads = ["knee", "elbow", "wrist"].map((id) => threadOf({ id, question: `My ${id} hurts`, topics: ["Joint Pain"] }));
  await forum.ingest.putAll(sourceOf(...threads, threadOf({ id: "hidden", question: "Nobody may know", visibility: "private" })));
  const messages: string[] = [];
  let onWritten: () => void = () => undefined;
  let refused = 0;
  let failure: Error | undefined;
  const store: FeedbackStore = {
    ...forum.feedbackStore,
    add: (counts, { wait }) => {
      try {
        if (failure !== undefined) throw failure;
        forum.feedbackStore.add(counts, { wait });
      } catch (error) {
        refused += 1;
        throw error;
      }
      onWritten();
    },
  };
  const book = createFeedbackBook({ store, now, log: (message) => void messages.push(message) }, options);
  onTestFinished(book.stop);
  return {
    ...forum,
    book,
    messages,
    threads,
    refused: () => refused,
    fail: (error: Error | undefined) => (failure = error),
    written: () => new Promise<void>((resolve) => (onWritten = resolve)),
    /** "position event count", in order. */
    sums: () => forum.feedbackStore.sums(TODAY).map(({ position, event, count }) => `${position} ${event} ${count}`).toSorted(),
  };
}

describe("feedback that is taken", () => {
  test("counts the list and each item at its position, is written soon, and adds up", async () => {
    const { book, sums, written } = await openBook();
    const first = written();
    book.take(shown("elbow", "wrist"));
    book.take(clicked);
    // Nothing was written while somebody waited.
    expect(sums()).toEqual([]);
    await first;
    expect(sums()).toEqual(["0 shown 1", "1 clicked 1", "1 shown 1", "2 shown 1"]);
    const second = written();
    book.take(shown("elbow"));
    await second;
    expect(sums()).toEqual(["0 shown 2", "1 clicked 1", "1 shown 2", "2 shown 1"]);
  });

  test("counts an empty list as shown and as empty", async () => {
    const { book, sums, feedbackStore } = await openBook();
    book.take({ event: "shown", list: "ask", items: [] });
    book.stop();
    expect(sums()).toEqual(["0 empty 1", "0 shown 1"]);
    expect(feedbackStore.sums(TODAY).map(({ list }) => list)).toEqual(["ask", "ask"]);
  });

  test("tells threads and topics of one id apart by the list they stand in", async () => {
    const { book, sums, database, feedbackStore } = await openBook();
    book.take({ event: "helpful", list: "related-faq", thread: "knee", item: "joint-pain", position: 3 });
    for (const item of ["elbow", "knee"]) book.take({ event: "helpful", list: "related-faq", thread: "knee", item, position: 4 });
    book.take({ event: "helpful", list: "similar", thread: "knee", item: "joint-pain", position: 5 });
    book.stop();
    expect(sums()).toEqual(["3 helpful 1"]);
    const row = { thread_key: feedbackStore.threadKey("knee"), item_key: feedbackStore.topicKey("joint-pain") };
    expect(database.prepare("SELECT thread_key, item_key FROM feedback").all()).toEqual([row]);
  });

  test.each([
    ["a hidden thread under which it stood", { ...clicked, thread: "hidden" }],
    ["an unknown thread under which it stood", { ...clicked, thread: "absent" }],
    ["a hidden item", { ...clicked, item: "hidden" }],
    ["an unknown item", { ...clicked, item: "x".repeat(200) }],
    ["a list of which nothing is public", shown("hidden", "absent")],
    ["an empty list under a hidden thread", { ...shown(), thread: "hidden" }],
  ] satisfies [string, Feedback][])("is dropped where it names %s", async (_, feedback) => {
    const { book, sums } = await openBook();
    book.take(feedback);
    book.stop();
    expect(sums()).toEqual([]);
  });

  test("leaves items out that are not public, and the others keep their positions", async () => {
    const { book, sums } = await openBook();
    book.take(shown("hidden", "elbow", "absent", "wrist"));
    book.stop();
    expect(sums()).toEqual(["0 shown 1", "2 shown 1", "4 shown 1"]);
  });

  test("is dropped from the moment its thread is hidden", async () => {
    const { book, sums, ingest, threads } = await openBook();
    await ingest.put({ ...threads[1]!, visibility: "private" });
    book.take(clicked);
    book.stop();
    expect(sums()).toEqual([]);
  });

  test("is counted without thread and item where too many counters wait, and none is lost", async () => {
    const { book, sums, database } = await openBook(temporaryFolder(), { writeAfterMs: 5, mostWaiting: 2 });
    book.take(shown("elbow", "wrist"));
    for (let turn = 0; turn < 3; turn += 1) book.take(clicked);
    book.stop();
    expect(sums()).toEqual(["0 shown 1", "1 clicked 3", "1 shown 1", "2 shown 1"]);
    expect(database.prepare("SELECT event, position FROM feedback WHERE thread_key = 0 AND item_key = 0").all()).toHaveLength(2);
  });
});

describe("feedback that cannot be written", () => {
  test("waits until another process has done writing, which nobody is told of", async () => {
    const folder = temporaryFolder();
    const { book, sums, refused, messages, written } = await openBook(folder);
    const other = new Sqlite(join(folder, DATABASE_FILE));
    onTestFinished(() => void other.close());
    other.exec("BEGIN IMMEDIATE");
    book.take(clicked);
    await expect.poll(refused).toBeGreaterThan(1);
    book.take(shown("elbow"));
    other.exec("COMMIT");
    await written();
    expect(sums()).toEqual(["0 shown 1", "1 clicked 1", "1 shown 1"]);
    expect(messages).toEqual([]);
  });

  test("is kept and told of once, without what it says, whatever is the matter", async () => {
    const { book, sums, refused, messages, fail, written } = await openBook();
    fail(new KindredError("index_unusable", "The index cannot be written (SQLITE_FULL).", "Check the disk."));
    book.take(clicked);
    await expect.poll(refused).toBeGreaterThan(2);
    fail(new TypeError("nobody foresaw it"));
    const before = refused();
    await expect.poll(refused).toBeGreaterThan(before);
    expect(messages).toEqual(["Feedback could not be written: The index cannot be written (SQLITE_FULL)."]);
    fail(undefined);
    await written();
    expect(sums()).toEqual(["1 clicked 1"]);
  });
});

describe("a book that is stopped", () => {
  test("writes what waits, once, and takes no more", async () => {
    const folder = temporaryFolder();
    const { book, sums, close } = await openBook(folder, { writeAfterMs: 60_000 });
    book.take(clicked);
    expect(sums()).toEqual([]);
    book.stop();
    book.take(clicked);
    book.stop();
    expect(sums()).toEqual(["1 clicked 1"]);
    await close();
    expect(openSmallForum(folder).feedbackStore.sums(TODAY)).toHaveLength(1);
  });

  test("says what is lost where it cannot be written even then", async () => {
    const { book, messages, fail } = await openBook();
    fail(new KindredError("overloaded", "Another process is writing the index.", "Try again."));
    book.take(clicked);
    book.stop();
    expect(messages).toEqual(["Feedback could not be written: Another process is writing the index."]);
    fail(undefined);
  });
});
