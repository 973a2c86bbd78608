import { describe, expect, test } from "vitest";
import { threadOf } from "../fakes/small-forum.ts";
import { FIRST_PAGE, openTopicForum, question, vectorsOf } from "../fakes/topic-forum.ts";

const curated = (name: string, given: object = {}) => ({ name, aliases: [], hidden: false, ...given });
const code = (expected: string, message = /./) => expect.objectContaining({ code: expected, message: expect.stringMatching(message), remedy: expect.stringMatching(/./) });

describe("an edit of a topic", () => {
  test("changes what it names, is shown at once, and pins the topic", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    const record = forum.edit("back-pain", { name: "Pain in the back", aliases: ["Backache", "Lumbago"], url: "/faq/back" });
    expect(record).toMatchObject({ id: "back-pain", name: "Pain in the back", aliases: ["Backache", "Lumbago"], url: "/faq/back", pinned: true, hidden: false, threadCount: 1, origin: "thread" });
    expect(forum.topics.record("back-pain")).toEqual(record);
    expect(forum.topics.records()).toEqual([record]);
    expect(forum.reader.topic("back-pain")).toEqual({ id: "back-pain", name: "Pain in the back", department: null, url: "/faq/back", threadCount: 1 });
  });

  test("that says so leaves it unpinned, and one that pins alone does no more", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    expect(forum.edit("back-pain", { url: "/faq", pinned: false }).pinned).toBe(false);
    expect(forum.edit("back-pain", { pinned: true })).toMatchObject({ pinned: true, url: "/faq" });
    expect(forum.topics.edits(FIRST_PAGE).items[0]).toMatchObject({ before: { pinned: false }, after: { pinned: true } });
  });

  test("that changes nothing writes nothing, neither audit nor change nor pin", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    const before = forum.topics.record("back-pain");
    const changes = forum.changesOf(() => expect(forum.edit("back-pain", { name: "Back Pain", aliases: ["Back Pain"], url: null, hidden: false, mergedInto: null })).toEqual(before));
    expect(changes).toEqual({ threads: [], topics: 0 });
    expect(forum.topics.edits(FIRST_PAGE)).toEqual({ items: [], total: 0 });
  });

  test("logs the topic and no thread", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    expect(forum.changesOf(() => forum.edit("back-pain", { aliases: ["Lumbago"] }))).toEqual({ threads: [], topics: 1 });
  });

  test("of a topic that is not there is refused", async () => {
    const forum = await openTopicForum([]);
    expect(() => forum.edit("none", { hidden: true })).toThrow(code("topic_not_found"));
  });

  test("to a name or an alias that another topic of the department has is refused, with what to do, and nothing is written", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain", "Spine"]), question("2", ["Back Pain"], { department: "Surgery" })]);
    for (const edit of [{ name: "back  pain" }, { aliases: ["BACK PAIN"] }]) {
      expect(() => forum.edit("spine", edit)).toThrow(code("topic_conflict", /back-pain/));
    }
    expect(forum.topics.record("spine")).toMatchObject({ name: "Spine", aliases: [], pinned: false });
    expect(forum.topics.edits(FIRST_PAGE).total).toBe(0);
    expect(forum.edit("back-pain.surgery", { name: "Spine" }).name).toBe("Spine");
    forum.edit("back-pain", { name: "Aching backs" });
    expect(() => forum.edit("spine", { name: "Aching Backs" })).toThrow(code("topic_conflict", /back-pain/));
    expect(() => forum.edit("spine", { name: "Back Pain" })).toThrow(code("topic_conflict"));
  });

  test("takes the names of topics that are merged into it, or that it goes into", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain", "Spine", "Sciatica"])]);
    forum.edit("spine", { mergedInto: "back-pain" });
    expect(forum.edit("back-pain", { aliases: ["Spine"] }).aliases).toEqual(["Spine"]);
    expect(forum.edit("sciatica", { name: "Back Pain", mergedInto: "back-pain" })).toMatchObject({ mergedInto: "back-pain" });
  });

  test("keeps each alias once, and never the name among them", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    expect(forum.edit("back-pain", { aliases: ["Lumbago", "Back Pain", "Lumbago", "Backache"] }).aliases).toEqual(["Lumbago", "Backache"]);
    expect(forum.edit("back-pain", { name: "Backache" })).toMatchObject({ name: "Backache", aliases: ["Lumbago"] });
    expect(forum.topics.edits(FIRST_PAGE).items[0]).toMatchObject({
      before: { name: "Back Pain", aliases: ["Lumbago", "Backache"] },
      after: { name: "Backache", aliases: ["Lumbago"] },
    });
  });

  test("leaves one vector for each name that stands, and none for one that does not", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    const count = () => forum.database.prepare("SELECT count(*) FROM vectors").pluck().get();
    const before = count();
    forum.edit("back-pain", { aliases: ["Lumbago"] });
    expect(count()).toBe(Number(before) + 1);
    forum.edit("back-pain", { name: "Spine", aliases: [] });
    expect(count()).toBe(before);
    expect([...forum.feed.topics()].map(({ names }) => names)).toEqual([[...vectorsOf("Spine").values()]]);
  });
});

