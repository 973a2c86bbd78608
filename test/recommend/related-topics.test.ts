import { describe, expect, test } from "vitest";
import type { Thread } from "../../src/forum/thread.ts";
import type { TopicOptions } from "../../src/recommend/answers.ts";
import { calibrationFor, type Calibration } from "../../src/recommend/calibration.ts";
import { createRecommender } from "../../src/recommend/recommender.ts";
import { DIVERSITY_WEIGHT, WEIGHTS } from "../../src/recommend/weights.ts";
import type { ForumReader } from "../../src/store/reading.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function forumOf(...threads: Thread[]) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(sourceOf(...threads));
  forum.follower.catchUp();
  const withCut = (best: number, others: number, reading: Partial<ForumReader> = {}) => {
    const shown = calibrationFor("someone/else");
    const calibration: Calibration = { ...shown, cuts: { ...shown.cuts, topics: { best, others } } };
    return createRecommender({ ...forum, reader: { ...forum.reader, ...reading }, calibration });
  };
  return { ...forum, withCut };
}

const everything: TopicOptions = { limit: 50 };
const told = ({ items }: { items: readonly { name: string; department: string | null }[] }) => items.map(({ name, department }) => (department === null ? name : `${name}, ${department}`));

describe("related topics", () => {
  const threads = [
    threadOf({ id: "1", question: "pain in the left knee on stairs", topics: ["Zebra"], department: "Orthopedics" }),
    threadOf({ id: "2", question: "pain in the left knee when sitting", topics: ["Pain In The Left Knee"] }),
    threadOf({ id: "3", question: "rash on both hands", topics: ["Hand Rash"] }),
  ];

  test("are a thread's own first, whatever they are called, then its neighbours'", async () => {
    const { recommender } = await forumOf(...threads);
    const answer = await recommender.relatedTopics({ threadId: "1" }, everything);
    expect(told(answer)).toEqual(["Zebra, Orthopedics", "Pain In The Left Knee", "Hand Rash"]);
    expect(answer.items[0]).toMatchObject({ id: "zebra.orthopedics", url: "/topics/zebra.orthopedics", threadCount: 1 });
    expect(answer.items[0]).not.toHaveProperty("explanation");
  });

  test("open only with a topic above the first cut, and go on to the second", async () => {
    const { recommender, withCut } = await forumOf(...threads);
    const asked = { text: "pain in the left knee" };
    const [best, second, third] = (await recommender.relatedTopics(asked, everything)).items.map(({ score }) => score) as [number, number, number];
    const shown = async (opens: number, others: number) => (await withCut(opens, others).relatedTopics(asked, everything)).items.length;
    expect(await shown(best, third)).toBe(3);
    expect(await shown(best, second)).toBe(2);
    expect(await shown(best + 0.0001, third)).toBe(0);
  });

  test("go without what another process hid a moment ago, and open by what is left", async () => {
    const forum = await forumOf(...threads);
    const asked = { text: "pain in the left knee" };
    const { items } = await forum.recommender.relatedTopics(asked, everything);
    const [first, second] = items;
    const hiding = { topicsByKey: (keys: readonly number[]) => new Map([...forum.reader.topicsByKey(keys)].filter(([, { id }]) => id !== first!.id)) };
    const shown = async (opens: number) => (await forum.withCut(opens, 0, hiding).relatedTopics(asked, everything)).items;
    expect(await shown(second!.score)).toEqual(items.slice(1));
    expect(await shown(first!.score)).toEqual([]);
  });
});

describe("a list of topics", () => {
  const inDepartment = (id: string, department: string | undefined, topic: string, question: string) => threadOf({ id, question, topics: [topic], ...(department === undefined ? {} : { department }) });
  const names = ["Ankle", "Wrist", "Elbow", "Shoulder"].map((more) => `Knee Pain On Stairs Since ${more}`);
  const crowd = (departmentOf: (name: string) => string | undefined) => names.map((name, place) => inDepartment(`${place}`, departmentOf(name), name, "knee pain on stairs"));
  const asked = { text: "knee pain on stairs since sunday" };

  test("takes the topic of another department in place of one about as good, and is shown in the order of scores", async () => {
    const alike = await forumOf(...crowd(() => undefined));
    const last = (await alike.recommender.relatedTopics(asked, everything)).items.at(-1)!.name;
    const { recommender } = await forumOf(...crowd((name) => (name === last ? "Neurology" : "Orthopedics")));
    const all = (await recommender.relatedTopics(asked, { ...everything, explain: true })).items;
    expect(all.at(-1)!.department).toBe("Neurology");
    expect(all[2]!.explanation!.raw - all[3]!.explanation!.raw).toBeLessThan(DIVERSITY_WEIGHT);
    const { items } = await recommender.relatedTopics(asked, { limit: 3 });
    expect(items.map(({ name }) => name)).toEqual([all[0]!.name, all[1]!.name, last]);
  });

  test("takes what is far better all the same", async () => {
    const far = inDepartment("far", "Neurology", "Sleep", "tired all day long");
    const { recommender } = await forumOf(...crowd(() => "Orthopedics"), far);
    expect((await recommender.relatedTopics(asked, { limit: 3 })).items.map(({ department }) => department)).toEqual(["Orthopedics", "Orthopedics", "Orthopedics"]);
  });

  test.each(["Orthopedics", undefined])("is the best ones where all are of one department (%s)", async (department) => {
    const { recommender } = await forumOf(...crowd(() => department));
    const all = await recommender.relatedTopics(asked, everything);
    expect(await recommender.relatedTopics(asked, { limit: 3 })).toEqual({ items: all.items.slice(0, 3) });
  });

  test("takes of one department the topic with another name", async () => {
    // So many threads that names hardly tell the topics apart, and words in another order do not at all.
    const topics = ["Sore Knee", "Knee, Sore", "Elbow"].flatMap((name) => Array.from({ length: 80 }, (_, place) => inDepartment(`${name} ${place}`, "Orthopedics", name, "sore knee")));
    const { recommender } = await forumOf(...topics);
    const all = told(await recommender.relatedTopics({ text: "sore knee" }, everything));
    expect(all[2]).toBe("Elbow, Orthopedics");
    expect(told(await recommender.relatedTopics({ text: "sore knee" }, { limit: 2 }))).toEqual([all[0], "Elbow, Orthopedics"]);
  });

  test("takes the same name under several departments, as the reference page does", async () => {
    const { recommender } = await forumOf(
      inDepartment("1", "Orthopedics", "Knee Pain", "knee pain on stairs"),
      inDepartment("2", "Orthopedics", "Knee Pain Again", "knee pain on stairs"),
      inDepartment("3", "Rehabilitation", "Knee Pain", "knee pain on stairs"),
    );
    expect(told(await recommender.relatedTopics({ text: "knee pain" }, { limit: 2 })).toSorted()).toEqual(["Knee Pain, Orthopedics", "Knee Pain, Rehabilitation"]);
  });
});

