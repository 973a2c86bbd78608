import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { assemble } from "../../src/compose.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { createRememberingEmbedder } from "../../src/evaluation/remembering-embedder.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { createIngest } from "../../src/ingest/ingest.ts";
import { openSource } from "../../src/sources/open-source.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createVectorStore } from "../../src/store/vectors.ts";
import { createThreadWriter } from "../../src/store/writing.ts";
import { stopWordsOf } from "../../src/topics/stop-words.ts";
import { titleCase } from "../../src/topics/title-case.ts";
import { preparedModel } from "../embedding/prepared-model.ts";
import { inventedForum, threadsAbout } from "../fakes/invented-forum.ts";
import { sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const SAMPLE_FORUM = fileURLToPath(new URL("../../src/sources/sample-forum.jsonl", import.meta.url));

let embedder: Embedder;
beforeAll(async () => {
  embedder = createRememberingEmbedder(await createTransformersEmbedder(await preparedModel(), { threads: 1 }));
});
afterAll(() => embedder.dispose());

type Forum = ReturnType<typeof assemble>;

/** A whole Kindred over a folder, with the real model. */
function openForum(folder = temporaryFolder(), given: Embedder = embedder) {
  const messages: string[] = [];
  const forum = assemble(folder, given, (message) => void messages.push(message));
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await forum.follower.stop();
    forum.database.close();
  };
  onTestFinished(close);
  return { ...forum, folder, messages, close };
}

/** Writes as another process does that neither follows nor joins. */
function openWriter(folder: string) {
  const database = openDatabase(folder);
  onTestFinished(() => void database.close());
  const vectors = createVectorStore(database, embedder);
  return createIngest({ embedder, writer: createThreadWriter(database, vectors), vectors });
}

async function minedForum(threads: readonly Thread[] = inventedForum, folder?: string) {
  const forum = openForum(folder);
  await forum.ingest.putAll(sourceOf(...threads));
  const summary = await forum.mining.run();
  await forum.follower.settled();
  return { ...forum, summary };
}

/** Every topic with its name and the ids of its threads, as the store has them. */
function placed({ topics, database }: Pick<Forum, "topics" | "database">): Record<string, { name: string; threads: string[] }> {
  const idOf = database.prepare<[number], string>("SELECT id FROM threads WHERE key = ?").pluck();
  const members = topics.members();
  return Object.fromEntries(topics.records().map(({ key, id, name }) => {
    const { named = [], joined = [] } = members.get(key) ?? {};
    return [id, { name, threads: [...named, ...joined].map((thread) => idOf.get(thread)!).toSorted() }];
  }));
}
const topicsWith = (forum: Pick<Forum, "topics" | "database">, threadId: string) =>
  Object.entries(placed(forum)).filter(([, { threads }]) => threads.includes(threadId)).map(([id]) => id);
const namesById = (forum: Forum) => Object.fromEntries(forum.topics.records().map(({ id, name }) => [id, name]));
const idsAbout = (about: string, department?: string) => threadsAbout(about, department).map(({ id }) => id).toSorted();

/** All that was written is joined, and nothing more is written. */
async function expectStill(forum: Forum): Promise<void> {
  await forum.follower.settled();
  const sequence = forum.feed.newestSequence();
  expect(forum.topics.joinedUpTo()).toBe(sequence);
  for (let look = 0; look < 3; look += 1) {
    forum.follower.catchUp();
    await forum.follower.settled();
  }
  expect(forum.feed.newestSequence()).toBe(sequence);
}

const elbow = threadOf({ id: "new-elbow", department: "Orthopedics", question: "Is a cortisone injection any use for tennis elbow, or should I wear a brace on the arm?" });
const warts = threadOf({ id: "new-warts", department: "Dermatology", question: "My son has plantar warts on both feet. Is freezing or the acid better?" });
const answered = (thread: Thread): Thread => ({ ...thread, replies: [{ text: "Ask your doctor about it at the next visit." }] });
const nowhere = threadOf({ id: "new-nowhere", department: "Dermatology", question: "Which form do I need so that the insurance pays the taxi to the clinic?" });