describe("the audit", () => {
  test("keeps the fields that changed, both sides, newest first, of all topics or of one", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain", "Spine"])]);
    forum.edit("back-pain", { name: "Backs", hidden: false }, "eva");
    forum.edit("spine", { url: "/spine" }, null);
    forum.edit("back-pain", { hidden: true }, "adam");
    const { items, total } = forum.topics.edits(FIRST_PAGE);
    expect(items.map(({ topicId, editor, before, after }) => ({ topicId, editor, before, after }))).toEqual([
      { topicId: "back-pain", editor: "adam", before: { hidden: false }, after: { hidden: true } },
      { topicId: "spine", editor: null, before: { url: null, pinned: false }, after: { url: "/spine", pinned: true } },
      { topicId: "back-pain", editor: "eva", before: { name: "Back Pain", pinned: false }, after: { name: "Backs", pinned: true } },
    ]);
    expect(total).toBe(3);
    for (const { editedAt } of items) expect(editedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(items.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
    expect(forum.topics.edits({ topicId: "back-pain", offset: 1, limit: 1 })).toEqual({ items: [items[2]], total: 2 });
  });

  test("outlives its topic", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    forum.edit("back-pain", { url: "/faq", pinned: false });
    forum.ingest.remove("1");
    expect(forum.topics.records()).toEqual([]);
    expect(forum.topics.edits({ ...FIRST_PAGE, topicId: "back-pain" }).total).toBe(1);
  });
});

