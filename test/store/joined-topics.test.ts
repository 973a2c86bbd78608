import { describe, expect, test } from "vitest";
import { createVectorStore } from "../../src/store/vectors.ts";
import { createThreadWriter } from "../../src/store/writing.ts";
import { openTopicForum, question } from "../fakes/topic-forum.ts";

const five = ["1", "2", "3", "4", "5"].map((id) => question(id));

describe("what mining found", () => {
  test("is kept with the threads that joined, and logged topic by topic", async () => {
    const forum = await openTopicForum(five);
    const { mined } = forum;
    expect(forum.topics.joinedUpTo()).toBeUndefined();
    expect(forum.changesOf(() => expect(forum.keepMined([mined("Backs", ["1", "2"]), mined("Knees", ["2", "3"], "Surgery")], 5)).toBe(true))).toEqual({ threads: [], topics: 2 });
    expect(forum.rows()).toEqual(["backs mined 2", "knees.surgery mined 2"]);
    expect(forum.shown()).toEqual(["knees.surgery 2", "backs 2"]);
    expect(forum.threadsOf("backs")).toEqual(["1", "2"]);
    const [backs, knees] = forum.topics.records().map(({ key }) => key);
    expect(forum.topics.members()).toEqual(new Map([
      [backs, { named: [], joined: forum.threadKeys(["1", "2"]) }],
      [knees, { named: [], joined: forum.threadKeys(["2", "3"]) }],
    ]));
    expect(forum.topics.joinedUpTo()).toBe(5);
  });

  test("kept twice changes nothing the second time but how far it reaches", async () => {
    const forum = await openTopicForum([...five, question("named", ["Knees"])]);
    const topics = [forum.mined("Backs", ["1", "2"]), forum.mined("Knees", ["3", "named"])];
    forum.keepMined(topics, 6);
    const rows = forum.database.prepare("SELECT * FROM thread_topics").all();
    expect(forum.changesOf(() => expect(forum.keepMined(topics, 9)).toBe(false))).toEqual({ threads: [], topics: 0 });
    expect(forum.database.prepare("SELECT * FROM thread_topics").all()).toEqual(rows);
    expect(forum.topics.joinedUpTo()).toBe(9);
  });

  test("is written as far as it differs, and what is no longer found goes", async () => {
    const forum = await openTopicForum(five);
    const { mined } = forum;
    forum.keepMined([mined("Backs", ["1", "2"]), mined("Knees", ["2", "3"]), mined("Skin", ["4", "5"])]);
    const changes = forum.changesOf(() => expect(forum.keepMined([mined("Backs", ["1", "2"]), mined("knees", ["2", "3", "4"]), mined("Eyes", ["5"])])).toBe(true));
    expect(changes).toEqual({ threads: [], topics: 3 });
    expect(forum.rows()).toEqual(["backs mined 2", "knees mined 3", "eyes mined 1"]);
    expect(forum.topics.record("knees")!.name).toBe("knees");
    expect(forum.keepMined([])).toBe(true);
    expect(forum.rows()).toEqual([]);
    expect(forum.database.prepare("SELECT count(*) FROM vectors").pluck().get()).toBe(five.length);
  });

  test("never takes away what an editor touched, what a file brought, or what threads name", async () => {
    const forum = await openTopicForum([...five, question("6", ["Named"])]);
    const { mined } = forum;
    const names = ["Pinned", "Hidden", "Merged", "Target", "Untouched"];
    forum.keepMined([...names.map((name) => mined(name, ["1", "2"])), mined("Named", ["3"])]);
    forum.edit("pinned", { name: "Renamed" });
    forum.edit("hidden", { hidden: true, pinned: false });
    forum.edit("merged", { mergedInto: "target", pinned: false });
    forum.topics.putCurated([{ name: "File", aliases: [], hidden: false }], new Map());
    forum.keepMined([mined("Pinned", ["4"])]);
    // Mining tells of all topics that were so when it began. Of which it tells nothing were made so since, and keep their threads.
    expect(forum.rows()).toEqual(["named thread 2", "pinned mined 1", "hidden mined 2", "merged mined 2", "target mined 0", "file file 0"]);
    expect(forum.topics.record("pinned")!.name).toBe("Renamed");
    expect(forum.threadsOf("pinned")).toEqual(["4"]);
    expect(forum.threadsOf("named")).toEqual(["3", "6"]);
    expect(forum.threadsOf("target")).toEqual(["1", "2"]);
    expect(forum.shown()).toEqual(["named 2", "target 2", "pinned 1", "file 0"]);
  });

  test("under a name that an editor gave a topic joins that topic", async () => {
    const forum = await openTopicForum([...five, question("6", ["Spine"])]);
    forum.edit("spine", { name: "Back Pain", aliases: ["Lumbago"] });
    forum.keepMined([forum.mined("back pain", ["1"]), forum.mined("Lumbago", ["2"])]);
    expect(forum.rows()).toEqual(["spine thread 3"]);
  });

  test("becomes the thread's own when a thread names it, in the thread's spelling", async () => {
    const forum = await openTopicForum(five);
    forum.keepMined([forum.mined("Back pain", ["1", "2"]), forum.mined("knees", ["3"])]);
    forum.edit("knees", { url: "/knees" });
    forum.follower.catchUp();
    await forum.ingest.put(question("1", ["Back Pain", "KNEES"]));
    expect(forum.topics.record("back-pain")).toMatchObject({ name: "Back Pain", origin: "thread", threadCount: 2 });
    expect(forum.topics.record("knees")).toMatchObject({ name: "knees", origin: "thread", threadCount: 2 });
    const key = forum.topics.record("back-pain")!.key;
    expect(forum.topics.members().get(key)).toEqual({ named: forum.threadKeys(["1"]), joined: forum.threadKeys(["2"]) });
    // Mining no longer has a say in it: neither over its name nor over what names it.
    forum.keepMined([forum.mined("BACK PAIN", ["2"])]);
    expect(forum.topics.record("back-pain")).toMatchObject({ name: "Back Pain", threadCount: 2 });
  });
});

