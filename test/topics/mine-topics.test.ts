import { describe, expect, test } from "vitest";
import { wordDigests } from "../../src/forum/words.ts";
import type { FormerTopic } from "../../src/topics/former-topics.ts";
import type { ForumThread } from "../../src/topics/forum-threads.ts";
import { mineTopics } from "../../src/topics/mine-topics.ts";
import { formerOf, range } from "./identified.ts";
import { unit } from "./unit-vectors.ts";

const DIMENSIONS = 40;
/** A vector by what it has of which axis. */
const along = (parts: Readonly<Record<number, number>>) => unit(Array.from({ length: DIMENSIONS }, (_, axis) => parts[axis] ?? 0));
const [ELBOW, KNEE, CHAIR] = [0, 1, 2];
const AXES: Readonly<Record<string, number>> = { "Tennis Elbow": ELBOW, "Knee Brace": KNEE, "Desk Chair": CHAIR };

/** The forum's language needs a few words; what is asked is in the rest. */
const threadOf = (key: number, text: string, vector: Float32Array, department: string | null = null): ForumThread => ({ key, department, vector, words: wordDigests(text), text: `What is it with the ${text}?` });

/** Eight threads about each of three matters, some of them leaning towards another, and as many about nothing that others ask. */
const forum: readonly ForumThread[] = [
  ...range(0, 8).map((number) => threadOf(100 + number, "tennis elbow", along({ [ELBOW]: 1, [KNEE]: number < 4 ? 0.3 : 0, [10 + number]: 0.2 }))),
  ...range(0, 8).map((number) => threadOf(200 + number, "knee brace", along({ [KNEE]: 1, [ELBOW]: number < 4 ? 0.3 : 0, [10 + number]: 0.2 }))),
  ...range(0, 8).map((number) => threadOf(300 + number, "desk chair", along({ [CHAIR]: 1, [10 + number]: 0.2 }))),
  ...range(0, 20).map((number) => threadOf(400 + number, `matter${number}`, along({ [20 + number]: 1 }))),
];

const embed = async (names: readonly string[]) => names.map((name) => along({ [AXES[name] ?? 39]: 1 }));
const mine = async (threads: readonly ForumThread[], formers: readonly FormerTopic[] = []) =>
  Object.fromEntries((await mineTopics(threads, formers, embed)).map(({ id, threadKeys }) => [id, threadKeys]));

describe("topics of threads", () => {
  test("are what several ask, each with its threads in the order of their keys", async () => {
    expect(await mine(forum)).toEqual({ "tennis-elbow": range(100, 8), "knee-brace": range(200, 8), "desk-chair": range(300, 8) });
    expect(await mine(forum.toReversed())).toEqual(await mine(forum));
    expect(await mine([])).toEqual({});
  });

  test("hold a thread that lies between two of them both, by its neighbours' word", async () => {
    const topics = await mine([...forum, threadOf(500, "swollen joint", along({ [ELBOW]: 1, [KNEE]: 1 }))]);
    expect(topics["tennis-elbow"]).toContain(500);
    expect(topics["knee-brace"]).toContain(500);
    expect(topics["desk-chair"]).not.toContain(500);
  });

  test("hold a thread that is about another one and says their name, if it is of their matter at all", async () => {
    const says = (share: number) => threadOf(500, "tennis elbow from the desk chair", along({ [CHAIR]: 1, [ELBOW]: share }));
    const near = await mine([...forum, says(0.7)]);
    expect(near["desk-chair"]).toContain(500);
    expect(near["tennis-elbow"]).toContain(500);
    const far = await mine([...forum, says(0.1)]);
    expect(far["desk-chair"]).toContain(500);
    expect(far["tennis-elbow"]).not.toContain(500);
  });

  test("are of one department each: the same name in two is two topics, and neither has the other's threads", async () => {
    const elsewhere = forum.map((thread) => ({ ...thread, key: thread.key + 1000, department: "Sports" }));
    const topics = await mine([...forum, ...elsewhere]);
    expect(topics["tennis-elbow"]).toEqual(range(100, 8));
    expect(topics["tennis-elbow.sports"]).toEqual(range(1100, 8));
    expect(Object.keys(topics)).toHaveLength(6);
  });

  test("are of one department where it is written in several cases, and called after the way that most write it", async () => {
    const cased = forum.map((thread, place) => ({ ...thread, department: ["sports", "Sports", "SPORTS", "Sports"][place % 4]! }));
    const told: (string | null)[] = [];
    const topics = await mineTopics(cased, [], embed, { onDepartment: (department) => told.push(department) });
    expect(told).toEqual(["Sports"]);
    expect(Object.fromEntries(topics.map(({ id, threadKeys }) => [id, threadKeys]))).toEqual({
      "tennis-elbow.sports": range(100, 8), "knee-brace.sports": range(200, 8), "desk-chair.sports": range(300, 8),
    });
    expect(new Set(topics.map(({ department }) => department))).toEqual(new Set(["Sports"]));
    // Of a topic that is there the department may be written otherwise, too.
    const former = formerOf("Sore Arms", range(100, 8), { department: "sPORTS", curated: true });
    expect((await mine(cased, [former]))["sore-arms.sports"]).toEqual(range(100, 8));
  });

  test("have no id twice, be it in another department that a topic has it", async () => {
    // "Tennis Elbow" of "Sports" became something else, so its second is the first of "Sports 2", by their ids.
    const renamed = formerOf("Sore Arms", range(300, 8), { id: "tennis-elbow.sports", department: "Sports", curated: true });
    for (const departments of [["Sports", "Sports 2"], ["Sports 2", "Sports"]] as const) {
      const threads = departments.flatMap((department) => forum.map((thread) => ({ ...thread, key: thread.key + (department === "Sports" ? 0 : 1000), department })));
      const found = await mineTopics(threads, [renamed], embed);
      const ids = found.map(({ id }) => id);
      expect(ids).toContain("tennis-elbow.sports-2");
      expect(new Set(ids).size).toBe(6);
      expect(ids).toHaveLength(6);
    }
    const elsewhere = formerOf("Elbows", [9], { id: "tennis-elbow", department: "Sports", curated: true });
    expect(Object.keys(await mine(forum, [elsewhere]))).toContain("tennis-elbow-2");
  });

  test("take former topics of their own department alone for theirs", async () => {
    const former = formerOf("Sore Arms", range(100, 8), { department: "Sports", curated: true });
    expect(Object.keys(await mine(forum, [former]))).toContain("tennis-elbow");
    expect((await mine(forum, [formerOf("Sore Arms", range(100, 8), { curated: true })]))["sore-arms"]).toEqual(range(100, 8));
  });
});