describe("a merged topic", () => {
  const three = [question("1", ["Back Pain", "Spine"]), question("2", ["Spine"]), question("3", ["Sciatica"])];

  test("lends its threads to the other, each once, and answers with it", async () => {
    const forum = await openTopicForum(three);
    expect(forum.changesOf(() => forum.edit("spine", { mergedInto: "back-pain" }))).toEqual({ threads: [], topics: 2 });
    expect(forum.shown()).toEqual(["back-pain 2", "sciatica 1"]);
    expect(forum.reader.topic("spine")).toEqual(forum.reader.topic("back-pain"));
    expect(forum.threadsOf("spine")).toEqual(forum.threadsOf("back-pain"));
    expect(forum.threadsOf("back-pain")).toEqual(["1", "2"]);
    expect(forum.reader.counts().topics).toBe(2);
    expect(forum.topics.record("spine")).toMatchObject({ mergedInto: "back-pain", threadCount: 2 });
    expect(forum.topics.record("back-pain")).toMatchObject({ threadCount: 1 });
  });

  test("is given by its key as the topic it went into, and never beside it", async () => {
    const forum = await openTopicForum(three);
    const key = (id: string) => forum.topics.record(id)!.key;
    const keys = ["spine", "back-pain", "sciatica"].map(key);
    forum.edit("spine", { mergedInto: "back-pain" });
    const byKey = (asked: number[]) => [...forum.reader.topicsByKey(asked)].map(([asked_, { id }]) => [asked_, id]);
    expect(byKey(keys)).toEqual([[keys[1], "back-pain"], [keys[2], "sciatica"]]);
    expect(byKey([keys[0]!])).toEqual([[keys[0], "back-pain"]]);
    forum.edit("sciatica", { mergedInto: "back-pain" });
    expect(byKey([keys[0]!, keys[2]!])).toEqual([[keys[0], "back-pain"]]);
  });

  test("taken out again is what it was", async () => {
    const forum = await openTopicForum(three);
    const before = [forum.shown(), forum.topics.record("spine")];
    forum.edit("spine", { mergedInto: "back-pain" });
    forum.edit("spine", { mergedInto: null, pinned: false });
    expect([forum.shown(), forum.topics.record("spine")]).toEqual(before);
  });

  test("is not taken out again where another one is called by its name or its alias by then, unless it lets that go", async () => {
    for (const [taken, remedied] of [["Spine", { name: "Vertebrae" }], ["Column", { aliases: [] }]] as const) {
      const forum = await openTopicForum(three);
      forum.edit("spine", { aliases: ["Column"] });
      forum.edit("spine", { mergedInto: "back-pain" });
      forum.edit(taken === "Spine" ? "back-pain" : "sciatica", { name: taken });
      const before = forum.topics.records();
      expect(() => forum.edit("spine", { mergedInto: null })).toThrow(code("topic_conflict"));
      expect(() => forum.edit("spine", { mergedInto: null, url: "/spine" })).toThrow(code("topic_conflict"));
      expect(forum.topics.records()).toEqual(before);
      // Merged as it is, it may be edited.
      forum.edit("spine", { url: "/spine" });
      forum.edit("spine", { mergedInto: null, ...remedied });
      expect(forum.shown()).toContain("spine 2");
    }
  });

  test("moves on with the topic that it went into, which the audit says", async () => {
    const forum = await openTopicForum(three);
    forum.edit("spine", { mergedInto: "back-pain" });
    forum.edit("back-pain", { mergedInto: "sciatica" }, "adam");
    expect(forum.topics.record("spine")!.mergedInto).toBe("sciatica");
    expect(forum.shown()).toEqual(["sciatica 3"]);
    expect(forum.reader.topic("spine")!.id).toBe("sciatica");
    expect(forum.topics.edits({ ...FIRST_PAGE, topicId: "spine" }).items[0]).toMatchObject({ editor: "adam", before: { mergedInto: "back-pain" }, after: { mergedInto: "sciatica" } });
    forum.edit("back-pain", { mergedInto: null });
    expect(forum.shown()).toEqual(["sciatica 3", "back-pain 1"]);
  });

  test("goes neither into itself, nor into one that is merged, hidden or not there", async () => {
    const forum = await openTopicForum([...three, question("4", ["Hidden"])]);
    forum.edit("spine", { mergedInto: "back-pain" });
    forum.edit("hidden", { hidden: true });
    const before = forum.topics.records();
    for (const [from, into] of [["sciatica", "sciatica"], ["sciatica", "spine"], ["back-pain", "spine"], ["sciatica", "hidden"]] as const) {
      expect(() => forum.edit(from, { mergedInto: into })).toThrow(code("topic_conflict"));
    }
    expect(() => forum.edit("sciatica", { mergedInto: "none" })).toThrow(code("invalid_request"));
    expect(forum.topics.records()).toEqual(before);
  });

  test("keeps the other while it has no thread of its own, and brings it into sight when a thread names either", async () => {
    const forum = await openTopicForum(three);
    forum.edit("spine", { mergedInto: "sciatica" });
    for (const id of ["1", "2", "3"]) forum.ingest.remove(id);
    expect(forum.rows()).toEqual(["spine thread 0", "sciatica thread 0"]);
    expect(forum.shown()).toEqual([]);
    await forum.ingest.put(question("5", ["Spine"]));
    expect(forum.shown()).toEqual(["sciatica 1"]);
  });
});

