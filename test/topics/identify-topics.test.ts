import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { topicId } from "../../src/forum/topic.ts";
import type { NamedGroup } from "../../src/topics/choose-groups.ts";
import type { FormerTopic } from "../../src/topics/former-topics.ts";
import { identifyTopics } from "../../src/topics/identify-topics.ts";
import { formerOf, groupOf, range } from "./identified.ts";

interface Given {
  readonly formers?: readonly FormerTopic[];
  /** How well names of before fit, wherever they are asked for; others not at all. */
  readonly fits?: Readonly<Record<string, number>>;
  readonly department?: string;
}

/** Keys of threads are their places here. */
const identify = (groups: readonly NamedGroup[], { formers = [], fits = {}, department }: Given = {}) =>
  identifyTopics(groups, {
    department: department ?? null,
    formers,
    takenIds: new Set(formers.map(({ id }) => id)),
    keyOf: (place) => place,
    placesOf: (threadKeys) => [...threadKeys].filter((key) => key < 1000),
    fitOf: (_, name) => fits[name] ?? 0,
  });
const told = (topics: ReturnType<typeof identify>) => topics.map(({ id, name, places }) => `${id}: ${name} ${places.length}`);

describe("a group that is new", () => {
  test("takes its best name, and an id that name and department give", () => {
    const topics = identify([groupOf(range(0, 6), { "Knee Pain": 0.8, Knee: 0.7 })], { department: "Orthopedics" });
    expect(topics).toEqual([{ id: "knee-pain.orthopedics", name: "Knee Pain", former: undefined, places: range(0, 6), asBefore: false }]);
  });

  test("becomes one with others of its name, so that a name stands once", () => {
    const topics = identify([groupOf(range(0, 5), { Headache: 0.8 }), groupOf(range(10, 7), { Headaches: 0.9 }), groupOf(range(20, 5), { "Head Injury": 0.6 })]);
    expect(told(topics)).toEqual(["headache: Headache 12", "head-injury: Head Injury 5"]);
    expect(topics[0]!.places).toEqual([...range(0, 5), ...range(10, 7)]);
  });

  test("takes another id where a renamed topic has its own", () => {
    // What is called "Pain at Night" now was first called "Sleep".
    const renamed = formerOf("Pain at Night", range(50, 6), { id: "sleep" });
    const topics = identify([groupOf(range(50, 6), { "Pain at Night": 0.8 }), groupOf(range(0, 6), { Sleep: 0.8 })], { formers: [renamed], fits: { "Pain at Night": 0.8 } });
    expect(told(topics)).toEqual(["sleep: Pain at Night 6", "sleep-2: Sleep 6"]);
    expect(topics[1]!.former).toBeUndefined();
    const formers = [renamed, formerOf("Sleeplessness", [], { id: "sleep-2" })];
    expect(told(identify([groupOf(range(0, 6), { Sleep: 0.8 })], { formers }))).toEqual(["sleep-3: Sleep 6"]);
  });

  test("is the topic of this very name that was there and lost its threads", () => {
    const former = formerOf("Sleep", range(80, 6));
    const topics = identify([groupOf(range(0, 6), { Sleep: 0.8 })], { formers: [former] });
    expect(topics).toEqual([{ id: "sleep", name: "Sleep", former, places: range(0, 6), asBefore: false }]);
  });
});

