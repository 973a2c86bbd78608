import { describe, expect, test } from "vitest";
import { createHashingEmbedder, hashedVector } from "../fakes/hashing-embedder.ts";
import { openSmallForum } from "../fakes/small-forum.ts";
import { openTopicForum, question, vectorsOf } from "../fakes/topic-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

type Forum = Pick<Awaited<ReturnType<typeof openTopicForum>>, "index" | "feed" | "follower">;

/** Topics with their threads as the index has them, told from both sides, which must agree. */
function placed({ index }: Pick<Forum, "index">): Record<string, string[]> {
  const fromTopics = Object.fromEntries(index.topics().map(({ id, threads }) => [id, [...threads.values()].map((thread) => thread.id).sort()]));
  const fromThreads: Record<string, string[]> = Object.fromEntries(index.topics().map(({ id }) => [id, []]));
  for (const thread of index.threads()) {
    for (const key of thread.topicKeys) fromThreads[index.topic(key)!.id]!.push(thread.id);
    for (const key of thread.topicKeys) expect(index.topic(key)!.threads.get(thread.key)).toBe(thread);
  }
  for (const ids of Object.values(fromThreads)) ids.sort();
  expect(fromThreads).toEqual(fromTopics);
  return fromTopics;
}

const names = ({ index }: Pick<Forum, "index">, asked: string) =>
  new Map(index.topicNames([hashedVector(asked)]).map(({ id, name }) => [id, Math.round(name * 1e4) / 1e4]));

const three = [question("1", ["Back Pain", "Spine"]), question("2", ["Spine"]), question("3", ["Knee"])];

describe("topics in the index", () => {
  test("are there with their threads from the start, those that nobody names too", async () => {
    const folder = temporaryFolder();
    const first = await openTopicForum(three, folder);
    first.topics.putCurated([{ name: "Eyes", department: "Surgery", aliases: [], hidden: false }], vectorsOf("Eyes"));
    first.keepMined([first.mined("Mined", ["2", "3"])]);
    first.edit("spine", { mergedInto: "back-pain" });
    first.edit("knee", { hidden: true });
    const forum = openSmallForum(folder);
    await forum.follower.start();
    expect(placed(forum)).toEqual({ "back-pain": ["1", "2"], "eyes.surgery": [], mined: ["2", "3"] });
    expect(forum.index.topics().map(({ department }) => department)).toEqual([null, "Surgery", null]);
    expect(forum.messages).toEqual([]);
  });

  test("follow what another connection does to them", async () => {
    const folder = temporaryFolder();
    const service = await openTopicForum(three, folder);
    await service.follower.start();
    const beside = await openTopicForum([], folder);
    const { key } = service.index.thread("2")!;
    const thread = service.index.thread("2")!;
    const steps: [() => unknown, Record<string, string[]>][] = [
      [() => beside.topics.keepMined([{ id: "mined", name: "Mined", department: null, threadKeys: [key] }], vectorsOf("Mined"), beside.feed.newestSequence()), { "back-pain": ["1"], spine: ["1", "2"], knee: ["3"], mined: ["2"] }],
      [() => beside.edit("spine", { mergedInto: "back-pain" }), { "back-pain": ["1", "2"], knee: ["3"], mined: ["2"] }],
      [() => beside.edit("knee", { hidden: true }), { "back-pain": ["1", "2"], mined: ["2"] }],
      [() => beside.edit("knee", { hidden: false }), { "back-pain": ["1", "2"], mined: ["2"], knee: ["3"] }],
      [() => beside.edit("spine", { mergedInto: null }), { "back-pain": ["1"], mined: ["2"], knee: ["3"], spine: ["1", "2"] }],
      [() => beside.topics.keepMined([], new Map(), beside.feed.newestSequence()), { "back-pain": ["1"], knee: ["3"], spine: ["1", "2"] }],
    ];
    for (const [step, expected] of steps) {
      step();
      service.follower.catchUp();
      expect(placed(service)).toEqual(expected);
    }
    // Nothing was written about the thread itself, so it is the one that it was.
    expect(service.index.thread("2")).toBe(thread);
    expect(service.follower.sequence()).toBe(service.feed.newestSequence());
  });

  test("that another process changes are seen soon, without being asked for", async () => {
    const folder = temporaryFolder();
    const service = await openTopicForum(three, folder);
    await service.follower.start();
    const beside = await openTopicForum([], folder);
    beside.edit("knee", { hidden: true });
    await expect.poll(() => service.index.topics().map(({ id }) => id), { timeout: 15_000 }).toEqual(["back-pain", "spine"]);
  });

  test("are joined from the thread's side, and left", async () => {
    const forum = await openTopicForum(three);
    const read = forum.feed.newestSequence();
    forum.keepMined([forum.mined("Mined", ["1", "2"])], read);
    forum.follower.catchUp();
    const mined = forum.topics.record("mined")!.key;
    const [third] = forum.threadKeys(["3"]) as [number];
    forum.topics.join(new Map([[third, [mined]]]), read, read + 1);
    forum.follower.catchUp();
    expect(placed(forum)).toEqual({ "back-pain": ["1"], spine: ["1", "2"], knee: ["3"], mined: ["1", "2", "3"] });
    await forum.ingest.put(question("3", ["Knee"], { visibility: "private" }));
    forum.ingest.remove("2");
    expect(placed(forum)).toEqual({ "back-pain": ["1"], spine: ["1"], mined: ["1"] });
    await forum.ingest.put(question("1", ["Spine", "New"]));
    expect(placed(forum)).toEqual({ spine: ["1"], new: ["1"], mined: ["1"] });
    await forum.ingest.put(question("1", ["Spine", "New"], { question: "Something else" }));
    expect(placed(forum)).toEqual({ spine: ["1"], new: ["1"] });
  });

  test("are found by the nearest of their names, aliases too", async () => {
    const forum = await openTopicForum(three);
    const before = names(forum, "lumbago");
    expect(before.get("back-pain")).toBeLessThan(0.9);
    forum.edit("back-pain", { aliases: ["Something else", "Lumbago"] });
    forum.follower.catchUp();
    expect(names(forum, "lumbago")).toEqual(new Map([...before, ["back-pain", 1]]));
    expect(names(forum, "back pain").get("back-pain")).toBe(1);
    forum.edit("back-pain", { name: "Renamed", aliases: [] });
    forum.follower.catchUp();
    expect(names(forum, "renamed").get("back-pain")).toBe(1);
    expect(names(forum, "back pain").get("back-pain")).toBeLessThan(1);
  });

  test("whose names another model's process wrote are embedded by this one, and then shown", async () => {
    const folder = temporaryFolder();
    const service = await openTopicForum(three, folder);
    const beside = openSmallForum(folder, createHashingEmbedder({ fingerprint: "hashing/2" }));
    // This one is written with this model's vectors, so it is there before its topic.
    await openSmallForum(folder).ingest.put(question("1", ["Knee"]));
    beside.topics.edit("knee", { aliases: ["Joint"] }, null, vectorsOf("Joint"));
    service.follower.catchUp();
    expect(placed(service)).toEqual({ spine: ["2"] });
    await expect.poll(() => placed(service)["knee"], { timeout: 15_000 }).toEqual(["1", "3"]);
    expect(names(service, "joint").get("knee")).toBe(1);
    expect(service.embedder.texts.at(-1)).toBe("Joint");
    expect(service.messages.join()).toMatch(/without vectors of this model/);
  });
});

