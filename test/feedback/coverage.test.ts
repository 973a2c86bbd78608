import { describe, expect, test } from "vitest";
import { measureCoverage } from "../../src/feedback/coverage.ts";
import { coverageText } from "../../src/feedback/report-text.ts";
import { calibrationFor } from "../../src/recommend/calibration.ts";
import { createRecommender } from "../../src/recommend/recommender.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Of whom six ask the same in words of their own, two something else, and one what nobody else does. */
const threads = [
  ...["one", "two", "three", "four", "five", "six"].map((word) => threadOf({ id: word, department: "Knees", question: `Left knee hurts on stairs since ${word}` })),
  ...["red", "blue"].map((word) => threadOf({ id: word, department: "Skin", question: `Itchy ${word} rash between all fingers` })),
  threadOf({ id: "alone", question: "Zebras?" }),
  threadOf({ id: "hidden", department: "Skin", question: "An itchy rash nobody may see", visibility: "private" }),
];

async function forumOf(given = threads) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(sourceOf(...given));
  forum.follower.catchUp();
  const cut = { best: 0.4, others: 0.4 };
  const recommender = createRecommender({ ...forum, calibration: { ...calibrationFor("someone/else"), cuts: { thread: cut, text: cut, topics: cut } } });
  return { ...forum, recommender };
}

describe("coverage", () => {
  test("counts the threads that have four neighbours above the cut, fewer, and none, also by department", async () => {
    const coverage = await measureCoverage(await forumOf());
    expect(coverage).toEqual({
      threads: 9,
      measured: { threads: 9, full: 6, short: 2, none: 1 },
      departments: [
        { department: "Knees", threads: 6, full: 6, short: 0, none: 0 },
        { department: "Skin", threads: 2, full: 0, short: 2, none: 0 },
        { department: null, threads: 1, full: 0, short: 0, none: 1 },
      ],
      withoutNeighbours: ["alone"],
    });
  });

  test("is that of the lists that readers are shown", async () => {
    const forum = await forumOf();
    const { measured } = await measureCoverage(forum);
    const lists = await Promise.all(
      forum.index.threads().map(({ id }) => forum.recommender.similar({ threadId: id }, { limit: 4, collapse: true, explain: false })),
    );
    const shown = lists.map(({ items }) => items.length);
    expect([measured.full, measured.short, measured.none]).toEqual([shown.filter((length) => length === 4).length, shown.filter((length) => length > 0 && length < 4).length, shown.filter((length) => length === 0).length]);
  });

  test("of a sample looks at so many threads, the same at every run and in every order of the ingest", async () => {
    const asked = async (given: typeof threads) => {
      const forum = await forumOf(given);
      const ids: string[] = [];
      const similar: typeof forum.recommender.similar = (subject, ...rest) => {
        if ("threadId" in subject) ids.push(subject.threadId);
        return forum.recommender.similar(subject, ...rest);
      };
      const told: [number, number][] = [];
      const coverage = await measureCoverage({ index: forum.index, recommender: { similar } }, { sample: 3, onProgress: (...progress) => told.push(progress) });
      expect([coverage.threads, coverage.measured.threads, told]).toEqual([9, 3, [[0, 3]]]);
      return ids;
    };
    const ids = await asked(threads);
    expect(new Set(ids).size).toBe(3);
    expect(await asked(threads.toReversed())).toEqual(ids);
  });

  test("leaves out a thread that is hidden while it looks", async () => {
    const forum = await forumOf();
    const writer = forum.ingest;
    await writer.put({ ...threads[0]!, visibility: "private" });
    const before = [...forum.index.threads(), { ...forum.index.threads()[0]!, id: "one" }];
    const { measured } = await measureCoverage({ index: { threads: () => before }, recommender: forum.recommender });
    expect(measured.threads).toBe(8);
  });

  test("of an empty index is nothing, and says so", async () => {
    const coverage = await measureCoverage(await forumOf([]));
    expect(coverage).toEqual({ threads: 0, measured: { threads: 0, full: 0, short: 0, none: 0 }, departments: [], withoutNeighbours: [] });
    expect(coverageText(coverage)).toContain("Of all 0 threads\nWith fewer than 4 neighbours: 0, –\n");
  });

  test("reads well in 80 columns, with the largest departments alone and the rest counted", async () => {
    const { measured, ...rest } = await measureCoverage(await forumOf());
    expect(coverageText({ measured, ...rest })).toBe(`Coverage: neighbours above the cut, as shown under a thread
Of all 9 threads
With fewer than 4 neighbours: 3, 33.3 % [12.1 64.6]
department    threads   4 or more    1 to 3      none
Knees               6     100.0 %     0.0 %     0.0 %
Skin                2       0.0 %   100.0 %     0.0 %
without one         1       0.0 %     0.0 %   100.0 %
all                 9      66.7 %    22.2 %    11.1 %
Without a neighbour, for example:
  alone
`);
    const many = Array.from({ length: 20 }, (_, place) => ({ ...measured, threads: 9_999_999, department: `Department of ${"everything ".repeat(9)}${place}` }));
    const lines = coverageText({ ...rest, threads: 9_999_999, measured, departments: many }).split("\n");
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith("Department of"))).toHaveLength(12);
    expect(lines).toContain("and 8 more departments (--json names all)");
    expect(lines).toContain("Of 9 of 9999999 threads, drawn by their ids: the same every time");
  });
});
