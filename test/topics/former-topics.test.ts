import { expect, test } from "vitest";
import type { TopicRecord } from "../../src/store/topics.ts";
import { wordDigests } from "../../src/forum/words.ts";
import { formerTopics } from "../../src/topics/former-topics.ts";

const record = (given: Partial<TopicRecord> = {}): TopicRecord => ({
  key: 7, id: "back-pain", name: "Back Pain", department: "Orthopedics", origin: "mined", aliases: [], url: null, pinned: false, hidden: false, mergedInto: null, threadCount: 0, ...given,
});

test("a topic is met again with its names, and known by the threads that name it, or where none does, that joined it", () => {
  const [former] = formerTopics([record({ aliases: ["Lumbago"] })], new Map([[7, { named: [1, 2], joined: [3] }]]));
  expect(former).toEqual({
    id: "back-pain", name: "Back Pain", department: "Orthopedics", curated: false,
    names: [wordDigests("back pain"), wordDigests("lumbago")], namedBy: new Set([1, 2]), threadKeys: new Set([1, 2]),
  });
  const [mined] = formerTopics([record()], new Map([[7, { named: [], joined: [3] }]]));
  expect(mined).toMatchObject({ namedBy: new Set(), threadKeys: new Set([3]) });
});

test("one without threads is met again too", () => {
  expect(formerTopics([record()], new Map())[0]!.threadKeys.size).toBe(0);
});

test("is mining's own only while no thread, file or editor decided on it", () => {
  const curated = (given: Partial<TopicRecord>) => formerTopics([record(given)], new Map())[0]!.curated;
  expect(curated({})).toBe(false);
  for (const given of [{ origin: "thread" }, { origin: "file" }, { pinned: true }, { hidden: true }, { mergedInto: "spine" }] as const) expect(curated(given)).toBe(true);
});
