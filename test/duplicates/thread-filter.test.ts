import { describe, expect, test } from "vitest";
import { createThreadFilters } from "../../src/duplicates/thread-filter.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** @param threads what tells them apart, in the order of their keys from 1 on */
async function openFilters(threads: readonly { readonly department?: string; readonly askedAt?: string }[]) {
  const forum = openSmallForum(temporaryFolder());
  await forum.ingest.putAll(sourceOf(...threads.map((given, place) => threadOf({ ...given, id: `t${place}`, question: `Question ${place}` }))));
  forum.follower.catchUp();
  const filterOf = createThreadFilters(forum.index);
  return (asked: Parameters<typeof filterOf>[0]) => threads.filter((_, place) => filterOf(asked)!(forum.index.thread(`t${place}`)!.key));
}

describe("a filter of threads", () => {
  test.each([
    ["in other letter case", "内科 Ärzte", "内科 ÄRZTE"],
    ["with its marks written apart", "Gynäkologie".normalize("NFC"), "Gynäkologie".normalize("NFD")],
    ["in full width", "ＥＮＴ", "ent"],
  ])("finds a department %s", async (_, own, asked) => {
    const found = await openFilters([{ department: own }, { department: "Other" }, {}]);
    expect(found({ department: asked })).toEqual([{ department: own }]);
    expect((await openFilters([{ department: asked }, {}]))({ department: own })).toEqual([{ department: asked }]);
  });

  test("takes for a date only what is written as one", async () => {
    const found = await openFilters(["visit 5", "5", "May", "2017", "yesterday, 2017-04-22", "2017-04-221", "2017-13-01", "2017/04-22"].map((askedAt) => ({ askedAt })));
    expect(found({ from: "1900-01-01" })).toEqual([]);
    expect(found({ to: "2100-01-01" })).toEqual([]);
  });

  test.each([
    ["2017/04/22", "2017-04-22T00:00:00.000Z"],
    ["2017-04-22", "2017-04-22T00:00:00.000Z"],
    [" 2017/04/22 09:30 ", "2017-04-22T09:30:00.000Z"],
    ["2017-04-22T09:30:05.25", "2017-04-22T09:30:05.250Z"],
    ["2017-04-22T09:30:05Z", "2017-04-22T09:30:05.000Z"],
    ["2017-04-22T01:30:00+02:00", "2017-04-21T23:30:00.000Z"],
    ["2017/04/22 01:30 +0200", "2017-04-21T23:30:00.000Z"],
  ])("reads %s as one moment, wherever it is read", async (askedAt, moment) => {
    const zone = process.env["TZ"];
    process.env["TZ"] = "Asia/Taipei";
    try {
      const found = await openFilters([{ askedAt }]);
      expect(found({ from: moment, to: moment })).toHaveLength(1);
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });
});