describe("threads that join", () => {
  test("are those that wait for a topic; what joined one already stays there, and only what is new is logged", async () => {
    const forum = await openTopicForum([...five, question("6", ["Named"])]);
    forum.keepMined([forum.mined("Backs", ["1", "2"]), forum.mined("Knees", ["3", "4"])], 6);
    const [named, backs, knees] = forum.topics.records().map(({ key }) => key) as [number, number, number];
    const [one, , three, four, five_, six] = forum.threadKeys(["1", "2", "3", "4", "5", "6"]) as [number, number, number, number, number, number];
    // What a thread names it has not joined.
    expect(forum.topics.waiting([six, one, five_, 999])).toEqual([six, five_]);
    const joins = new Map([[one, [knees]], [three, [backs, knees]], [four, []], [five_, [backs, knees]], [six, [backs, named]]]);
    expect(forum.changesOf(() => expect(forum.topics.join(joins, 6, 9)).toBe(true))).toEqual({ threads: ["5", "6"], topics: 0 });
    expect(forum.threadsOf("backs").toSorted()).toEqual(["1", "2", "5", "6"]);
    expect(forum.threadsOf("knees").toSorted()).toEqual(["3", "4", "5"]);
    expect(forum.topics.members().get(named)).toEqual({ named: [six], joined: [] });
    expect(forum.topics.joinedUpTo()).toBe(9);
    expect(forum.topics.waiting([one, five_, six])).toEqual([]);
    expect(forum.changesOf(() => expect(forum.topics.join(joins, 9, 9)).toBe(true))).toEqual({ threads: [], topics: 0 });
  });

  test("to none are not logged, and wait on", async () => {
    const forum = await openTopicForum(five);
    forum.keepMined([forum.mined("Backs", ["1", "2"])], 5);
    const [three] = forum.threadKeys(["3"]) as [number];
    expect(forum.changesOf(() => expect(forum.topics.join(new Map([[three, []]]), 5, 6)).toBe(true))).toEqual({ threads: [], topics: 0 });
    expect(forum.topics.waiting([three])).toEqual([three]);
    expect(forum.topics.joinedUpTo()).toBe(6);
  });

  test("are no newer revision of themselves: a write that was under way is not overtaken", async () => {
    const forum = await openTopicForum(five);
    forum.keepMined([forum.mined("Backs", ["1", "2"])], 5);
    const [three] = forum.threadKeys(["3"]) as [number];
    const [backs] = forum.topics.records().map(({ key }) => key) as [number];
    const writer = createThreadWriter(forum.database, createVectorStore(forum.database, forum.embedder));
    const before = writer.revision("3");
    const sequence = forum.feed.newestSequence();
    forum.topics.join(new Map([[three, [backs]]]), 5, 6);
    expect(forum.threadsOf("backs").toSorted()).toEqual(["1", "2", "3"]);
    expect(forum.feed.changedSince(sequence).threadKeys).toEqual([three]);
    expect(writer.revision("3")).toBe(before);
  });

  test("do so only if nobody else did meanwhile", async () => {
    const forum = await openTopicForum(five);
    const joins = () => new Map([[forum.threadKeys(["3"])[0]!, [forum.topics.records()[0]?.key ?? 1]]]);
    expect(forum.topics.join(joins(), 0, 5)).toBe(false);
    forum.keepMined([forum.mined("Backs", ["1", "2"])], 5);
    expect(forum.changesOf(() => expect(forum.topics.join(joins(), 4, 6)).toBe(false))).toEqual({ threads: [], topics: 0 });
    expect(forum.threadsOf("backs")).toEqual(["1", "2"]);
    expect(forum.topics.joinedUpTo()).toBe(5);
  });

  test("pass over a topic that is gone, and bring one into sight that had no thread", async () => {
    const forum = await openTopicForum(five);
    forum.keepMined([forum.mined("Backs", ["1"]), forum.mined("Knees", ["2"])], 5);
    forum.edit("knees", { pinned: true });
    forum.ingest.remove("2");
    expect(forum.rows()).toEqual(["backs mined 1", "knees mined 0"]);
    const [backs, knees] = forum.topics.records().map(({ key }) => key) as [number, number];
    const [three, four] = forum.threadKeys(["3", "4"]) as [number, number];
    expect(forum.changesOf(() => expect(forum.topics.join(new Map([[three, [999]], [four, [knees, 999, backs]]]), 5, 6)).toBe(true))).toEqual({ threads: ["4"], topics: 1 });
    expect(forum.rows()).toEqual(["backs mined 2", "knees mined 1"]);
    expect(forum.topics.waiting([three, four])).toEqual([three]);
  });
});