describe("a hidden topic", () => {
  test("is in no answer, with what is merged into it, and its threads stay", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain", "Spine", "Knee"])]);
    const keys = forum.topics.records().map(({ key }) => key);
    forum.edit("spine", { mergedInto: "back-pain" });
    forum.edit("back-pain", { hidden: true });
    for (const id of ["back-pain", "spine"]) {
      expect(forum.reader.topic(id)).toBeUndefined();
      expect(forum.reader.topicThreads(id, FIRST_PAGE)).toEqual({ items: [], total: 0 });
    }
    expect(forum.shown()).toEqual(["knee 1"]);
    expect(forum.reader.topicsByDepartment(10).flatMap(({ topics }) => topics.map(({ id }) => id))).toEqual(["knee"]);
    expect([...forum.reader.topicsByKey(keys).values()].map(({ id }) => id)).toEqual(["knee"]);
    expect(forum.reader.counts().topics).toBe(1);
    expect([...forum.feed.topics()].map(({ id }) => id)).toEqual(["knee"]);
    expect([...forum.feed.threads()][0]!.topicKeys).toHaveLength(1);
    forum.edit("back-pain", { hidden: false });
    expect(forum.shown()).toEqual(["back-pain 1", "knee 1"]);
  });

  test("stays hidden when its last thread goes and another names it", async () => {
    const forum = await openTopicForum([question("1", ["Back Pain"])]);
    forum.edit("back-pain", { hidden: true });
    forum.ingest.remove("1");
    await forum.ingest.put(question("2", ["Back Pain"]));
    expect(forum.topics.record("back-pain")).toMatchObject({ hidden: true, threadCount: 1 });
    expect(forum.shown()).toEqual([]);
  });
});

describe("a file's topics", () => {
  test("come in once: what is read again changes nothing", async () => {
    const forum = await openTopicForum([question("1", ["back pain"])]);
    const file = [curated("Back Pain", { aliases: ["Lumbago"], url: "/faq/back" }), curated("Knee", { department: "Surgery" }), curated("Old", { hidden: true })];
    const put = () => forum.topics.putCurated(file, vectorsOf("Back Pain", "Lumbago", "Knee", "Old"));
    expect(put()).toEqual({ added: 2, updated: 1, unchanged: 0 });
    const records = forum.topics.records();
    expect(records.map(({ id, name, aliases, origin, pinned, hidden }) => ({ id, name, aliases, origin, pinned, hidden }))).toEqual([
      { id: "back-pain", name: "Back Pain", aliases: ["Lumbago"], origin: "file", pinned: false, hidden: false },
      { id: "knee.surgery", name: "Knee", aliases: [], origin: "file", pinned: false, hidden: false },
      { id: "old", name: "Old", aliases: [], origin: "file", pinned: false, hidden: true },
    ]);
    expect(forum.changesOf(() => expect(put()).toEqual({ added: 0, updated: 0, unchanged: 3 }))).toEqual({ threads: [], topics: 0 });
    expect(forum.topics.records()).toEqual(records);
    expect(forum.shown()).toEqual(["knee.surgery 0", "back-pain 1"]);
  });

  test("change as the file does, until an editor touches them", async () => {
    const forum = await openTopicForum([]);
    forum.topics.putCurated([curated("Back Pain", { aliases: ["Lumbago"] }), curated("Knee")], vectorsOf("Back Pain", "Lumbago", "Knee"));
    const later = [curated("back pain", { hidden: true }), curated("Knee", { url: "/knee", aliases: ["Knees"] })];
    forum.edit("back-pain", { name: "Backs", aliases: ["Spine"] });
    expect(forum.topics.putCurated(later, vectorsOf("Knees"))).toEqual({ added: 0, updated: 1, unchanged: 1 });
    expect(forum.topics.record("back-pain")).toMatchObject({ name: "Backs", aliases: ["Spine"], hidden: false });
    expect(forum.topics.record("knee")).toMatchObject({ url: "/knee", aliases: ["Knees"] });
    forum.edit("knee", { hidden: true });
    forum.topics.putCurated([curated("Knee")], new Map());
    expect(forum.topics.record("knee")).toMatchObject({ hidden: true, url: "/knee" });
  });

  test("that an editor gave the name of a line are that line's", async () => {
    const forum = await openTopicForum([question("1", ["Spine"])]);
    forum.edit("spine", { name: "Back Pain" });
    expect(forum.topics.putCurated([curated("Back Pain")], new Map())).toEqual({ added: 0, updated: 1, unchanged: 0 });
    expect(forum.rows()).toEqual(["spine file 1"]);
  });

  test("stay without threads, and of two lines for one the first stands", async () => {
    const forum = await openTopicForum([question("1", ["Knee"])]);
    expect(forum.topics.putCurated([curated("Knee"), curated("KNEE")], vectorsOf("KNEE"))).toEqual({ added: 0, updated: 1, unchanged: 1 });
    forum.ingest.remove("1");
    expect(forum.topics.record("knee")).toMatchObject({ name: "Knee", origin: "file" });
    expect(forum.shown()).toEqual(["knee 0"]);
  });
});

