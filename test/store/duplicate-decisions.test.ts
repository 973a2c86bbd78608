import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createDuplicateDecisions, type Decision } from "../../src/store/duplicate-decisions.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { FIRST_PAGE, question } from "../fakes/topic-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function forumOf(...threads: ReturnType<typeof threadOf>[]) {
  const folder = temporaryFolder();
  const forum = openSmallForum(folder);
  await forum.ingest.putAll(sourceOf(...threads));
  const decide = (left: string, right: string, decision: Decision, more: { canonical?: string; score?: number } = {}, editor = "Ada") =>
    forum.decisions.decide({ left, right, decision, ...more }, editor);
  const listed = (filter: { current?: boolean; editor?: string } = {}) => forum.decisions.decisions({ ...FIRST_PAGE, ...filter }).items;
  return { ...forum, folder, decide, listed };
}

const three = ["1", "2", "3"].map((id) => question(id));

describe("a decision", () => {
  test("is kept with who, when and the score then, its pair in the order of ids", async () => {
    const forum = await forumOf(...three);
    const made = forum.decide("2", "1", "related", { score: 0.75 });
    expect(made).toEqual({
      sequence: 1, left: "1", right: "2", decision: "related", canonical: null, score: 0.75, editor: "Ada",
      decidedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(forum.listed()).toEqual([made]);
    expect(forum.decide("1", "2", "related").score).toBeNull();
  });

  test("that two are duplicates names the one that answers best, unless an editor chooses", async () => {
    const forum = await forumOf(
      question("a", [], { askedAt: "2020-01-01" }),
      question("b", [], { askedAt: "2019-01-01" }),
      question("c"),
      question("d", [], { replies: [{ text: "Yes." }] }),
      question("e", [], { replies: [{ text: "Yes.", accepted: true }] }),
      question("f"),
    );
    const canonical = (left: string, right: string) => forum.decide(left, right, "duplicate").canonical;
    expect([canonical("a", "b"), canonical("c", "a"), canonical("b", "d"), canonical("e", "d"), canonical("f", "c")]).toEqual(["b", "a", "d", "e", "c"]);
    expect(forum.decide("d", "e", "duplicate", { canonical: "d" }).canonical).toBe("d");
  });

  test("is refused where one of the two is not public, and nothing is kept of it", async () => {
    const forum = await forumOf(...three, question("hidden", [], { visibility: "private" }));
    for (const [left, right] of [["1", "hidden"], ["hidden", "1"], ["1", "none"]] as const) {
      expect(() => forum.decide(left, right, "duplicate")).toThrow(expect.objectContaining({ code: "thread_not_found" }));
    }
    expect(forum.database.prepare("SELECT count(*) FROM duplicate_decisions").pluck().get()).toBe(0);
  });

  test("stands until a later one on the same pair, and none stands once it is taken back", async () => {
    const forum = await forumOf(...three);
    const standing = () => forum.listed({ current: true }).map(({ left, right, decision }) => `${left} ${right} ${decision}`);
    forum.decide("1", "2", "duplicate");
    forum.decide("2", "3", "skipped");
    forum.decide("2", "1", "unrelated");
    expect(standing()).toEqual(["1 2 unrelated", "2 3 skipped"]);
    forum.decide("1", "2", "open");
    expect(standing()).toEqual(["2 3 skipped"]);
    expect(forum.listed().map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1]);
  });

  test("is listed by pages, and by editor: what stands of somebody's is not what another decided since", async () => {
    const forum = await forumOf(...three);
    forum.decide("1", "2", "duplicate", {}, "Ada");
    forum.decide("1", "3", "related", {}, "Ada");
    forum.decide("1", "2", "related", {}, "Robin");
    expect(forum.listed({ editor: "Ada" }).map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(forum.listed({ editor: "Ada", current: true }).map(({ sequence }) => sequence)).toEqual([2]);
    expect(forum.decisions.decisions({ offset: 1, limit: 1 })).toMatchObject({ total: 3, items: [{ sequence: 2 }] });
  });

  test("about a thread that is hidden or deleted is in no answer, and stands again when it comes back", async () => {
    const forum = await forumOf(...three);
    forum.decide("1", "2", "duplicate");
    const answers = () => [forum.listed().length, forum.listed({ current: true }).length, forum.decisions.labels({}).length, forum.decisions.decisions(FIRST_PAGE).total];
    await forum.ingest.put({ ...three[1]!, visibility: "archived" });
    expect(answers()).toEqual([0, 0, 0, 0]);
    forum.ingest.remove("2");
    expect(answers()).toEqual([0, 0, 0, 0]);
    await forum.ingest.put(three[1]!);
    expect(answers()).toEqual([1, 1, 1, 1]);
  });
});

describe("several decisions", () => {
  test("are made in their order, so that of two on one pair the later stands", async () => {
    const forum = await forumOf(...three);
    const made = forum.decisions.decideAll([
      { left: "1", right: "2", decision: "related" },
      { left: "2", right: "3", decision: "duplicate", canonical: "3" },
      { left: "2", right: "1", decision: "duplicate" },
    ], "Ada");
    expect(made.map(({ sequence, decision, editor }) => `${sequence} ${decision} ${editor}`)).toEqual(["1 related Ada", "2 duplicate Ada", "3 duplicate Ada"]);
    expect(forum.listed()).toEqual(made.toReversed());
    expect(forum.listed({ current: true }).map(({ sequence }) => sequence)).toEqual([3, 2]);
  });

  test("are made all or none: where one thread is not public, nothing is kept of any", async () => {
    const forum = await forumOf(...three, question("hidden", [], { visibility: "private" }));
    const asked = ["2", "3", "hidden"].map((right) => ({ left: "1", right, decision: "duplicate" as const }));
    expect(() => forum.decisions.decideAll(asked, "Ada")).toThrow(expect.objectContaining({ code: "thread_not_found" }));
    expect(forum.listed()).toEqual([]);
    expect(forum.decide("1", "2", "related").sequence).toBe(1);
  });
});

describe("labels", () => {
  test("are what stands and judges, as the threads read now", async () => {
    const forum = await forumOf(...three, question("4"));
    forum.decide("1", "2", "unrelated");
    forum.decide("1", "3", "duplicate");
    forum.decide("2", "3", "related", {}, "Robin");
    forum.decide("1", "4", "skipped");
    forum.decide("2", "4", "related");
    forum.decide("2", "4", "open");
    await forum.ingest.put({ ...three[2]!, question: "Another question" });
    const told = (filter: { editor?: string }) => forum.decisions.labels(filter).map(({ left, right, isRelated }) => [left.question, right.question, isRelated]);
    expect(told({})).toEqual([["question 1", "question 2", false], ["question 1", "Another question", true], ["question 2", "Another question", true]]);
    expect(told({ editor: "Robin" })).toHaveLength(1);
  });
});

describe("several editors at once", () => {
  test("ten lose no decision: every one has a number of its own", async () => {
    const forum = await forumOf(...Array.from({ length: 11 }, (_, number) => question(String(number))));
    const editors = Array.from({ length: 10 }, () => openDatabase(forum.folder)).map((database) => ({ database, ...createDuplicateDecisions(database) }));
    for (let round = 1; round <= 10; round += 1) {
      for (const [place, editor] of editors.entries()) editor.decide({ left: "0", right: String(round), decision: place % 2 === 0 ? "duplicate" : "related" }, `editor ${place}`);
    }
    const { items, total } = forum.decisions.decisions(FIRST_PAGE);
    expect(total).toBe(100);
    expect(items.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 100 }, (_, place) => 100 - place));
    expect(forum.listed({ current: true }).map(({ editor, decision }) => `${editor} ${decision}`)).toEqual(Array.from({ length: 10 }, () => "editor 9 related"));
    for (const { database } of editors) database.close();
  });

  test("ten who decide many pairs at a time lose none, and what was decided at once stays together", async () => {
    const forum = await forumOf(...Array.from({ length: 6 }, (_, number) => question(String(number))));
    const editors = Array.from({ length: 10 }, () => openDatabase(forum.folder)).map((database) => ({ database, ...createDuplicateDecisions(database) }));
    const asked = ["1", "2", "3", "4", "5"].map((right) => ({ left: "0", right, decision: "related" as const }));
    for (const [place, editor] of editors.entries()) {
      editor.decideAll(asked, `editor ${place}`);
      forum.decide("1", "2", "skipped");
    }
    const { items, total } = forum.decisions.decisions(FIRST_PAGE);
    expect(total).toBe(60);
    expect(items.toReversed().map(({ editor }) => editor)).toEqual(editors.flatMap((_, place) => [...asked.map(() => `editor ${place}`), "Ada"]));
    for (const { database } of editors) database.close();
  });

  test("of two opposite decisions the later one stands, and both are in the audit", async () => {
    const forum = await forumOf(...three);
    forum.decide("1", "2", "duplicate", {}, "Ada");
    forum.decide("2", "1", "unrelated", {}, "Robin");
    expect(forum.listed({ current: true })).toMatchObject([{ sequence: 2, decision: "unrelated", editor: "Robin" }]);
    expect(forum.listed()).toMatchObject([{ sequence: 2, editor: "Robin" }, { sequence: 1, editor: "Ada", decision: "duplicate" }]);
  });
});

test("nothing in the index changes or deletes a decision that was made", async () => {
  const forum = await forumOf(...three);
  forum.decide("1", "2", "duplicate");
  const rows = () => forum.database.prepare("SELECT * FROM duplicate_decisions WHERE sequence = 1").all();
  const before = rows();
  forum.decide("1", "2", "open");
  for (const { id } of three) forum.ingest.remove(id);
  expect(rows()).toEqual(before);
});
