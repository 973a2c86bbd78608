import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { DATABASE_FILE } from "../../src/store/database.ts";
import type { FeedbackCount } from "../../src/store/feedback.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const TODAY = "2026-11-24";
const LONG_AGO = "2026-01-01";

const count = (given: Partial<FeedbackCount>): FeedbackCount => ({ day: TODAY, list: "similar", threadKey: 1, itemKey: 2, position: 1, event: "shown", count: 1, ...given });

async function forumOf(folder = temporaryFolder()) {
  const forum = openSmallForum(folder);
  const [left, right] = ["left", "right"].map((id) => threadOf({ id, question: `The ${id} knee hurts`, topics: ["Knee Pain"] }));
  await forum.ingest.putAll(sourceOf(left!, right!, threadOf({ id: "hidden", question: "Nobody may know", visibility: "private" })));
  const rows = () => forum.database.prepare("SELECT * FROM feedback").all();
  const add = (...counts: Partial<FeedbackCount>[]) => forum.feedbackStore.add(counts.map(count), { wait: true });
  return { ...forum, store: forum.feedbackStore, rows, add, left: left!, right: right! };
}

describe("what is kept of feedback", () => {
  test("is sums of a day by keys and position: no column says who, at what time or from where", async () => {
    const { database } = await forumOf();
    const columns = database.prepare<[], { name: string; type: string; pk: number }>("SELECT name, type, pk FROM pragma_table_info('feedback')").all();
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ["day", "TEXT"], ["list", "TEXT"], ["thread_key", "INTEGER"], ["item_key", "INTEGER"], ["position", "INTEGER"], ["event", "TEXT"], ["count", "INTEGER"],
    ]);
    // One row for all that is alike: nothing tells one reader from another.
    expect(columns.filter(({ pk }) => pk > 0).map(({ name }) => name)).toEqual(columns.slice(0, -1).map(({ name }) => name));
  });

  test.each([
    ["another list", { list: "other" as "ask" }],
    ["another event", { event: "bought" as "shown" }],
    ["a position beyond 100", { position: 101 }],
    ["no count", { count: 0 }],
  ])("is never %s", async (_, wrong) => {
    const { add, rows } = await forumOf();
    expect(() => add({}, { itemKey: 3, ...wrong })).toThrow(/CHECK constraint failed/);
    expect(rows()).toEqual([]);
  });

  test("adds up, and is told by list, position and event from a day on", async () => {
    const { store, add, rows } = await forumOf();
    add({}, { count: 3 }, { position: 2, itemKey: 1 }, { event: "clicked" }, { list: "ask", threadKey: 0 }, { day: LONG_AGO });
    add({ count: 2 });
    expect(rows()).toHaveLength(5);
    expect(store.sums(TODAY)).toEqual(
      expect.arrayContaining([
        { list: "similar", position: 1, event: "shown", count: 6 },
        { list: "similar", position: 2, event: "shown", count: 1 },
        { list: "similar", position: 1, event: "clicked", count: 1 },
        { list: "ask", position: 1, event: "shown", count: 1 },
      ]),
    );
    expect(store.sums(TODAY)).toHaveLength(4);
    expect(store.sums(LONG_AGO)).toContainEqual({ list: "similar", position: 1, event: "shown", count: 7 });
  });

  test("is still there after a restart", async () => {
    const folder = temporaryFolder();
    const first = await forumOf(folder);
    first.add({ count: 5 });
    await first.close();
    expect(openSmallForum(folder).feedbackStore.sums(TODAY)).toEqual([{ list: "similar", position: 1, event: "shown", count: 5 }]);
  });

  test("knows the keys of what is public alone", async () => {
    const { store, topics, ingest, left } = await forumOf();
    expect(store.threadKey("left")).toBeGreaterThan(0);
    for (const id of ["hidden", "absent", "", "knee-pain"]) expect(store.threadKey(id)).toBeUndefined();
    const key = store.topicKey("knee-pain");
    expect(key).toBeGreaterThan(0);
    for (const id of ["left", "absent"]) expect(store.topicKey(id)).toBeUndefined();
    await ingest.put({ ...left, visibility: "private" });
    expect(store.threadKey("left")).toBeUndefined();
    topics.edit("knee-pain", { hidden: true }, "Ada", new Map());
    expect(store.topicKey("knee-pain")).toBeUndefined();
  });
});