describe("mining a forum", () => {
  test("finds what its threads are about, each in its department, the same name in two", async () => {
    const forum = await minedForum();
    const topics = placed(forum);
    expect(namesById(forum)).toEqual({
      "tennis-elbow.orthopedics": "Tennis Elbow",
      "knee-replacement.orthopedics": "Knee Replacement",
      "back-pain.orthopedics": "Back Pain",
      "back-pain.rehabilitation": "Back Pain",
      "stroke-recovery.rehabilitation": "Stroke Recovery",
      "plantar-warts.dermatology": "Plantar Warts",
      "acne-scars.dermatology": "Acne Scars",
      "hair-loss.dermatology": "Hair Loss",
    });
    for (const { id, name, department } of forum.topics.records()) expect(topics[id]!.threads).toEqual(expect.arrayContaining(idsAbout(name.toLowerCase(), department!)));
    expect(forum.summary).toMatchObject({ topics: 8, changed: true, threads: { total: inventedForum.length } });
    expect(forum.summary.added).toHaveLength(8);
    expect(forum.messages).toEqual([]);
  });

  test("gives topics at least five threads, and names of at most four words in title case, without stop words, once in a department", async () => {
    const forum = await minedForum();
    const stopWords = stopWordsOf(inventedForum.map(({ question }) => question));
    const records = forum.topics.records();
    for (const { name, threadCount } of records) {
      expect(threadCount).toBeGreaterThanOrEqual(5);
      expect(name).toBe(titleCase(name));
      expect(name.split(" ").length).toBeLessThanOrEqual(4);
      expect(name.split(" ").filter((word) => stopWords.has(word))).toEqual([]);
    }
    const labels = records.map(({ name, department }) => `${name.toLowerCase()} in ${department}`);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test("keeps each thread in its own department's topics", async () => {
    const forum = await minedForum();
    const departmentOf = new Map(inventedForum.map(({ id, department }) => [id, department]));
    for (const { id, department } of forum.topics.records()) for (const thread of placed(forum)[id]!.threads) expect(departmentOf.get(thread)).toBe(department);
  });

  test("leaves out a thread that fits nowhere", async () => {
    const forum = await minedForum();
    expect(topicsWith(forum, "loner-1")).toEqual([]);
    expect(topicsWith(forum, "loner-3")).toEqual([]);
    expect(forum.summary.threads.inTopics).toBeLessThan(inventedForum.length);
  });

  test("of the same threads gives the same topics elsewhere", async () => {
    const [one, other] = [await minedForum(), await minedForum()];
    expect(placed(one)).toEqual(placed(other));
  });

  test("of too few threads to be a topic, or of none, gives none and says so", async () => {
    for (const threads of [[], threadsAbout("tennis elbow").slice(0, 4)]) {
      const forum = await minedForum(threads);
      expect(forum.topics.records()).toEqual([]);
      expect(forum.summary).toMatchObject({ topics: 0, added: [], changed: false, threads: { total: threads.length, inTopics: 0 } });
      // Mined it is all the same: what comes from now on may join.
      expect(forum.topics.joinedUpTo()).toBe(forum.feed.newestSequence());
    }
  });

  test("takes threads in that stand in no department", async () => {
    const anywhere = [...threadsAbout("tennis elbow"), ...threadsAbout("hair loss")];
    const forum = await minedForum(anywhere.map(({ id, question }) => threadOf({ id, question })));
    expect(Object.keys(placed(forum)).toSorted()).toEqual(["hair-loss", "tennis-elbow"]);
  });

  test("takes departments that differ by letter case alone for one, and twice mined adds nothing", async () => {
    const cased = inventedForum.map((thread, place) => ({ ...thread, department: place % 3 === 0 ? thread.department!.toUpperCase() : thread.department! }));
    const forum = await minedForum(cased);
    const [before, sequence] = [placed(forum), forum.feed.newestSequence()];
    expect(Object.keys(before)).toHaveLength(8);
    expect(new Set(forum.topics.records().map(({ department }) => department))).toEqual(new Set(["Orthopedics", "Rehabilitation", "Dermatology"]));
    for (const { id, name, department } of forum.topics.records()) expect(before[id]!.threads).toEqual(expect.arrayContaining(idsAbout(name.toLowerCase(), department!)));
    expect(await forum.mining.run()).toMatchObject({ changed: false, added: [], dropped: [], kept: 8 });
    expect([placed(forum), forum.feed.newestSequence()]).toEqual([before, sequence]);
    // And so does whoever joins later.
    await forum.ingest.put({ ...elbow, department: "orthopedics" });
    await expectStill(forum);
    expect(topicsWith(forum, elbow.id)).toEqual(["tennis-elbow.orthopedics"]);
  });

  test("tells each department as it is done", async () => {
    const forum = openForum();
    await forum.ingest.putAll(sourceOf(...inventedForum));
    const told: [string | null, number][] = [];
    await forum.mining.run({ onDepartment: (department, topics) => told.push([department, topics]) });
    expect(told).toEqual([["Orthopedics", 3], ["Rehabilitation", 2], ["Dermatology", 3]]);
  });

  test("embeds names alone: every thread has its vectors already", async () => {
    const embedded: string[] = [];
    const counting: Embedder = { ...embedder, fingerprint: embedder.fingerprint, dimensions: embedder.dimensions, usable: true, embed: async (texts, options) => (embedded.push(...texts), embedder.embed(texts, options)) };
    const forum = openForum(temporaryFolder(), counting);
    await forum.ingest.putAll(sourceOf(...inventedForum));
    embedded.length = 0;
    await forum.mining.run();
    expect(embedded).toContain("Tennis Elbow");
    expect(new Set(embedded).size).toBe(embedded.length);
    expect(embedded.filter((text) => text.split(" ").length > 4)).toEqual([]);
  });
});

describe("mining again", () => {
  test("changes nothing where nothing changed: no change is logged, and ids, names and threads are the same", async () => {
    const forum = await minedForum();
    const before = [forum.feed.newestSequence(), placed(forum)];
    const again = await forum.mining.run();
    expect(again).toMatchObject({ changed: false, added: [], renamed: [], merged: [], split: [], dropped: [], kept: 8, topics: 8 });
    expect([forum.feed.newestSequence(), placed(forum)]).toEqual(before);
    await expectStill(forum);
  });

  test("with a tenth more threads keeps every id and every name, and takes the new threads in", async () => {
    const isLate = (_: unknown, place: number) => place % 10 === 3;
    const forum = await minedForum(inventedForum.filter((thread, place) => !isLate(thread, place)));
    const before = namesById(forum);
    expect(Object.keys(before)).toHaveLength(8);
    await openWriter(forum.folder).putAll(sourceOf(...inventedForum.filter(isLate)));
    const again = await forum.mining.run();
    expect(again).toMatchObject({ added: [], renamed: [], merged: [], split: [], dropped: [], kept: 8, changed: true });
    expect(namesById(forum)).toEqual(before);
    for (const { id, name, department } of forum.topics.records()) expect(placed(forum)[id]!.threads).toEqual(expect.arrayContaining(idsAbout(name.toLowerCase(), department!)));
  });

  test("with a new matter adds a topic and says which; without a matter drops its topic and says which", async () => {
    const forum = await minedForum(inventedForum.filter(({ id }) => !id.includes("hair-loss")));
    expect(Object.keys(placed(forum))).not.toContain("hair-loss.dermatology");
    await forum.ingest.putAll(sourceOf(...threadsAbout("hair loss")));
    expect((await forum.mining.run()).added.map(({ id }) => id)).toEqual(["hair-loss.dermatology"]);
    for (const { id } of threadsAbout("plantar warts")) forum.ingest.remove(id);
    await forum.mining.run();
    expect(Object.keys(placed(forum))).toContain("hair-loss.dermatology");
    expect(Object.keys(placed(forum))).not.toContain("plantar-warts.dermatology");
  });

  test("has no thread that is hidden or deleted in a topic, and has it back when it is shown again", async () => {
    const forum = await minedForum();
    const [hidden, deleted] = threadsAbout("hair loss");
    const expectGone = () => expect([...topicsWith(forum, hidden!.id), ...topicsWith(forum, deleted!.id)]).toEqual([]);
    await forum.ingest.put({ ...hidden!, visibility: "private" });
    forum.ingest.remove(deleted!.id);
    await forum.follower.settled();
    expectGone();
    await forum.mining.run();
    await forum.follower.settled();
    expectGone();
    expect(forum.topics.record("hair-loss.dermatology")!.threadCount).toBe(6);
    await forum.ingest.put(hidden!);
    await expectStill(forum);
    expect(topicsWith(forum, hidden!.id)).toEqual(["hair-loss.dermatology"]);
  });

  test("of a forum whose threads name topics takes nothing from these, and lets others join them", async () => {
    const named = threadsAbout("tennis elbow").map((thread, place) => (place < 2 ? { ...thread, topics: ["Tennis elbow", "Racket sports"] } : thread));
    const forum = await minedForum([...named, ...threadsAbout("knee replacement")]);
    const topics = placed(forum);
    expect(topics["tennis-elbow.orthopedics"]).toEqual({ name: "Tennis elbow", threads: idsAbout("tennis elbow") });
    expect(topics["racket-sports.orthopedics"]!.threads).toEqual(expect.arrayContaining([named[0]!.id, named[1]!.id]));
    const before = forum.feed.newestSequence();
    expect((await forum.mining.run()).changed).toBe(false);
    expect(forum.feed.newestSequence()).toBe(before);
  });
});

test("the sample forum, whose threads all name their topics, is the same when it is mined a second time", async () => {
  const forum = openForum();
  await forum.ingest.putAll(openSource(SAMPLE_FORUM));
  expect(await forum.mining.run()).toMatchObject({ changed: true });
  await forum.follower.settled();
  const before = placed(forum);
  expect(await forum.mining.run()).toMatchObject({ changed: false, added: [], renamed: [], merged: [], split: [], dropped: [] });
  expect(placed(forum)).toEqual(before);
});

describe("a topic that one thread alone names", () => {
  const NAME = "Anna Muster";
  const naming = { ...elbow, id: "naming", topics: [NAME] };
  const saying = threadOf({ id: "saying", department: "Orthopedics", question: "Was Anna Muster right to wear a brace for her tennis elbow, or is an injection of cortisone of more use?" });

  test.each(["hidden", "deleted"] as const)("goes when the thread is %s, though others joined it, and its name is in no answer and in no later mining", async (how) => {
    const forum = await minedForum([...inventedForum, naming]);
    await forum.ingest.put(saying);
    await expectStill(forum);
    expect(topicsWith(forum, saying.id)).toContain("anna-muster.orthopedics");
    expect(forum.topics.record("anna-muster.orthopedics")!.threadCount).toBeGreaterThan(1);
    if (how === "hidden") await forum.ingest.put({ ...naming, visibility: "private" });
    else forum.ingest.remove(naming.id);
    const expectGone = async () => {
      await expectStill(forum);
      const topics = forum.reader.topics({ offset: 0, limit: 100 }).items;
      const related = await Promise.all([{ text: NAME }, { threadId: saying.id }, { text: saying.question }].map((asked) => forum.recommender.relatedTopics(asked, { limit: 50 })));
      expect([...forum.topics.records(), ...topics, ...related.flatMap(({ items }) => items)].filter(({ name }) => name.includes("Muster"))).toEqual([]);
      expect(forum.index.topics().map(({ id }) => id)).not.toContain("anna-muster.orthopedics");
      expect(forum.reader.topic("anna-muster.orthopedics")).toBeUndefined();
    };
    await expectGone();
    const { added, dropped, renamed } = await forum.mining.run();
    expect(JSON.stringify([added, dropped, renamed])).not.toContain("Muster");
    await expectGone();
    expect(topicsWith(forum, saying.id)).toEqual(["tennis-elbow.orthopedics"]);
  });
});

describe("what an editor decided", () => {
  async function minedAgain(forum: Forum) {
    await forum.ingest.put(elbow);
    await forum.follower.settled();
    await forum.mining.run();
    await forum.follower.settled();
  }

  test("a name, an alias and an address stay when the forum is mined again, and new threads come to the topic", async () => {
    const forum = await minedForum();
    await forum.curation.edit("tennis-elbow.orthopedics", { name: "Sore Elbows", aliases: ["Racket arm"], url: "/faq/elbow" }, "eva");
    await minedAgain(forum);
    expect(forum.topics.record("tennis-elbow.orthopedics")).toMatchObject({ name: "Sore Elbows", aliases: ["Racket arm"], url: "/faq/elbow", pinned: true, threadCount: 9 });
    expect(forum.topics.records()).toHaveLength(8);
  });

  test("a hidden topic stays hidden, and does not come back under another id", async () => {
    const forum = await minedForum();
    await forum.curation.edit("tennis-elbow.orthopedics", { hidden: true }, "eva");
    await minedAgain(forum);
    expect(forum.topics.record("tennis-elbow.orthopedics")).toMatchObject({ hidden: true });
    expect(forum.topics.records()).toHaveLength(8);
    expect(forum.reader.topics({ offset: 0, limit: 50 }).items.map(({ name }) => name)).not.toContain("Tennis Elbow");
    expect(forum.index.topics().map(({ id }) => id)).not.toContain("tennis-elbow.orthopedics");
  });

  test("a merged topic stays merged, and its threads are the other's, new ones too", async () => {
    const forum = await minedForum();
    await forum.curation.edit("tennis-elbow.orthopedics", { mergedInto: "knee-replacement.orthopedics" }, "eva");
    await minedAgain(forum);
    expect(forum.topics.record("tennis-elbow.orthopedics")).toMatchObject({ mergedInto: "knee-replacement.orthopedics" });
    expect(forum.topics.records()).toHaveLength(8);
    const threads = forum.reader.topicThreads("knee-replacement.orthopedics", { offset: 0, limit: 50 }).items.map(({ id }) => id);
    expect(threads).toEqual(expect.arrayContaining([...idsAbout("tennis elbow"), ...idsAbout("knee replacement"), elbow.id]));
  });

  describe.each(["hidden", "merged"] as const)("a %s topic", (how) => {
    const decision = how === "hidden" ? { hidden: true } : { mergedInto: "knee-replacement.orthopedics" };
    const undone = how === "hidden" ? { hidden: false } : { mergedInto: null };

    test("keeps its threads when they get a reply, no second topic of them comes with the next mining, and undone it has them all", async () => {
      const forum = await minedForum();
      const before = placed(forum);
      await forum.curation.edit("tennis-elbow.orthopedics", decision, "eva");
      for (const thread of threadsAbout("tennis elbow")) await forum.ingest.put(answered(thread));
      await expectStill(forum);
      expect(placed(forum)).toEqual(before);
      await forum.mining.run();
      await expectStill(forum);
      expect(Object.keys(placed(forum)).toSorted()).toEqual(Object.keys(before).toSorted());
      for (const id of idsAbout("tennis elbow")) expect(topicsWith(forum, id)).toContain("tennis-elbow.orthopedics");
      await forum.curation.edit("tennis-elbow.orthopedics", undone, "eva");
      const shown = forum.reader.topicThreads("tennis-elbow.orthopedics", { offset: 0, limit: 50 }).items.map(({ id }) => id);
      expect(shown).toEqual(expect.arrayContaining(idsAbout("tennis elbow")));
      expect(forum.reader.topic("tennis-elbow.orthopedics")).toMatchObject({ id: "tennis-elbow.orthopedics", threadCount: shown.length });
    });
  });

  test("a pinned topic stays though its threads go", async () => {
    const forum = await minedForum();
    await forum.curation.edit("plantar-warts.dermatology", { pinned: true }, "eva");
    for (const { id } of threadsAbout("plantar warts")) forum.ingest.remove(id);
    await minedAgain(forum);
    expect(forum.topics.record("plantar-warts.dermatology")).toMatchObject({ name: "Plantar Warts", pinned: true, threadCount: 0 });
  });

  test("stands in the audit alone: mining writes none", async () => {
    const forum = await minedForum();
    await forum.curation.edit("tennis-elbow.orthopedics", { name: "Sore Elbows" }, "eva");
    await minedAgain(forum);
    expect(forum.topics.edits({ offset: 0, limit: 9 }).total).toBe(1);
  });
});

describe("topics from a file", () => {
  const file = [
    { name: "Lateral Epicondylitis", department: "Orthopedics", aliases: ["tennis elbows"], hidden: false, url: "/faq/elbow" },
    { name: "back pain", department: "Rehabilitation", aliases: [], hidden: false },
    { name: "Gout", department: "Orthopedics", aliases: [], hidden: false },
  ];
  const expectTaken = (forum: Forum) => {
    expect(forum.topics.record("lateral-epicondylitis.orthopedics")).toMatchObject({ name: "Lateral Epicondylitis", url: "/faq/elbow", origin: "file" });
    expect(placed(forum)["lateral-epicondylitis.orthopedics"]!.threads).toEqual(expect.arrayContaining(idsAbout("tennis elbow")));
    expect(forum.topics.record("tennis-elbow.orthopedics")).toBeUndefined();
    expect(forum.topics.record("back-pain.rehabilitation")).toMatchObject({ name: "back pain", origin: "file", threadCount: 8 });
    expect(forum.topics.record("back-pain.orthopedics")).toMatchObject({ name: "Back Pain", origin: "mined", threadCount: 8 });
    expect(forum.topics.record("gout.orthopedics")).toMatchObject({ threadCount: 0 });
  };

  test("take the groups that bear their names or aliases, and keep names and ids when the forum is mined again", async () => {
    const forum = openForum();
    await forum.ingest.putAll(sourceOf(...inventedForum));
    expect(await forum.curation.put(file)).toEqual({ added: 3, updated: 0, unchanged: 0 });
    await forum.mining.run();
    expectTaken(forum);
    const before = forum.feed.newestSequence();
    expect(await forum.curation.put(file)).toEqual({ added: 0, updated: 0, unchanged: 3 });
    expect((await forum.mining.run()).changed).toBe(false);
    expectTaken(forum);
    expect(forum.feed.newestSequence()).toBe(before);
  });

  test("take them also where mining had found these before the file came", async () => {
    const forum = await minedForum();
    await forum.curation.put(file);
    const { merged } = await forum.mining.run();
    expectTaken(forum);
    expect(merged.map(({ topic, into }) => [topic.id, into.id])).toEqual([["tennis-elbow.orthopedics", "lateral-epicondylitis.orthopedics"]]);
  });

  test("lend their aliases to threads that come later", async () => {
    const forum = await minedForum();
    await forum.curation.put([{ name: "Tennis elbow", department: "Orthopedics", aliases: ["sore outer arm"], hidden: false }]);
    await forum.ingest.put(threadOf({ id: "outer", department: "Orthopedics", question: "What helps a sore outer arm from lifting the kettle, a brace or rest for the elbow?" }));
    await expectStill(forum);
    expect(topicsWith(forum, "outer")).toEqual(["tennis-elbow.orthopedics"]);
  });
});

describe("a thread that comes after mining", () => {
  test("joins its topic without a run, and is shown there at once", async () => {
    const forum = await minedForum();
    await forum.ingest.put(elbow);
    await expectStill(forum);
    expect(topicsWith(forum, elbow.id)).toEqual(["tennis-elbow.orthopedics"]);
    const { key } = forum.topics.record("tennis-elbow.orthopedics")!;
    expect(forum.index.thread(elbow.id)!.topicKeys).toEqual([key]);
    expect(forum.reader.topicThreads("tennis-elbow.orthopedics", { offset: 0, limit: 50 }).items.map(({ id }) => id)).toContain(elbow.id);
  });

  test("joins none where nothing was ever mined", async () => {
    const forum = openForum();
    await forum.ingest.putAll(sourceOf(...inventedForum, elbow));
    await forum.follower.settled();
    expect(forum.topics.records()).toEqual([]);
    expect(forum.topics.joinedUpTo()).toBeUndefined();
  });

  test("that fits nowhere stays out", async () => {
    const forum = await minedForum();
    await forum.ingest.put(nowhere);
    await expectStill(forum);
    expect(topicsWith(forum, nowhere.id)).toEqual([]);
  });

  test("joins no topic of another department, however alike", async () => {
    const forum = await minedForum();
    await forum.ingest.put({ ...elbow, department: "Dermatology" });
    await forum.ingest.put({ ...warts, department: "Podiatry" });
    await expectStill(forum);
    expect([...topicsWith(forum, elbow.id), ...topicsWith(forum, warts.id)]).toEqual([]);
  });

  test("joins also where another process wrote it", async () => {
    const forum = await minedForum();
    await openWriter(forum.folder).putAll(sourceOf(elbow, warts));
    expect(topicsWith(forum, elbow.id)).toEqual([]);
    forum.follower.catchUp();
    await expectStill(forum);
    expect([...topicsWith(forum, elbow.id), ...topicsWith(forum, warts.id)]).toEqual(["tennis-elbow.orthopedics", "plantar-warts.dermatology"]);
  });

  test("goes where it belongs when it asks something else, and stays in what it names", async () => {
    const forum = await minedForum();
    await forum.ingest.put({ ...elbow, topics: ["Braces"] });
    await expectStill(forum);
    expect(topicsWith(forum, elbow.id).toSorted()).toEqual(["braces.orthopedics", "tennis-elbow.orthopedics"]);
    await forum.ingest.put({ ...elbow, question: threadsAbout("knee replacement")[0]!.question, topics: ["Braces"] });
    await expectStill(forum);
    expect(topicsWith(forum, elbow.id).toSorted()).toEqual(["braces.orthopedics", "knee-replacement.orthopedics"]);
  });

  test("and every other stays where it is when it gets a reply, and leaves when it goes to another department", async () => {
    const forum = await minedForum();
    await forum.ingest.put(elbow);
    await expectStill(forum);
    const before = placed(forum);
    for (const thread of [...inventedForum, elbow]) await forum.ingest.put(answered(thread));
    await expectStill(forum);
    expect(placed(forum)).toEqual(before);
    await forum.ingest.put({ ...answered(elbow), department: "Dermatology" });
    await expectStill(forum);
    expect(topicsWith(forum, elbow.id)).toEqual([]);
  });

  test("joins none while it is hidden", async () => {
    const forum = await minedForum();
    await forum.ingest.put({ ...elbow, visibility: "private" });
    await expectStill(forum);
    expect(topicsWith(forum, elbow.id)).toEqual([]);
  });

  test("joins neither a hidden topic nor a merged one, but the one that this went into", async () => {
    const forum = await minedForum();
    await forum.curation.edit("plantar-warts.dermatology", { hidden: true }, "eva");
    await forum.curation.edit("tennis-elbow.orthopedics", { mergedInto: "back-pain.orthopedics" }, "eva");
    await forum.ingest.put(elbow);
    await forum.ingest.put(warts);
    await expectStill(forum);
    expect(topicsWith(forum, warts.id)).toEqual([]);
    expect(topicsWith(forum, elbow.id)).toEqual(["back-pain.orthopedics"]);
  });

  test("with many others all at once: each joins, and then all is still", async () => {
    const forum = await minedForum(inventedForum.filter((_, place) => place % 8 < 5));
    const rest = inventedForum.filter((_, place) => place % 8 >= 5);
    await Promise.all(rest.map((thread) => forum.ingest.put(thread)));
    await expectStill(forum);
    const joined = rest.filter(({ id }) => topicsWith(forum, id).length > 0);
    expect(joined.length).toBeGreaterThan(0.8 * rest.length);
  });

  test("is joined after a restart where the last process stopped, and what it had placed is not looked at again", async () => {
    const first = await minedForum();
    await first.ingest.put(elbow);
    await expectStill(first);
    const joinedUpTo = first.topics.joinedUpTo();
    await first.close();
    await openWriter(first.folder).put(warts);
    const second = openForum(first.folder);
    // An editor's hand would be undone by a joiner that began anew.
    expect(second.topics.joinedUpTo()).toBe(joinedUpTo);
    second.database.prepare("DELETE FROM thread_topics WHERE thread_key = (SELECT key FROM threads WHERE id = ?)").run(elbow.id);
    await second.follower.start();
    await expectStill(second);
    expect(topicsWith(second, warts.id)).toEqual(["plantar-warts.dermatology"]);
    expect(topicsWith(second, elbow.id)).toEqual([]);
    expect(second.messages).toEqual([]);
  });
});

describe("two processes that join", () => {
  const late = inventedForum.filter((_, place) => place % 5 === 2);
  const early = inventedForum.filter((_, place) => place % 5 !== 2);

  test("do not undo each other: threads are where one process alone would have put them, and both come to rest", async () => {
    const one = await minedForum(early);
    const other = openForum(one.folder);
    await Promise.all([one.follower.start(), other.follower.start()]);
    for (const [place, thread] of late.entries()) await (place % 2 === 0 ? one : other).ingest.put(thread);
    const joined = () => one.topics.joinedUpTo() === one.feed.newestSequence();
    await expect.poll(joined, { timeout: 30_000 }).toBe(true);
    await Promise.all([one, other].map(async (forum) => {
      forum.follower.catchUp();
      await expectStill(forum);
    }));
    const alone = await minedForum(early);
    for (const thread of late) {
      await alone.ingest.put(thread);
      await alone.follower.settled();
    }
    const changed = late.map(({ id }) => [id, topicsWith(one, id)]);
    expect(changed).toEqual(late.map(({ id }) => [id, topicsWith(alone, id)]));
    expect(placed(other)).toEqual(placed(one));
    expect([...one.messages, ...other.messages]).toEqual([]);
  });
});

describe("what happens while mining goes on", () => {
  /** An embedder that does something the first time it is asked for names. */
  function interrupted(during: () => Promise<void>) {
    let pending: (() => Promise<void>) | undefined;
    const given: Embedder = {
      fingerprint: embedder.fingerprint,
      dimensions: embedder.dimensions,
      usable: true,
      embed: async (texts, options) => {
        const now = pending;
        pending = undefined;
        await now?.();
        return embedder.embed(texts, options);
      },
      dispose: async () => undefined,
    };
    return { given, arm: () => (pending = during) };
  }

  test.each([["first", false], ["later", true]])("to threads is not lost, the %s time: new ones join, changed ones move, hidden and deleted ones are in no topic", async (_, again) => {
    const [hidden, deleted, moved] = threadsAbout("hair loss");
    const folder = temporaryFolder();
    const { given, arm } = interrupted(async () => {
      await forum.ingest.put(elbow);
      await openWriter(folder).put(warts);
      await forum.ingest.put({ ...hidden!, visibility: "private" });
      forum.ingest.remove(deleted!.id);
      await forum.ingest.put({ ...moved!, question: threadsAbout("acne scars")[0]!.question });
    });
    const forum = openForum(folder, given);
    await forum.ingest.putAll(sourceOf(...inventedForum));
    if (again) await forum.mining.run();
    arm();
    await forum.mining.run();
    await expectStill(forum);
    expect(topicsWith(forum, elbow.id)).toEqual(["tennis-elbow.orthopedics"]);
    expect(topicsWith(forum, warts.id)).toEqual(["plantar-warts.dermatology"]);
    expect([...topicsWith(forum, hidden!.id), ...topicsWith(forum, deleted!.id)]).toEqual([]);
    expect(topicsWith(forum, moved!.id)).toEqual(["acne-scars.dermatology"]);
    expect(forum.topics.record("hair-loss.dermatology")!.threadCount).toBe(5);
    for (const { id, name, department } of forum.topics.records()) {
      if (name !== "Hair Loss") expect(placed(forum)[id]!.threads).toEqual(expect.arrayContaining(idsAbout(name.toLowerCase(), department!)));
    }
  });

  test.each([
    ["pins", { pinned: true }],
    ["renames", { name: "Thin Hair" }],
    ["hides", { hidden: true }],
    ["merges", { mergedInto: "acne-scars.dermatology" }],
  ] as const)("to a topic that an editor %s then: it keeps its threads, though mining would have dropped it", async (_, edit) => {
    const { given, arm } = interrupted(async () => void (await forum.curation.edit("hair-loss.dermatology", edit, "eva")));
    const forum = openForum(temporaryFolder(), given);
    await forum.ingest.putAll(sourceOf(...inventedForum));
    await forum.mining.run();
    // One is left of both, which is no topic; the second is in nobody's hand.
    for (const about of ["hair loss", "plantar warts"]) for (const { id } of threadsAbout(about).slice(1)) forum.ingest.remove(id);
    await forum.follower.settled();
    const left = placed(forum)["hair-loss.dermatology"]!.threads;
    expect(left).toEqual(expect.arrayContaining([threadsAbout("hair loss")[0]!.id]));
    arm();
    const { dropped } = await forum.mining.run();
    expect(dropped.map(({ id }) => id)).toContain("plantar-warts.dermatology");
    await expectStill(forum);
    expect(placed(forum)["plantar-warts.dermatology"]).toBeUndefined();
    expect(placed(forum)["hair-loss.dermatology"]!.threads).toEqual(expect.arrayContaining(left));
    expect(forum.topics.record("hair-loss.dermatology")).toMatchObject({ pinned: true, ...edit });
    // Later mining knows of it, and takes nothing away either.
    await forum.mining.run();
    await expectStill(forum);
    expect(placed(forum)["hair-loss.dermatology"]!.threads).toEqual(expect.arrayContaining(left));
  });
});