describe("a topic that a thread called so", () => {
  test.each(["private", "deleted"] as const)("goes with the last thread that calls it so (%s), though others joined it", async (how) => {
    const forum = await openTopicForum([...five, question("6", ["Named"]), question("7", ["Named"])]);
    forum.keepMined([forum.mined("Named", ["1", "2"]), forum.mined("Backs", ["1", "6"])]);
    const leave = (id: string) => (how === "private" ? forum.ingest.put(question(id, ["Named"], { visibility: "private" })) : forum.ingest.remove(id));
    await leave("7");
    expect(forum.rows()).toEqual(["named thread 3", "backs mined 2"]);
    await leave("6");
    expect(forum.rows()).toEqual(["backs mined 1"]);
    expect(forum.shown()).toEqual(["backs 1"]);
    expect(forum.database.prepare("SELECT count(*) FROM topic_names WHERE name = 'Named'").pluck().get()).toBe(0);
  });

  test("goes as well when the thread calls it otherwise, and stays where an editor pinned it", async () => {
    const forum = await openTopicForum([...five, question("6", ["Named", "Kept"])]);
    forum.keepMined([forum.mined("Named", ["1", "2"]), forum.mined("Kept", ["1", "2"])]);
    forum.edit("kept", { pinned: true });
    await forum.ingest.put(question("6", ["Other"]));
    expect(forum.rows()).toEqual(["kept thread 2", "other thread 1"]);
  });
});