describe("whatever happens to topics and threads", () => {
  test("the index is what one that loads everything would be", async () => {
    const folder = temporaryFolder();
    const threads = Array.from({ length: 12 }, (_, number) => question(`${number}`, [`T${number % 4}`]));
    const forum = await openTopicForum(threads, folder);
    let state = 7;
    /** A whole number below `limit`, the same ones at every run (mulberry32). */
    const below = (limit: number) => {
      state = (state + 0x6d2b79f5) | 0;
      let bits = Math.imul(state ^ (state >>> 15), 1 | state);
      bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
      return ((bits ^ (bits >>> 14)) >>> 0) % limit;
    };
    const some = <Item>(items: readonly Item[]): Item[] => items.filter(() => below(3) === 0);
    const ids = threads.map(({ id }) => id);
    const topicNames = ["T0", "T1", "T2", "T3", "M0", "M1", "M2"];
    const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
    const publicKeys = () => forum.index.threads().map(({ key }) => key);
    const refused = new Set<string>();
    let [shown, joined] = [0, 0];

    const steps: (() => unknown)[] = [
      () => forum.ingest.put(question(oneOf(ids), some(topicNames), { visibility: oneOf(["public", "public", "private"] as const) })),
      () => forum.ingest.put(question(oneOf(ids), some(topicNames), { question: `${below(100)}` })),
      () => forum.ingest.remove(oneOf(ids)),
      () => forum.keepMined(some(["M0", "M1", "M2", "T1"]).map((name) => ({ ...forum.mined(name, []), threadKeys: some([...publicKeys(), 3, 4]) }))),
      () => {
        const from = forum.topics.joinedUpTo() ?? 0;
        forum.topics.join(new Map(some(publicKeys()).map((key) => [key, some(forum.index.topics().map((topic) => topic.key))])), from, from);
      },
      () => forum.edit(oneOf(topicNames).toLowerCase(), { mergedInto: oneOf([...topicNames, null, null])?.toLowerCase() ?? null, pinned: below(4) === 0 }),
      () => forum.edit(oneOf(topicNames).toLowerCase(), { hidden: below(3) === 0, pinned: below(4) === 0 }),
      () => forum.edit(oneOf(topicNames).toLowerCase(), { aliases: some(["a", "b"]), pinned: false }),
    ];
    for (let step = 0; step < 240; step += 1) {
      try {
        await oneOf(steps)();
      } catch (error) {
        refused.add((error as { code: string }).code);
      }
      if (below(3) > 0) forum.follower.catchUp();
      if (step % 12 > 0) continue;
      forum.follower.catchUp();
      const anew = openSmallForum(folder);
      await anew.follower.start();
      expect({ step, ...placed(forum) }).toEqual({ step, ...placed(anew) });
      expect(names(forum, "a")).toEqual(names(anew, "a"));
      shown += Object.values(placed(forum)).flat().length;
      joined += [...forum.topics.members().values()].flatMap((topic) => topic.joined).length;
      // The store's readers say the same of them.
      expect(Object.fromEntries(forum.shown().map((line) => line.split(" ")))).toEqual(
        Object.fromEntries(Object.entries(placed(forum)).map(([id, members]) => [id, `${members.length}`])),
      );
      await anew.close();
    }
    expect(shown).toBeGreaterThan(100);
    expect(joined).toBeGreaterThan(50);
    expect([...refused].sort()).toEqual(["invalid_request", "topic_conflict", "topic_not_found"]);
  });
});