describe("a group that was a topic before", () => {
  const former = formerOf("Knee Pain", range(0, 10));
  const grown = range(0, 12);

  test("keeps its id by the threads they share, and its name while no other fits far better", () => {
    const [topic] = identify([groupOf(grown, { "Knee Injury": 0.9, "Knee Pain": 0.75 })], { formers: [former], fits: { "Knee Pain": 0.75 } });
    expect(topic).toEqual({ id: "knee-pain", name: "Knee Pain", former, places: grown, asBefore: false });
  });

  test("is renamed where another name fits far better, and keeps its id", () => {
    const [topic] = identify([groupOf(grown, { "Knee Injury": 0.9, "Knee Pain": 0.65 })], { formers: [former], fits: { "Knee Pain": 0.65 } });
    expect(topic).toMatchObject({ id: "knee-pain", name: "Knee Injury", former });
  });

  test("gives way to a larger one of the same name, and is united with it", () => {
    const formers = [formerOf("Knee Pain", range(0, 10)), formerOf("Knee Aches", range(20, 6))];
    const groups = [groupOf(range(0, 10), { "Knee Pain": 0.9 }), groupOf(range(20, 6), { "Knee Pains": 0.9 })];
    expect(told(identify(groups, { formers, fits: { "Knee Pain": 0.9 } }))).toEqual(["knee-pain: Knee Pain 16"]);
  });

  test("that fell in two is the larger part; the other is new", () => {
    const groups = [groupOf(range(0, 4), { "Knee Swelling": 0.8 }), groupOf(range(4, 6), { "Knee Pain": 0.8 })];
    expect(told(identify(groups, { formers: [former], fits: { "Knee Pain": 0.8 } }))).toEqual(["knee-pain: Knee Pain 6", "knee-swelling: Knee Swelling 4"]);
  });
});

describe("a curated topic", () => {
  test("is never renamed", () => {
    const curated = formerOf("Our Knees", range(0, 10), { curated: true });
    const [topic] = identify([groupOf(range(0, 10), { "Knee Pain": 0.95 })], { formers: [curated] });
    expect(topic).toMatchObject({ id: "our-knees", name: "Our Knees", former: curated });
  });

  test("takes the group that bears its name or an alias, though they share no thread", () => {
    const curated = formerOf("Our Knees", [], { curated: true, aliases: ["Knee pains"] });
    const topics = identify([groupOf(range(0, 10), { "Knee Pain": 0.95 }), groupOf(range(20, 5), { "Our Knee": 0.7 })], { formers: [curated] });
    expect(told(topics)).toEqual(["our-knees: Our Knees 15"]);
  });

  test("takes a group by a name that fits nearly as well as the best, and not by one that hardly does", () => {
    const curated = formerOf("Knees", [], { curated: true });
    expect(told(identify([groupOf(range(0, 9), { "Knee Pain": 0.9, Knee: 0.75 })], { formers: [curated] }))).toEqual(["knees: Knees 9"]);
    expect(told(identify([groupOf(range(0, 9), { "Knee Pain": 0.9, Knee: 0.6 })], { formers: [curated] }))).toEqual(["knee-pain: Knee Pain 9", "knees: Knees 0"]);
  });

  test("that no group is stays all the same, with the threads that name it, or those it had if none does", () => {
    const named = formerOf("Elbows", range(50, 6), { curated: true, namedBy: [1, 70] });
    const joined = formerOf("Hips", range(60, 3), { curated: true });
    const empty = formerOf("Toes", [], { curated: true });
    const topics = identify([groupOf(range(0, 6), { Knee: 0.8 })], { formers: [named, joined, empty] });
    expect(told(topics)).toEqual(["knee: Knee 6", "elbows: Elbows 2", "hips: Hips 3", "toes: Toes 0"]);
    expect(topics.map(({ asBefore }) => asBefore)).toEqual([false, false, true, true]);
  });

  test("has the threads that name it beside those of its group", () => {
    const curated = formerOf("Knee Pain", range(0, 8), { curated: true, namedBy: [4, 99] });
    expect(identify([groupOf(range(0, 8), { "Knee Pain": 0.8 })], { formers: [curated] })[0]!.places).toEqual([...range(0, 8), 99]);
  });

  test("takes the group also where mining called that by a topic of its own before", () => {
    const mined = formerOf("Backache", range(0, 10));
    const curated = formerOf("Back Pain", [], { curated: true, aliases: ["Backache"] });
    for (const formers of [[mined, curated], [curated, mined]]) {
      expect(told(identify([groupOf(range(0, 10), { Backache: 0.9 })], { formers, fits: { Backache: 0.9 } }))).toEqual(["back-pain: Back Pain 10"]);
    }
  });

  test("keeps its name for itself: no other topic is renamed to it", () => {
    const mined = formerOf("Spine", range(0, 10));
    const curated = formerOf("Back Pain", [], { curated: true, id: "backs" });
    const topics = identify([groupOf(range(0, 10), { "Back Pain": 0.9 })], { formers: [mined, curated], fits: { Spine: 0.5 } });
    expect(told(topics)).toEqual(["backs: Back Pain 10"]);
  });
});