describe("an explanation of a topic", () => {
  const threads = [
    threadOf({ id: "1", title: "Stairs", question: "pain in the left knee on stairs", topics: ["Knee Pain"] }),
    ...["at night", "when sitting", "after running"].map((when, place) => threadOf({ id: `n${place}`, title: `Knee ${when}`, question: `pain in the left knee ${when}`, topics: ["Knee Pain"] })),
    threadOf({ id: "3", question: "rash on both hands", topics: ["Hand Rash", "Knee Pain"] }),
  ];
  const options: TopicOptions = { limit: 10, explain: true };

  test("tells the numbers that together are what gave the place", async () => {
    const { recommender } = await forumOf(...threads);
    const { centre, nameGain, ownLift } = WEIGHTS.topics;
    for (const subject of [{ text: "knee pain" }, { threadId: "1" }]) {
      const { items } = await recommender.relatedTopics(subject, options);
      expect(items).toHaveLength(2);
      for (const { score, explanation } of items) {
        const { similarity, nameShare, own, raw } = explanation!;
        const ofThreads = (1 - centre) * similarity.threads! + centre * similarity.centre!;
        const guess = (1 - nameShare) * ofThreads + nameShare * (similarity.name + nameGain);
        expect(raw).toBeCloseTo(own ? guess + ownLift * (1 - guess) : guess, 3);
        expect(score).toBeCloseTo(calibrationFor("hashing/1").topicScore(raw), 3);
      }
    }
  });

  test("names the nearest threads, and never the thread that asks, though it is in the topic", async () => {
    const { recommender } = await forumOf(...threads);
    const { items } = await recommender.relatedTopics({ threadId: "1" }, options);
    expect(items.map(({ name, explanation }) => [name, explanation!.own])).toEqual([["Knee Pain", true], ["Hand Rash", false]]);
    const named = items[0]!.explanation!.threads;
    expect(items[0]!.threadCount).toBe(threads.length);
    expect(named.map(({ id }) => id)).not.toContain("1");
    expect(named.length).toBe(Math.min(WEIGHTS.topics.nearest, threads.length - 1));
    expect(named.map(({ similarity }) => similarity)).toEqual(named.map(({ similarity }) => similarity).toSorted((left, right) => right - left));
    expect(named.at(-1)!.id).toBe("3");
  });

  test("of a topic that the thread that asks is alone in has its name to tell, and that it is its own", async () => {
    const alone = [threadOf({ id: "1", question: "pain in the left knee", topics: ["Zebra"] }), threadOf({ id: "2", question: "pain in the left knee", topics: ["Hand Rash"] })];
    const { recommender } = await forumOf(...alone);
    const [own] = (await recommender.relatedTopics({ threadId: "1" }, options)).items;
    const { nameGain, ownLift } = WEIGHTS.topics;
    expect(own).toMatchObject({ name: "Zebra", threadCount: 1, explanation: { own: true, nameShare: 1, threads: [], similarity: { threads: null, centre: null } } });
    const named = own!.explanation!.similarity.name + nameGain;
    expect(own!.explanation!.raw).toBeCloseTo(named + ownLift * (1 - named), 3);
  });

  test("leaves out a thread that is no longer public when the answer is made", async () => {
    const forum = await forumOf(...threads);
    const key = forum.index.thread("n1")!.key;
    const reader = { ...forum.reader, threadsByKey: (keys: readonly number[]) => forum.reader.threadsByKey(keys.filter((one) => one !== key)) };
    const asked = { text: "pain in the left knee when sitting" };
    const before = await forum.recommender.relatedTopics(asked, options);
    expect(before.items[0]!.explanation!.threads.map(({ id }) => id)).toContain("n1");
    const after = await createRecommender({ ...forum, reader }).relatedTopics(asked, options);
    expect(after.items[0]!.explanation!.threads).toEqual(before.items[0]!.explanation!.threads.filter(({ id }) => id !== "n1"));
  });

  test("comes with both lists where similar threads are explained, and not where they are not", async () => {
    const { recommender } = await forumOf(...threads);
    for (const explain of [true, false]) {
      const { relatedFaq } = await recommender.recommend({ text: "knee pain" }, { similar: { limit: 2, collapse: true, explain }, topicLimit: 1 });
      expect(relatedFaq).toEqual(await recommender.relatedTopics({ text: "knee pain" }, { limit: 1, explain }));
      expect("explanation" in relatedFaq.items[0]!).toBe(explain);
    }
  });
});