describe("a thread that is not public", () => {
  test.each(["private", "archived"] as const)("leaves its topics as it becomes %s, and mining's go with their last thread", async (visibility) => {
    const forum = await openTopicForum([question("1", ["Named"]), question("2", ["Named"])]);
    forum.keepMined([forum.mined("Backs", ["1"]), forum.mined("Knees", ["1", "2"])]);
    await forum.ingest.put(question("1", ["Named"], { visibility }));
    expect(forum.rows()).toEqual(["named thread 1", "knees mined 1"]);
    expect(forum.shown()).toEqual(["knees 1", "named 1"]);
    expect(forum.threadsOf("knees")).toEqual(["2"]);
    // Back again it is in what it names, and joins what there is now.
    await forum.ingest.put(question("1", ["Named"]));
    await forum.follower.settled();
    expect(forum.rows()).toEqual(["named thread 2", "knees mined 2"]);
  });

  test("neither joins a topic nor comes back with what mining read before", async () => {
    const forum = await openTopicForum([...five, question("secret", [], { visibility: "private" })]);
    const secret = forum.database.prepare<[], number>("SELECT key FROM threads WHERE id = 'secret'").pluck().get()!;
    const topics = [forum.mined("Backs", ["1", "2"]), { ...forum.mined("Secrets", []), threadKeys: [secret] }, { ...forum.mined("Gone", ["3"]) }];
    await forum.ingest.put(question("2", [], { visibility: "private" }));
    forum.ingest.remove("3");
    expect(forum.keepMined(topics)).toBe(true);
    expect(forum.rows()).toEqual(["backs mined 1"]);
    const joinedUpTo = forum.topics.joinedUpTo()!;
    expect(forum.changesOf(() => expect(forum.keepMined(topics, joinedUpTo)).toBe(false))).toEqual({ threads: [], topics: 0 });
    const backs = forum.topics.records()[0]!.key;
    const hidden = [...forum.threadKeys(["2", "3"]), secret];
    expect(forum.changesOf(() => expect(forum.topics.join(new Map(hidden.map((key) => [key, [backs]])), joinedUpTo, joinedUpTo + 1)).toBe(true))).toEqual({ threads: [], topics: 0 });
    expect(forum.database.prepare("SELECT thread_key FROM thread_topics").pluck().all()).toEqual(forum.threadKeys(["1"]));
    expect(forum.reader.topicThreads("backs", { offset: 0, limit: 9 }).total).toBe(1);
  });

  test("that was deleted leaves its topics", async () => {
    const forum = await openTopicForum(five);
    forum.keepMined([forum.mined("Backs", ["1"]), forum.mined("Knees", ["1", "2"])]);
    expect(forum.changesOf(() => forum.ingest.remove("1"))).toEqual({ threads: ["1"], topics: 1 });
    expect(forum.rows()).toEqual(["knees mined 1"]);
  });

  test("is not told of by a topic that is kept without threads", async () => {
    const forum = await openTopicForum([question("1", ["Pinned", "Hidden"])]);
    forum.edit("pinned", { pinned: true });
    forum.edit("hidden", { hidden: true });
    await forum.ingest.put(question("1", ["Pinned", "Hidden"], { visibility: "private" }));
    expect(forum.rows()).toEqual(["pinned thread 0", "hidden thread 0"]);
    expect(forum.shown()).toEqual(["pinned 0"]);
    expect(forum.threadsOf("pinned")).toEqual([]);
  });
});

describe("a thread that is written again", () => {
  test("stays in what it joined while it asks the same, and leaves it when it asks something else", async () => {
    const forum = await openTopicForum(five);
    forum.keepMined([forum.mined("Backs", ["1", "2"])]);
    await forum.ingest.put(question("1", ["Named"], { replies: [{ text: "An answer" }], url: "/1" }));
    expect(forum.rows()).toEqual(["backs mined 2", "named thread 1"]);
    await forum.ingest.put(question("1", [], { question: "Something else" }));
    expect(forum.rows()).toEqual(["backs mined 1"]);
  });

  test("leaves what it joined when it goes to another department, though it asks the same", async () => {
    const forum = await openTopicForum(["1", "2"].map((id) => question(id, [], { department: "Surgery" })));
    forum.keepMined([forum.mined("Backs", ["1", "2"], "Surgery")]);
    await forum.ingest.put(question("1", [], { department: "Surgery", replies: [{ text: "An answer" }] }));
    expect(forum.threadsOf("backs.surgery").toSorted()).toEqual(["1", "2"]);
    await forum.ingest.put(question("1", [], { department: "Dentistry", replies: [{ text: "An answer" }] }));
    expect(forum.threadsOf("backs.surgery")).toEqual(["2"]);
  });

  test("while mining goes on keeps what it is in, and comes into nothing that was found in what it said before", async () => {
    const forum = await openTopicForum(five);
    forum.keepMined([forum.mined("Backs", ["1", "2"])]);
    const read = forum.feed.newestSequence();
    await forum.ingest.put(question("2", [], { replies: [{ text: "An answer" }] }));
    await forum.ingest.put(question("3", [], { question: "Something else" }));
    forum.keepMined([forum.mined("Backs", ["1"]), forum.mined("Knees", ["2", "3", "4"])], read);
    expect(forum.threadsOf("backs").toSorted()).toEqual(["1", "2"]);
    expect(forum.threadsOf("knees")).toEqual(["4"]);
  });

  test("logs the topics that come into sight and go out of it, and no others", async () => {
    const forum = await openTopicForum([question("1", ["A", "B"]), question("2", ["B"])]);
    const logged = async (topics: string[]) => {
      const before = forum.feed.newestSequence();
      await forum.ingest.put(question("1", topics));
      return forum.feed.changedSince(before).topicKeys.length;
    };
    expect(await logged(["A"])).toBe(0);
    expect(await logged(["B"])).toBe(1);
    expect(await logged(["B", "C"])).toBe(1);
    expect(await logged([])).toBe(1);
  });
});