describe("a former topic whose threads fell elsewhere", () => {
  const former = formerOf("Tennis Elbow", range(0, 6));
  const groups = [groupOf(range(0, 30), { "Elbow Pain": 0.6 })];

  test("stays beside the new ones, threads as they were, while its name fits them as well", () => {
    const topics = identify(groups, { formers: [former], fits: { "Tennis Elbow": 0.6 } });
    expect(told(topics)).toEqual(["elbow-pain: Elbow Pain 30", "tennis-elbow: Tennis Elbow 6"]);
    expect(topics[1]).toMatchObject({ former, asBefore: true, places: range(0, 6) });
  });

  test("goes where the new name fits its threads far better, or its own no longer does", () => {
    expect(told(identify([groupOf(range(0, 30), { "Elbow Pain": 0.9 })], { formers: [former], fits: { "Tennis Elbow": 0.6 } }))).toEqual(["elbow-pain: Elbow Pain 30"]);
    expect(told(identify([], { formers: [former], fits: { "Tennis Elbow": 0.4 } }))).toEqual([]);
  });

  test("goes where a new topic has its name, or hardly a thread of it is left", () => {
    expect(told(identify([groupOf(range(40, 9), { "Tennis Elbows": 0.9 })], { formers: [former], fits: { "Tennis Elbow": 0.9 } }))).toEqual(["tennis-elbow: Tennis Elbow 9"]);
    expect(told(identify([], { formers: [formerOf("Tennis Elbow", [1, ...range(1000, 9)])], fits: { "Tennis Elbow": 0.9 } }))).toEqual([]);
  });
});

test("whatever was there and whatever is found, ids and names stand once, and every thread of a group is in its topic", () => {
  const name = fc.constantFrom("Knee", "Knees", "Hip", "Back Pain", "Spine", "Neck", "Head");
  const places = fc.uniqueArray(fc.nat(40), { minLength: 5, maxLength: 12 });
  const former = fc.record({ name, places, curated: fc.boolean(), alias: fc.option(name, { nil: undefined }), renamed: fc.boolean() });
  const group = fc.record({ places, names: fc.uniqueArray(fc.record({ name, fit: fc.double({ min: 0.46, max: 1, noNaN: true }) }), { selector: (one) => one.name, minLength: 1, maxLength: 3 }) });
  const key = (text: string) => topicId(text, null).replace(/s$/, "");
  fc.assert(
    fc.property(fc.array(group, { maxLength: 6 }), fc.uniqueArray(former, { selector: (one) => key(one.name), maxLength: 5 }), (found, were) => {
      const groups = found.map((one) => ({ places: one.places, names: one.names.toSorted((left, right) => right.fit - left.fit) }));
      const names = new Set(were.map((one) => key(one.name)));
      const formers = were.map((one, number) => {
        const aliases = one.curated && one.alias !== undefined && !names.has(key(one.alias)) ? [one.alias] : [];
        return formerOf(one.name, one.places, { curated: one.curated, aliases, ...(one.renamed ? { id: `former-${number}` } : {}) });
      });
      const topics = identify(groups, { formers, fits: { Knee: 0.6, Hip: 0.7, Spine: 0.9 } });
      expect(new Set(topics.map(({ id }) => id)).size).toBe(topics.length);
      expect(new Set(topics.map((topic) => key(topic.name))).size).toBe(topics.length);
      const placed = new Set(topics.flatMap((topic) => topic.places));
      expect(groups.flatMap((one) => one.places).filter((place) => !placed.has(place))).toEqual([]);
      for (const { id, name: now, curated } of formers) if (curated) expect(topics).toContainEqual(expect.objectContaining({ id, name: now }));
    }),
    { numRuns: 500 },
  );
});
