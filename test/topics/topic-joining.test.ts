import { expect, onTestFinished, test } from "vitest";
import { createIngest } from "../../src/ingest/ingest.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createVectorStore } from "../../src/store/vectors.ts";
import { createThreadWriter } from "../../src/store/writing.ts";
import { createTopicJoining } from "../../src/topics/topic-joining.ts";
import { createHashingEmbedder } from "../fakes/hashing-embedder.ts";
import { openTopicForum, question } from "../fakes/topic-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const WORDS = "knee swells after running on gravel";
const knee = (id: string) => question(id, [], { question: `${WORDS} ${id}` });
const idsUpTo = (count: number) => Array.from({ length: count }, (_, place) => `${place + 1}`);

/** Writes as another process does that neither follows nor joins. */
function openWriter(folder: string, embedder = createHashingEmbedder()) {
  const database = openDatabase(folder);
  onTestFinished(() => void database.close());
  const vectors = createVectorStore(database, embedder);
  return createIngest({ embedder, writer: createThreadWriter(database, vectors), vectors });
}

/**
 * A forum whose first three threads are in a topic, when mining had read no others, and a joiner of its own in place of the
 * forum's. It is told of nothing by itself; `takeIn` shows the index what was written.
 */
async function openJoining(count = 5) {
  const folder = temporaryFolder();
  const forum = await openTopicForum(idsUpTo(count).map(knee), folder);
  let shown = forum.follower.sequence();
  const takeIn = () => {
    const { sequence, threadKeys, topicKeys } = forum.feed.changedSince(shown);
    for (const topic of forum.feed.topics(topicKeys)) forum.index.putTopic(topic);
    for (const thread of forum.feed.threads(threadKeys)) forum.index.put(thread);
    shown = sequence;
  };
  forum.keepMined([forum.mined("Knees", ["1", "2", "3"])], 3);
  takeIn();
  const messages: string[] = [];
  const failing = { left: 0 };
  const commits: (() => void)[] = [];
  let committed = 0;
  const joining = createTopicJoining({
    ...forum,
    feed: {
      newestSequence: forum.feed.newestSequence,
      changedSince: (sequence) => {
        if (failing.left-- > 0) throw new Error("the disk is gone");
        return forum.feed.changedSince(sequence);
      },
    },
    sequence: () => shown,
    onCommit: () => {
      committed += 1;
      commits.shift()?.();
      takeIn();
      joining.begin();
    },
    log: (message) => messages.push(message),
  });
  const expectJoined = (ids: readonly string[]) => {
    expect(forum.topics.joinedUpTo()).toBe(forum.feed.newestSequence());
    expect(forum.reader.topicThreads("knees", { offset: 0, limit: 2_000 }).items.map(({ id }) => Number(id)).toSorted((left, right) => left - right)).toEqual(ids.map(Number));
  };
  return { forum, folder, joining, messages, failing, commits, committed: () => committed, expectJoined };
}

test("what could not be joined is said, without what anybody asked, and is joined with the next change", async () => {
  const { forum, joining, messages, failing, expectJoined } = await openJoining();
  failing.left = 1;
  joining.begin();
  await joining.settled();
  expect(messages).toEqual(["New threads could not join their topics: Error: the disk is gone. They will with the next change."]);
  expect(forum.topics.joinedUpTo()).toBe(3);
  joining.begin();
  await joining.settled();
  expect(messages).toHaveLength(1);
  expectJoined(["1", "2", "3", "4", "5"]);
});

test("it is settled only when all is joined, in several writes, though each commits and so begins again", async () => {
  const { joining, committed, expectJoined } = await openJoining(600);
  joining.begin();
  joining.begin();
  await joining.settled();
  expect(committed()).toBeGreaterThan(1);
  expectJoined(idsUpTo(600));
});

test("what begins while it goes on is not begun in vain, though going on had failed", async () => {
  const { joining, failing, messages, commits, expectJoined } = await openJoining();
  // Told of more in the midst of its work, which then cannot look at the changes.
  commits.push(() => {
    failing.left = 1;
    joining.begin();
  });
  joining.begin();
  await joining.settled();
  expect(messages).toHaveLength(1);
  expectJoined(["1", "2", "3", "4", "5"]);
});

test("nothing begins before it is told to, and settling is at once where nothing began", async () => {
  const { forum, joining } = await openJoining();
  await joining.settled();
  expect(forum.topics.joinedUpTo()).toBe(3);
  expect(forum.threadsOf("knees").toSorted()).toEqual(["1", "2", "3"]);
});

test("what the index does not show yet is waited for, and what came before it too", async () => {
  const { forum, folder, joining, expectJoined } = await openJoining();
  await openWriter(folder).put(knee("6"));
  joining.begin();
  await joining.settled();
  expect(forum.topics.joinedUpTo()).toBe(3);
  // A commit that takes it in comes from elsewhere.
  forum.follower.catchUp();
  await forum.follower.settled();
  expectJoined(["1", "2", "3", "4", "5", "6"]);
});

test("a thread that asks something else by now is not joined by what the index still shows of it", async () => {
  const { forum, folder, joining, expectJoined } = await openJoining();
  await openWriter(folder).put(question("5", [], { question: "Which form does the insurance want?" }));
  joining.begin();
  await joining.settled();
  expect(forum.threadsOf("knees").toSorted()).toEqual(["1", "2", "3"]);
  forum.follower.catchUp();
  await forum.follower.settled();
  expectJoined(["1", "2", "3", "4"]);
});

test("a thread that has no vectors of this model yet joins when it has them", async () => {
  const folder = temporaryFolder();
  const service = await openTopicForum(idsUpTo(5).map(knee), folder);
  service.keepMined([service.mined("Knees", idsUpTo(5))]);
  await service.follower.start();
  await service.follower.settled();
  await openWriter(folder, createHashingEmbedder({ fingerprint: "hashing/2" })).put(knee("6"));
  service.follower.catchUp();
  await expect.poll(() => service.threadsOf("knees"), { timeout: 15_000 }).toContain("6");
  expect(service.messages.join()).toMatch(/without vectors of this model/);
});

test("only threads of its own department have a say in where a thread belongs", async () => {
  const asked = (id: string, department: string, words: string) => question(id, [], { department, question: words });
  const sports = ["1", "2", "3", "4", "5"].map((id) => asked(`sports-${id}`, "Sports", `${WORDS} and grass ${id}`));
  const surgery = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((id) => asked(`surgery-${id}`, "Surgery", `${WORDS} ${id}`));
  const forum = await openTopicForum([...sports, ...surgery]);
  forum.keepMined([forum.mined("Runners", sports.map(({ id }) => id), "Sports"), forum.mined("Menisci", surgery.map(({ id }) => id), "Surgery")], forum.feed.newestSequence());
  forum.follower.catchUp();
  await forum.ingest.put(asked("new", "Sports", WORDS));
  await forum.follower.settled();
  expect(forum.threadsOf("runners.sports")).toContain("new");
  expect(forum.threadsOf("menisci.surgery")).not.toContain("new");
});