describe("what was found unhelpful", () => {
  test("comes with the ids of both, the most often first, and of topics as of threads", async () => {
    const { store, add } = await forumOf();
    const [left, right, topic] = [store.threadKey("left")!, store.threadKey("right")!, store.topicKey("knee-pain")!];
    add(
      { threadKey: left, itemKey: right, event: "unhelpful", position: 1 },
      { threadKey: left, itemKey: right, event: "unhelpful", position: 2 },
      { threadKey: left, itemKey: right, event: "helpful", count: 4 },
      { threadKey: right, itemKey: topic, list: "related-faq", event: "unhelpful", count: 3 },
      { threadKey: 0, itemKey: left, list: "ask", event: "unhelpful" },
      { threadKey: right, itemKey: left, event: "helpful" },
      { threadKey: 0, itemKey: 0, event: "unhelpful", count: 9 },
    );
    expect(store.leastHelpful(TODAY, 10)).toEqual([
      { list: "related-faq", threadId: "right", itemId: "knee-pain", helpful: 0, unhelpful: 3 },
      { list: "similar", threadId: "left", itemId: "right", helpful: 4, unhelpful: 2 },
      { list: "ask", threadId: null, itemId: "left", helpful: 0, unhelpful: 1 },
    ]);
    expect(store.leastHelpful(TODAY, 1)).toHaveLength(1);
    expect(store.leastHelpful("2026-11-25", 10)).toEqual([]);
  });

  test("says nothing of a thread that was hidden since, on either side, and sums stay; once it is public again it is told again", async () => {
    const { store, add, ingest, left } = await forumOf();
    const [one, other] = [store.threadKey("left")!, store.threadKey("right")!];
    add({ threadKey: one, itemKey: other, event: "unhelpful" }, { threadKey: other, itemKey: one, event: "unhelpful" });
    const before = store.sums(TODAY);
    await ingest.put({ ...left, visibility: "archived" });
    expect(store.leastHelpful(TODAY, 10)).toEqual([]);
    expect(store.sums(TODAY)).toEqual(before);
    await ingest.put(left);
    expect(store.leastHelpful(TODAY, 10)).toHaveLength(2);
  });

  test("leads nowhere where the thread was deleted, also when one with its id comes again", async () => {
    const { store, add, ingest, left, database } = await forumOf();
    add({ threadKey: store.threadKey("left")!, itemKey: store.threadKey("right")!, event: "unhelpful" });
    ingest.remove("left");
    await ingest.put(left);
    expect(store.leastHelpful(TODAY, 10)).toEqual([]);
    expect(JSON.stringify(database.prepare("SELECT * FROM feedback").all())).not.toMatch(/left|right/);
  });
});

describe("feedback that grows", () => {
  test("tells 50,000 counters of a day apart; what comes beyond is counted without thread and item, and nothing is lost", async () => {
    const { store, add, rows } = await forumOf();
    const full = Array.from({ length: 50_000 }, (_, place) => ({ itemKey: place + 1, position: 1 + (place % 4) }));
    add(...full);
    add({ itemKey: 60_000, count: 2 }, { itemKey: 60_001 }, { itemKey: 60_000, position: 2 }, { itemKey: 1 });
    expect(rows()).toHaveLength(50_002);
    expect(rows()).toContainEqual({ day: TODAY, list: "similar", thread_key: 0, item_key: 0, position: 1, event: "shown", count: 3 });
    // Those that are told apart go on being so, and another day has room of its own.
    expect(rows()).toContainEqual({ day: TODAY, list: "similar", thread_key: 1, item_key: 1, position: 1, event: "shown", count: 2 });
    add({ day: "2026-11-25", itemKey: 60_000 });
    expect(rows()).toContainEqual({ day: "2026-11-25", list: "similar", thread_key: 1, item_key: 60_000, position: 1, event: "shown", count: 1 });
    expect(store.sums(TODAY).reduce((sum, { count: counted }) => sum + counted, 0)).toBe(50_000 + 5 + 1);
  });

  test("is told by thread and item for 90 days, and by list and position for good", async () => {
    const { add, rows, store } = await forumOf();
    add({ day: "2026-08-25", count: 2 }, { day: "2026-08-25", itemKey: 3 }, { day: "2026-08-25", threadKey: 0, itemKey: 0, count: 4 });
    add({ day: "2026-08-26" });
    expect(rows()).toHaveLength(4);
    const before = store.sums(LONG_AGO);
    add({ position: 4 });
    expect(rows()).toEqual([
      { day: "2026-08-25", list: "similar", thread_key: 0, item_key: 0, position: 1, event: "shown", count: 7 },
      { day: "2026-08-26", list: "similar", thread_key: 1, item_key: 2, position: 1, event: "shown", count: 1 },
      { day: TODAY, list: "similar", thread_key: 1, item_key: 2, position: 4, event: "shown", count: 1 },
    ]);
    expect(store.sums(LONG_AGO)).toEqual([...before, { list: "similar", position: 4, event: "shown", count: 1 }]);
  });
});

describe("feedback while another process writes", () => {
  test("is refused at once where nobody waits for it, and nothing of it is kept; later writes wait again", async () => {
    const folder = temporaryFolder();
    const { store, rows, database } = await forumOf(folder);
    const other = new Sqlite(join(folder, DATABASE_FILE));
    onTestFinished(() => void other.close());
    other.exec("BEGIN IMMEDIATE");
    expect(() => store.add([count({})], { wait: false })).toThrow(expect.objectContaining({ code: "overloaded" }));
    expect(rows()).toEqual([]);
    expect(database.prepare("SELECT timeout FROM pragma_busy_timeout").pluck().get()).toBe(5_000);
    other.exec("COMMIT");
    store.add([count({})], { wait: false });
    expect(rows()).toHaveLength(1);
  });
});
