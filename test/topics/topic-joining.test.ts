import { expect, test } from "vitest";
import { createTopicJoining } from "../../src/topics/topic-joining.ts";
import { openTopicForum, question } from "../fakes/topic-forum.ts";

const WORDS = "knee swells after running on gravel";
const knees = ["1", "2", "3", "4", "5"].map((id) => question(id, [], { question: `${WORDS} ${id}` }));

/** A forum with a topic, and a joiner of its own beside the forum's, which has not been told of anything yet. */
async function openJoining() {
  const forum = await openTopicForum(knees);
  forum.keepMined([forum.mined("Knees", ["1", "2", "3", "4", "5"])], forum.feed.newestSequence());
  forum.follower.catchUp();
  await forum.follower.settled();
  const messages: string[] = [];
  const failing = { left: 0 };
  const joining = createTopicJoining({
    ...forum,
    feed: {
      newestSequence: forum.feed.newestSequence,
      changedSince: (sequence) => {
        if (failing.left-- > 0) throw new Error("the disk is gone");
        return forum.feed.changedSince(sequence);
      },
    },
    sequence: () => forum.follower.sequence(),
    onCommit: () => {
      forum.follower.catchUp();
      joining.begin();
    },
    log: (message) => messages.push(message),
  });
  return { forum, joining, messages, failing };
}

test("what could not be joined is said, without what anybody asked, and is joined with the next change", async () => {
  const { forum, joining, messages, failing } = await openJoining();
  forum.topics.keepMined([{ ...forum.mined("Knees", ["1", "2", "3", "4"]) }], new Map(), 0);
  forum.follower.catchUp();
  failing.left = 1;
  joining.begin();
  await joining.settled();
  expect(messages).toEqual(["New threads could not join their topics: Error: the disk is gone. They will with the next change."]);
  joining.begin();
  await joining.settled();
  expect(messages).toHaveLength(1);
  expect(forum.topics.joinedUpTo()).toBe(forum.feed.newestSequence());
  expect(forum.threadsOf("knees")).toEqual(["1", "2", "3", "4", "5"]);
});

test("it is settled only when all is joined, though joining commits and so begins again", async () => {
  const { forum, joining } = await openJoining();
  // All are to be placed anew, more than are placed at one go.
  forum.topics.keepMined([forum.mined("Knees", ["1", "2"])], new Map(), 0);
  forum.follower.catchUp();
  joining.begin();
  joining.begin();
  await joining.settled();
  expect(forum.topics.joinedUpTo()).toBe(forum.feed.newestSequence());
});

test("nothing begins before it is told to, and settling is at once where nothing began", async () => {
  const { forum, joining } = await openJoining();
  forum.topics.keepMined([forum.mined("Knees", ["1", "2"])], new Map(), 0);
  await joining.settled();
  expect(forum.topics.joinedUpTo()).toBe(0);
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