describe("a thread that names a topic", () => {
  test("by its name or alias of now joins that one, and makes no second", async () => {
    const forum = await openTopicForum([question("1", ["Spine"])]);
    forum.edit("spine", { name: "Back Pain", aliases: ["Lumbago"] });
    await forum.ingest.put(question("2", ["back pain"]));
    await forum.ingest.put(question("3", ["LUMBAGO", "Spine"]));
    expect(forum.rows()).toEqual(["spine thread 3"]);
    expect(forum.topics.record("spine")!.name).toBe("Back Pain");
  });
});

describe("lists of topics", () => {
  test("are by department, those without one last, the largest first, then by name", async () => {
    const forum = await openTopicForum([
      question("1", ["B", "A", "C"], { department: "Surgery" }),
      question("2", ["C"], { department: "Surgery" }),
      question("3", ["Z", "Y"], { department: "Dermatology" }),
      question("4", ["General", "Also"]),
      question("5", ["General"]),
    ]);
    const all = ["y.dermatology 1", "z.dermatology 1", "c.surgery 2", "a.surgery 1", "b.surgery 1", "general 2", "also 1"];
    expect(forum.shown()).toEqual(all);
    const page = (department: string | null | undefined, offset = 0) => {
      const { items, total } = forum.reader.topics({ offset, limit: 2, department });
      return [items.map(({ id, threadCount }) => `${id} ${threadCount}`), total];
    };
    expect(page(undefined, 2)).toEqual([all.slice(2, 4), 7]);
    expect(page("Surgery", 2)).toEqual([["b.surgery 1"], 3]);
    expect(page(null)).toEqual([["general 2", "also 1"], 2]);
    expect(page("None")).toEqual([[], 0]);
    expect(forum.reader.topicsByDepartment(2).map(({ department, total, topics }) => [department, total, topics.map(({ id }) => id)])).toEqual([
      ["Dermatology", 2, ["y.dermatology", "z.dermatology"]],
      ["Surgery", 3, ["c.surgery", "a.surgery"]],
      [null, 2, ["general", "also"]],
    ]);
    expect(forum.reader.topicsByDepartment(0)).toEqual([
      { department: "Dermatology", total: 2, topics: [] },
      { department: "Surgery", total: 3, topics: [] },
      { department: null, total: 2, topics: [] },
    ]);
  });

  test("of a topic's threads have those with an accepted answer first, then answered ones, the newest first", async () => {
    const reply = { text: "Answer" };
    const accepted = { text: "Answer", accepted: true };
    const thread = (id: string, replies: object[], askedAt?: string) => threadOf({ id, question: `question ${id}`, topics: ["T"], replies: replies as never, ...(askedAt === undefined ? {} : { askedAt }) });
    const forum = await openTopicForum([
      thread("new", [], "2025-03-01"), thread("old", [], "2025-01-01"), thread("dateless", []),
      thread("answered", [reply, reply], "2024-02-01"), thread("newly", [reply], "2024-03-01"),
      thread("accepted", [reply, accepted], "2020-01-01"), thread("equal", [], "2025-01-01"),
    ]);
    expect(forum.threadsOf("t")).toEqual(["accepted", "newly", "answered", "new", "old", "equal", "dateless"]);
    await forum.ingest.put(thread("accepted", [reply, reply], "2020-01-01"));
    await forum.ingest.put(thread("old", [accepted], "2025-01-01"));
    expect(forum.threadsOf("t").slice(0, 4)).toEqual(["old", "newly", "answered", "accepted"]);
  });
});
