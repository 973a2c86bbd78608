import { describe, expect, test } from "vitest";
import { topicId } from "../../src/forum/topic.ts";
import type { FormerTopic } from "../../src/topics/former-topics.ts";
import { reportOn } from "../../src/topics/mining-report.ts";
import { formerOf, range } from "./identified.ts";

const found = (name: string, threadKeys: readonly number[], former?: FormerTopic) => ({ id: former?.id ?? topicId(name, null), name, department: null, former, threadKeys });
const topic = (name: string, id = topicId(name, null)) => ({ id, name, department: null });
const NOTHING = { added: [], renamed: [], merged: [], split: [], dropped: [], kept: 0 };

describe("the report on a mining", () => {
  test("of an empty index says nothing", () => {
    expect(reportOn([], [])).toEqual(NOTHING);
  });

  test("tells what is new and what stayed", () => {
    const knee = formerOf("Knee", range(0, 5));
    expect(reportOn([found("Knee", range(0, 6), knee), found("Hip", range(10, 5))], [knee])).toEqual({ ...NOTHING, added: [topic("Hip")], kept: 1 });
  });

  test("tells what was renamed, from what", () => {
    const knee = formerOf("Knee", range(0, 5));
    expect(reportOn([found("Knee Pain", range(0, 5), knee)], [knee])).toEqual({ ...NOTHING, renamed: [{ topic: topic("Knee Pain", "knee"), from: "Knee" }] });
  });

  test("tells what went with most of its threads into another topic, and what went otherwise", () => {
    const formers = [formerOf("Knee", range(0, 5)), formerOf("Shin", range(5, 6)), formerOf("Toe", range(20, 6))];
    const legs = found("Legs", [...range(0, 8), 20, 21]);
    const report = reportOn([legs], formers);
    // Of the shin's threads 3 of 6 are there, of the toe's 2 of 6.
    expect(report).toEqual({ ...NOTHING, added: [topic("Legs")], merged: [{ topic: topic("Knee"), into: topic("Legs") }, { topic: topic("Shin"), into: topic("Legs") }], dropped: [topic("Toe")] });
  });

  test("tells what a part of became a topic of its own", () => {
    const legs = formerOf("Legs", range(0, 20));
    const report = reportOn([found("Legs", range(0, 12), legs), found("Knee", range(12, 5)), found("Toe", [17, 18, 30, 31, 32])], [legs]);
    expect(report).toEqual({ ...NOTHING, added: [topic("Knee"), topic("Toe")], split: [{ topic: topic("Legs"), into: [topic("Knee")] }], kept: 1 });
  });

  test("says of curated topics neither that they are renamed nor that they are gone", () => {
    const hidden = formerOf("Our Knees", range(0, 5), { curated: true });
    expect(reportOn([], [hidden])).toEqual(NOTHING);
    expect(reportOn([found("Our Knees", range(0, 5), hidden)], [hidden])).toEqual({ ...NOTHING, kept: 1 });
  });

  test("counts each former topic of mining's once: renamed, merged, dropped or kept", () => {
    const formers = ["A", "B", "C", "D"].map((name, number) => formerOf(name, range(number * 10, 6)));
    const report = reportOn([found("A", range(0, 6), formers[0]), found("B two", range(10, 6), formers[1]), found("E", range(20, 6))], formers);
    expect(report.kept + report.renamed.length + report.merged.length + report.dropped.length).toBe(formers.length);
  });
});
