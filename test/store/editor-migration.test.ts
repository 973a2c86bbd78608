import { describe, expect, test } from "vitest";
import { MIGRATIONS } from "../../src/store/schema.ts";
import { openSmallForum } from "../fakes/small-forum.ts";
import { FIRST_PAGE } from "../fakes/topic-forum.ts";
import { asItIs, opened, thirdVersion } from "./older-index.ts";

describe("an index of the third version", () => {
  test("keeps all it had, and has no keys and no decisions", () => {
    const folder = thirdVersion();
    const before = asItIs(folder);
    const { version, rows } = opened(folder);
    expect(version).toBe(MIGRATIONS.length);
    const { keys, duplicate_decisions: decisions, feedback, sqlite_sequence: after, ...kept } = rows;
    expect([keys, decisions, feedback]).toEqual([[], [], []]);
    const { sqlite_sequence: sequences, ...had } = before;
    expect(kept).toEqual(had);
    expect(after).toEqual(sequences);
    expect(opened(folder).rows).toEqual(rows);
  });

  test("tells its edits as they were, and takes keys and decisions", () => {
    const forum = openSmallForum(thirdVersion());
    expect(forum.topics.edits(FIRST_PAGE).items.map(({ editor }) => editor)).toEqual(["Robin", null]);
    expect(forum.keys.holder(forum.keys.add("Ada", "editor"), "editor")).toBe("Ada");
    expect(forum.decisions.decide({ left: "rash", right: "knee", decision: "duplicate" }, "Ada")).toMatchObject({ sequence: 1, left: "knee", canonical: "rash" });
  });

  test.each([
    ["a pair of one thread", "'a', 'a', 'related', NULL"],
    ["a decision of another name", "'a', 'b', 'same', NULL"],
    ["duplicates without a canonical thread", "'a', 'b', 'duplicate', NULL"],
    ["duplicates of which a third is canonical", "'a', 'b', 'duplicate', 'c'"],
    ["a canonical thread of what are no duplicates", "'a', 'b', 'related', 'a'"],
  ])("refuses %s", (_, values) => {
    const forum = openSmallForum(thirdVersion());
    const insert = `INSERT INTO duplicate_decisions (left_id, right_id, decision, canonical, editor, decided_at) VALUES (${values}, 'Ada', '2026')`;
    expect(() => forum.database.exec(insert)).toThrow(/CHECK constraint failed/);
  });
});
